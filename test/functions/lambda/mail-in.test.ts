/** Mail on AWS, from what SES has stored to its case, through the function as Lambda runs it. */
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { fromSqs, objectCreated } from '../../support/aws-events.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { eventually } from '../../support/eventually.ts';
import { lambdaRig } from '../../support/lambda-rig.ts';
import { printed } from '../../support/printed.ts';
import { handedIn, storedBySes } from '../../support/ses-mail.ts';

const newBucket = testBuckets();
const HANAKO = 'hanako@example.jp';
const TAKEN = { batchItemFailures: [] };

async function make() {
  const bucket = newBucket();
  const rig = await lambdaRig(bucket);
  let count = 0;
  const { s3, name: Bucket } = bucket;
  const store = async (raw: string, Key = `in/mail${count++}`) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: raw }));
    return Key;
  };
  const told = (...keys: string[]) =>
    rig.functions.call('mail-in', fromSqs(...keys.map((key) => objectCreated(Bucket, key))));
  const arrives = async (raw: string) => told(await store(raw));
  const stands = (Key: string) =>
    s3.send(new GetObjectCommand({ Bucket, Key })).then(
      () => true,
      (error) => {
        if (error instanceof NoSuchKey) return false;
        throw error;
      },
    );
  const { context } = rig;
  const cases = () =>
    rig.own(async () => {
      const { rows } = await context.ports.caseIndex.queue({ limit: 10 });
      return Promise.all(rows.map(({ caseId }) => context.cases.read(caseId)));
    });
  const mailsTo = (to: string) => rig.ses.taken.filter((mail) => mail.to === to);
  const mailed = (to: string) =>
    eventually(
      async () => (await cases()).some(({ notices }) => notices.length > 0) && mailsTo(to)[0],
      () => `nothing was mailed to ${to}`,
    );
  return { ...rig, store, told, arrives, stands, cases, mailsTo, mailed };
}

