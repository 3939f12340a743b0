/** What SES tells of our mails, through the function as Lambda runs it. */
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import { fromSqs, mailBecame } from '../../support/aws-events.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { eventually } from '../../support/eventually.ts';
import { lambdaRig } from '../../support/lambda-rig.ts';
import { Requester } from '../../support/people.ts';
import { printed } from '../../support/printed.ts';

const newBucket = testBuckets();
const TAKEN = { batchItemFailures: [] };
const AGAIN = { batchItemFailures: [{ itemIdentifier: 'message-1' }] };
const EMILY = 'emily@example.com';

type Became = Parameters<typeof mailBecame>[1];

/** Somebody has asked, and was written to. */
async function make() {
  const rig = await lambdaRig(newBucket());
  const emily = new Requester(rig.doors, EMILY, 'en');
  await emily.asks('california', ['ccpa.know-specific'], 'Emily Tanaka');
  const caseId = CaseId.parse(emily.caseId);
  const state = () => rig.own(() => rig.context.cases.read(caseId));
  const mail = await eventually(
    async () => (await state()).notices.length > 0 && rig.ses.taken.find(({ to }) => to === EMILY),
    () => 'nothing was mailed',
  );
  const became = (what: Became, more: Record<string, unknown> = {}) =>
    rig.functions.call('mail-events', fromSqs(mailBecame(mail, what, more)));
  return { ...rig, caseId, state, mail, became };
}

describe('what SES tells of a mail of ours', () => {
  it.each([
    ['Bounce', { bounce: { bounceType: 'Permanent' } }, true],
    ['Bounce', { bounce: { bounceType: 'Transient' } }, false],
  ] as const)(
    'is that it did not arrive: %s %j stands with its case, once',
    async (what, more, permanent) => {
      const lines = printed();
      const { became, state, denied } = await make();
      expect(await became(what, more)).toEqual(TAKEN);
      expect(await became(what, more)).toEqual(TAKEN);
      const { returned } = await state();
      expect(returned).toMatchObject([{ permanent, party: 'requester', mended: false }]);
      expect(denied).toEqual([]);
      expect(lines().join('\n')).not.toMatch(/emily|Tanaka/i);
    },
  );

  it('is told to the log and no more where it is under way or has arrived', async () => {
    const lines = printed();
    const { became, state, caseId } = await make();
    for (const what of ['Complaint', 'DeliveryDelay', 'Delivery'] as const)
      expect(await became(what)).toEqual(TAKEN);
    expect((await state()).returned).toEqual([]);
    const told = lines().filter((line) => /mail called unwanted|mail delayed/.test(line));
    expect(told.map((line) => JSON.parse(line))).toMatchObject([
      { message: 'mail called unwanted', caseId },
      { message: 'mail delayed', caseId },
    ]);
    expect(lines().join('\n')).not.toMatch(/emily|Tanaka/i);
  });

  it('is that SES has taken it: also where the function that sent it did not live to write that down', async () => {
    const { table, mail, became } = await make();
    const place = { pk: `ses#${mail.sesId}`, sk: 'mail' };
    await table.remove(place);
    expect(await became('Send')).toEqual(TAKEN);
    expect(await became('Send')).toEqual(TAKEN);
    expect(await table.get(place)).not.toBeNull();
  });

  it('comes again where it is faster than the function that sent; where there is no case, or it is none of our mails, it does not', async () => {
    const { caseId, functions, mail, state } = await make();
    const bounced = (tags: Record<string, string[]>) => {
      const event = mailBecame({ ...mail, tags }, 'Bounce', {
        bounce: { bounceType: 'Permanent' },
      });
      return functions.call('mail-events', fromSqs(event));
    };
    const of = (messageId: string) => ({
      kaiji: [Buffer.from(messageId).toString('base64url')],
    });
    expect(await bounced(of(`${caseId}.never-logged@example.com`))).toEqual(AGAIN);
    expect(await bounced(of('KJ-00000-00001.a@example.com'))).toEqual(TAKEN);
    expect(await bounced(of('sign-in.1@example.com'))).toEqual(TAKEN);
    expect(await bounced({})).toEqual(TAKEN);
    expect((await state()).returned).toEqual([]);
  });
});
