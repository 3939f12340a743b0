/**
 * Nothing personal leaves a function but to whom it is meant for. Canaries go in by every door and, where things go wrong, in the words of
 * whoever fails; everything that functions print, throw, count and hand to the workflow is looked through for them.
 */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FunctionName } from '../../../functions/lambda/roster.ts';
import { fromSqs, objectCreated } from '../../support/aws-events.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { found } from '../../support/canary.ts';
import { eventually } from '../../support/eventually.ts';
import { SERVICE_WORD } from '../../support/lambda-edge.ts';
import { answeredWith, payer } from '../../support/lambda-people.ts';
import { type LambdaRig, lambdaRig } from '../../support/lambda-rig.ts';
import { Requester } from '../../support/people.ts';
import { printed } from '../../support/printed.ts';
import { handedIn, storedBySes } from '../../support/ses-mail.ts';

const newBucket = testBuckets();

/** The one whom the stores know, and what she gives. */
const HANAKO = 'hanako.y@example.com';
const CANARIES = [
  HANAKO,
  'hanako@example.jp',
  '山田 花子',
  '山田',
  'Yamada',
  '+81 90 0000 1201',
  '9000001201',
  '1996-04-12',
  'the canary sings at noon',
  'passport.png',
];

const SAYS = `no row for 山田 花子 <${HANAKO}>, +81 90 0000 1201: the canary sings at noon`;

interface Watched {
  rig: LambdaRig;
  lines: () => string[];
}

async function watched(): Promise<Watched> {
  // What somebody might switch on to see more.
  vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'TRACE');
  const lines = printed();
  const rig = await lambdaRig(newBucket());
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return { rig, lines };
}

function nothingPersonal({ rig, lines }: Watched, caseId?: string): void {
  expect(lines().length).toBeGreaterThan(3);
  for (const line of lines()) expect(found(CANARIES, line), line).toEqual([]);
  for (const error of rig.functions.failed) expect(found(CANARIES, error)).toEqual([]);
  if (caseId) expect(found(CANARIES, rig.history(caseId))).toEqual([]);
}

const POINTS = { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' };

async function asks(rig: LambdaRig): Promise<Requester> {
  const hanako = new Requester(rig.doors, HANAKO, 'ja');
  await hanako.asks('japan', ['appi.disclose'], '山田 花子', {
    message: 'the canary sings at noon',
  });
  await hanako.confirms();
  return hanako;
}

describe('nothing personal', { timeout: 60_000 }, () => {
  it('is told by a disclosure, from the form to its purge', async () => {
    const { rig, lines } = await watched();
    const hanako = await payer(rig);
    await hanako.pays();
    await answeredWith(rig, hanako, { outcome: 'disclose', grounds: ['appi.disclosed'] });
    await rig.closed(hanako.caseId);
    rig.wire.fault = ({ service }) => (service === 'S3' ? SAYS : null);
    const { pathname } = new URL(hanako.link);
    await hanako.browser.download(`${pathname}/answer/package`).catch(() => undefined);
    expect(lines().filter((line) => /failed/.test(line))).not.toEqual([]);
    rig.wire.fault = null;
    await rig.pass({ days: 31 });
    expect(rig.history(hanako.caseId).length).toBeGreaterThan(40);
    nothingPersonal({ rig, lines }, hanako.caseId);
    // The watchman is awake: what was looked through are the lines of this case.
    expect(found([hanako.caseId], lines().join('\n'))).toEqual([hanako.caseId]);
  });

  it('is told where services, stores and senders speak of a person while they fail', async () => {
    const { rig, lines } = await watched();
    const hanako = await asks(rig);
    const { caseId, link } = hanako;
    const said = (...words: string[]) =>
      eventually(
        async () => lines().some((line) => words.every((word) => line.includes(word))),
        () => `nobody ever says ${words.join(', ')}`,
      );
    const fails = async (name: FunctionName, event: unknown) =>
      expect(await rig.functions.call(name, event).catch((error: unknown) => error)).toMatchObject({
        message: `${name} failed`,
      });

    const { fetch: real } = globalThis;
    const store = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation((to, init) =>
        /\/v1\//.test(String(to instanceof Request ? to.url : to))
          ? Promise.resolve(new Response(SAYS, { status: 500, statusText: 'no row for Yamada' }))
          : real(to, init),
      );
    await hanako.offersPoints(POINTS);
    await said('function failed', 'check-points', 'StoreUnavailable');
    store.mockRestore();

    for (const service of ['DYNAMODB', 'KMS'] as const) {
      rig.wire.fault = (call) => (call.service === service ? SAYS : null);
      if (service === 'DYNAMODB') await fails('acknowledge', { caseId });
      if (service === 'DYNAMODB') await fails('sweep', {});
      const page = await fetch(link);
      expect(page.status).toBe(500);
      expect(found(CANARIES, await page.text())).toEqual([]);
    }
    rig.wire.fault = null;
    await fails('plan', { caseId: HANAKO, message: SAYS });

    const posted = (path: string, body: string, headers = {}) =>
      fetch(`${rig.doors.baseUrl}${path}`, { method: 'POST', body, headers });
    const bad = `{"id":"evt_1","email":"${HANAKO}","what":"${SAYS}`;
    expect((await posted('/webhooks/stripe', bad, { 'stripe-signature': SAYS_ASCII })).ok).toBe(
      false,
    );
    const authorization = `Bearer ${SERVICE_WORD}`;
    expect((await posted('/signal', bad, { authorization })).ok).toBe(false);
    await posted('/request', `email=${HANAKO}&name=${SAYS}`);
    await fetch(`${rig.doors.baseUrl}/p/${encodeURIComponent(SAYS)}?email=${HANAKO}`);

    const { s3, name: Bucket } = rig.bucket;
    const arrives = async (Key: string, Body: string) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      return rig.functions.call('mail-in', fromSqs(objectCreated(Bucket, Key)));
    };
    await arrives('in/unreadable', SAYS);
    await arrives('in/mail', storedBySes(handedIn({}, SAYS)));
    rig.wire.fault = (call) => (call.service === 'S3' ? SAYS : null);
    await arrives('in/unread', storedBySes(handedIn({}, SAYS))).catch(() => undefined);
    rig.wire.fault = null;
    await rig.functions.call('mail-in', {
      Records: [{ messageId: 'm', body: `not json: ${SAYS}` }],
    });
    await fails('mail-in', { Records: SAYS });

    expect(lines().filter((line) => line.includes('"function failed"')).length).toBeGreaterThan(5);
    nothingPersonal({ rig, lines }, caseId);
  });

  it.each([
    ['as it is', SAYS],
    ['in base64', Buffer.from(`a${SAYS}`).toString('base64')],
    ['in an address', `/p?name=${encodeURIComponent('山田 花子')}`],
    ['escaped', '\\u5c71\\u7530'],
    ['in an error’s cause', new Error('x', { cause: new Error(SAYS) })],
  ])('would be found %s', (_how, where) => {
    expect(found(CANARIES, where)).not.toEqual([]);
  });
});

const SAYS_ASCII = `t=1,v1=${HANAKO}`;