describe('a mail that SES has stored', () => {
  it('opens a case once, with what SES says of it, however often it is told of; and is gone then', async () => {
    const lines = printed();
    const { store, told, stands, cases, denied } = await make();
    const key = await store(storedBySes(handedIn(), { spf: 'softfail' }));
    expect(await told(key, key)).toEqual(TAKEN);
    expect(await told(key)).toEqual(TAKEN);
    const [state, ...others] = await cases();
    expect(others).toEqual([]);
    expect(state).toMatchObject({ channel: 'email', requester: { email: HANAKO } });
    expect(state?.mails).toMatchObject([
      { verdicts: { spf: 'softfail', dkim: 'pass', dmarc: 'pass' } },
    ]);
    expect(await stands(key)).toBe(false);
    expect(denied).toEqual([]);
    expect(lines().join('\n')).not.toMatch(/hanako|Hanako|Request|開示/);
  });

  it('is one case where its sender hands it in twice, and SES stores it twice', async () => {
    const { arrives, cases } = await make();
    await arrives(storedBySes(handedIn()));
    await arrives(storedBySes(handedIn(), { helo: 'mx2.example.jp' }));
    expect(await cases()).toMatchObject([{ mails: [{}] }]);
  });

  it('goes to the case that it answers, named by the Message-ID that SES gave our mail', async () => {
    const { arrives, cases, mailed } = await make();
    await arrives(storedBySes(handedIn()));
    const [opened] = await cases();
    const asked = await mailed(HANAKO);
    const reply = (to: string) =>
      handedIn(
        { 'In-Reply-To': `<${to}>`, References: `<${to}>`, Subject: 'Re: ok' },
        'And one more thing.',
      );
    await arrives(storedBySes(reply(`${asked.sesId}@ap-northeast-1.amazonses.com`)));
    expect(await cases()).toMatchObject([{ caseId: opened?.caseId, mails: [{}, {}] }]);
    // Another region's, and of none of our mails.
    await arrives(storedBySes(reply('0100-unknown@eu-west-1.amazonses.com')));
    expect(await cases()).toHaveLength(2);
  });

  it('does not believe a mail that says that one of ours has come back: SES tells of such by events', async () => {
    const { arrives, cases, mailed } = await make();
    await arrives(storedBySes(handedIn()));
    const asked = await mailed(HANAKO);
    const report = [
      'From: Mail Delivery System <MAILER-DAEMON@example.jp>',
      'To: privacy@example.com',
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; hanako@example.jp',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${asked.sesId}@ap-northeast-1.amazonses.com>`,
      '',
      '--b--',
      '',
    ].join('\r\n');
    await arrives(storedBySes(report, { envelopeFrom: '' }));
    expect(await cases()).toMatchObject([{ returned: [] }]);
  });

  it('in which SES has found a virus is neither opened nor answered, and stays where it is', async () => {
    const lines = printed();
    const { store, told, stands, cases, ses } = await make();
    const key = await store(storedBySes(handedIn(), { virus: 'FAIL' }));
    expect(await told(key)).toEqual(TAKEN);
    expect(await cases()).toEqual([]);
    expect(ses.taken).toEqual([]);
    expect(await stands(key)).toBe(true);
    expect(lines().join('\n')).toMatch(/mail with a virus left unopened/);
    expect(lines().join('\n')).not.toMatch(/hanako/i);
  });

  it('of which SES does not know whether there is a virus in it is read without its files (L-31)', async () => {
    const { arrives, cases } = await make();
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const picture = [
      '--b',
      'Content-Type: image/png; name=me.png',
      'Content-Disposition: attachment; filename=me.png',
      'Content-Transfer-Encoding: base64',
      '',
      png,
    ];
    const mail = (id: string) =>
      handedIn(
        { 'Message-ID': id, 'Content-Type': 'multipart/mixed; boundary=b' },
        ['--b', 'Content-Type: text/plain', '', 'Please disclose.', ...picture, '--b--'].join(
          '\r\n',
        ),
      );
    await arrives(storedBySes(mail('<1@example.jp>')));
    await arrives(storedBySes(mail('<2@example.jp>'), { virus: 'GRAY' }));
    const mails = (await cases()).flatMap((state) => state.mails);
    expect(mails.map(({ attachments }) => attachments.length).toSorted()).toEqual([0, 1]);
    expect(mails.map(({ personal }) => personal?.text)).toEqual([
      'Please disclose.',
      'Please disclose.',
    ]);
  });

  it('that cannot be read is answered with directions, once a day, and stays where it is (L-31)', async () => {
    const lines = printed();
    const { store, told, stands, cases, mailsTo, denied } = await make();
    const nested = (boundary: number): string =>
      boundary > 60
        ? 'x'
        : `Content-Type: multipart/mixed; boundary=b${boundary}\r\n\r\n--b${boundary}\r\n${nested(boundary + 1)}\r\n`;
    const unreadable = handedIn().replace(/Content-Type[\s\S]*/, nested(0));
    const key = await store(storedBySes(unreadable));
    expect(await told(key, key)).toEqual(TAKEN);
    expect(await cases()).toEqual([]);
    expect(mailsTo(HANAKO)).toHaveLength(1);
    expect(await stands(key)).toBe(true);
    expect(denied).toEqual([]);
    expect(lines().join('\n')).toMatch(/mail cannot be read.*too-complex|malformed/);
    expect(lines().join('\n')).not.toMatch(/hanako/i);
  });

  it('that cannot be read is not answered where nobody vouches for its sender, or a program may have written it', async () => {
    const { arrives, ses } = await make();
    const lines = 'x\r\n'.repeat(700_001);
    for (const said of [
      { dmarc: 'fail' },
      { dmarc: 'none', spf: 'fail', dkim: ['fail'] },
      { envelopeFrom: '' },
      { spam: 'FAIL' },
    ])
      expect(await arrives(storedBySes(handedIn({}, lines), said))).toEqual(TAKEN);
    for (const [name, value] of [
      ['Auto-Submitted', 'auto-replied'],
      ['From', 'hanako@example.jp, taro@example.jp'],
    ] as const)
      expect(await arrives(storedBySes(handedIn({ [name]: value }, lines)))).toEqual(TAKEN);
    expect(ses.taken).toEqual([]);
  });

  it('comes again where its function failed, alone of its batch', async () => {
    const lines = printed();
    const { store, functions, stands, cases, bucket, told } = await make();
    const good = await store(storedBySes(handedIn()));
    const batch = fromSqs({ detail: { object: {} } }, objectCreated(bucket.name, good), 'no event');
    expect(await functions.call('mail-in', batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }, { itemIdentifier: 'message-3' }],
    });
    expect(await cases()).toHaveLength(1);
    expect(await stands(good)).toBe(false);
    // Removed meanwhile.
    expect(await told(good)).toEqual(TAKEN);
    expect(lines().join('\n')).toMatch(/"function failed".*"queued":"message-1"/);
  });

  it('is with its case whole, wherever a crash came before', async () => {
    const { store, told, stands, cases, dynamo } = await make();
    const key = await store(storedBySes(handedIn()));
    let crashes = 0;
    for (; crashes < 40; crashes += 1) {
      dynamo.dieAfter(crashes);
      const answer = await told(key);
      dynamo.live();
      if (JSON.stringify(answer) === JSON.stringify(TAKEN)) break;
      expect(await stands(key)).toBe(true);
    }
    expect(crashes).toBeGreaterThan(2);
    expect(await stands(key)).toBe(false);
    expect(await cases()).toMatchObject([{ mails: [{}] }]);
  });

  it('of SES itself, when its rule is made, is no request', async () => {
    const { store, told, cases } = await make();
    const setup = handedIn({ From: 'Amazon Web Services <no-reply-aws@amazon.com>' });
    expect(await told(await store(setup, 'in/AMAZON_SES_SETUP_NOTIFICATION'))).toEqual(TAKEN);
    expect(await cases()).toEqual([]);
  });
});
