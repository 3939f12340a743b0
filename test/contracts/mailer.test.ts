import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { AwsMailer, readMailEvent } from '../../platform/aws/mailer.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { EmbeddedMailer } from '../../platform/embedded/mailer.ts';
import { BadEnvelope } from '../../platform/envelope.ts';
import type { Mailer } from '../../platform/ports.ts';
import { TestSes } from '../support/aws-ses.ts';
import { testTable } from '../support/aws-table.ts';
import { dataDirectory, testDatabase } from '../support/data-directory.ts';
import { WalkingClock } from '../support/payments-rig.ts';

const mail = (messageId: string, text = 'hello') => ({
  messageId,
  from: 'privacy@kaiji.example',
  to: 'hanako@example.jp',
  raw: Buffer.from(`Message-ID: <${messageId}>\r\n\r\n${text}\r\n`),
});

/** @param make gives a mailer and what it has accepted since the last look, as raw messages */
function keepsTheContract(make: () => Promise<{ mailer: Mailer; accepted: () => string[] }>) {
  it('accepts a message as it is, byte for byte', async () => {
    const { mailer, accepted } = await make();
    await mailer.send(mail('1@kaiji.example', '開示'));
    expect(accepted()).toEqual(['Message-ID: <1@kaiji.example>\r\n\r\n開示\r\n']);
  });

  it('accepts a message once, whatever the second call carries', async () => {
    const { mailer, accepted } = await make();
    await mailer.send(mail('1@kaiji.example', 'first'));
    await mailer.send(mail('1@kaiji.example', 'second'));
    expect(accepted()).toEqual([expect.stringContaining('first')]);
  });

  it('accepts a message once when many ask at the same time', async () => {
    const { mailer, accepted } = await make();
    await Promise.all(Array.from({ length: 10 }, () => mailer.send(mail('1@kaiji.example'))));
    expect(accepted()).toHaveLength(1);
  });

  it('keeps different messages apart', async () => {
    const { mailer, accepted } = await make();
    await Promise.all([1, 2, 3].map((n) => mailer.send(mail(`${n}@kaiji.example`))));
    expect(accepted()).toHaveLength(3);
  });

  it('forgets the messages of a case, and never accepts them again', async () => {
    const { mailer, accepted } = await make();
    const mails = ['KJ-TEST0-00001.a', 'KJ-TEST0-00001.b', 'KJ-TEST0-00002.a'].map((key) =>
      mail(`${key}@kaiji.example`),
    );
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toHaveLength(3);
    await mailer.forget(CaseId.parse('KJ-TEST0-00001'));
    await mailer.forget(CaseId.parse('KJ-TEST0-00003'));
    expect(accepted()).toEqual([]);
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toEqual([]);
  });

  it('erases the messages of a case, and knows of none of them any more', async () => {
    const { mailer, accepted } = await make();
    const mails = ['KJ-TEST0-00001.a', 'KJ-TEST0-00002.a'].map((key) => mail(`${key}@k.example`));
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toHaveLength(2);
    await mailer.erase(CaseId.parse('KJ-TEST0-00001'));
    expect(accepted()).toEqual([]);
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toEqual([expect.stringContaining('KJ-TEST0-00001.a')]);
  });

  it.each([
    ['messageId', '1@kaiji.example>\r\nBcc: x@example.jp'],
    ['messageId', ''],
    ['to', 'a@example.jp>\r\nRCPT TO:<b@example.jp'],
    ['to', 'nobody'],
    ['from', 'Kaiji <privacy@kaiji.example>'],
  ])('refuses the %s %j', async (field, value) => {
    const { mailer, accepted } = await make();
    await expect(
      mailer.send({ ...mail('1@kaiji.example'), [field]: value }),
    ).rejects.toBeInstanceOf(BadEnvelope);
    expect(accepted()).toEqual([]);
  });
}

function embedded() {
  const directory = join(dataDirectory(), 'mailbox');
  const mailer = new EmbeddedMailer({
    database: testDatabase(),
    directory,
    clock: systemClock,
    relayed: false,
  });
  const kept = () => readdirSync(directory);
  let seen: string[] = [];
  const accepted = () => {
    const files = kept();
    const fresh = files.filter((name) => !seen.includes(name));
    seen = files;
    return fresh.map((name) => readFileSync(join(directory, name), 'utf8'));
  };
  return { mailer, accepted, kept };
}

describe('Mailer, embedded', () => {
  keepsTheContract(async () => embedded());

  it('removes the words of the messages that it forgets', async () => {
    const { mailer, kept } = embedded();
    for (const key of ['KJ-TEST0-00001.a', 'KJ-TEST0-00002.a'])
      await mailer.send(mail(`${key}@kaiji.example`));
    await mailer.forget(CaseId.parse('KJ-TEST0-00001'));
    expect(kept()).toHaveLength(1);
  });
});

describe('Mailer, AWS', () => {
  const messageId = 'KJ-TEST0-00001.answer-ready@kaiji.example';

  async function aws() {
    const { table, dynamo } = await testTable();
    const ses = await TestSes.open();
    const clock = new WalkingClock();
    const another = () =>
      new AwsMailer({ ses: ses.client, table, clock, configurationSet: 'kaiji' });
    return { mailer: another(), another, ses, clock, table, dynamo };
  }
  const sesEvent = ({ sesId, tags }: TestSes['taken'][number], more: object) => ({
    mail: { messageId: sesId, timestamp: '2026-11-22T00:00:00.000Z', tags },
    ...more,
  });

  keepsTheContract(async () => {
    const { mailer, ses } = await aws();
    return { mailer, accepted: () => ses.taken.splice(0).map(({ raw }) => raw) };
  });

  it('hands a throttled message over again, and tells a refused one without naming anybody', async () => {
    const { mailer, ses } = await aws();
    ses.moods.push('throttled', 'well', 'rejects');
    await mailer.send(mail(messageId));
    const refused = mailer.send(mail('KJ-TEST0-00001.other@kaiji.example'));
    await expect(refused).rejects.toMatchObject({ name: 'MailRejected' });
    await expect(refused).rejects.not.toThrow(/hanako/);
    expect(ses.taken).toHaveLength(1);
    // A refusal can be put right.
    await mailer.send(mail('KJ-TEST0-00001.other@kaiji.example'));
    expect(ses.taken).toHaveLength(2);
  });

  it('does not send again while the answer to the first sending may still come', async () => {
    const { mailer, another, ses, clock } = await aws();
    ses.moods.push('taken, no reply');
    await expect(mailer.send(mail(messageId))).rejects.toThrow();
    clock.walk(19);
    await expect(another().send(mail(messageId))).rejects.toMatchObject({ name: 'MailUnderWay' });
    expect(ses.taken).toHaveLength(1);
  });

  it('takes the word of SES for an answer that was lost', async () => {
    const { mailer, another, ses, clock } = await aws();
    ses.moods.push('taken, no reply');
    await expect(mailer.send(mail(messageId))).rejects.toThrow();
    for (const one of ses.taken) {
      const event = readMailEvent(sesEvent(one, { eventType: 'Send' }));
      expect(event).toMatchObject({ kind: 'sent', messageId });
      if (event.kind === 'sent') await mailer.confirm(event.messageId, event.sesId);
    }
    clock.walk(3600);
    await another().send(mail(messageId));
    expect(ses.taken).toHaveLength(1);
  });

  it('sends again what nobody knows to be sent: better twice than never', async () => {
    const { mailer, another, ses, clock } = await aws();
    ses.moods.push('taken, no reply');
    await expect(mailer.send(mail(messageId))).rejects.toThrow();
    clock.walk(21);
    await another().send(mail(messageId));
    await another().send(mail(messageId));
    expect(ses.taken).toHaveLength(2);
  });

  it('sends nothing any more of a case that was forgotten, what was in doubt neither', async () => {
    const { mailer, another, ses, clock } = await aws();
    ses.moods.push('taken, no reply');
    await expect(mailer.send(mail(messageId))).rejects.toThrow();
    await mailer.forget(CaseId.parse('KJ-TEST0-00001'));
    clock.walk(3600);
    await another().send(mail(messageId));
    expect(ses.taken).toHaveLength(1);
  });

  it('knows its mail by the Message-ID that SES gave it, until the case is erased', async () => {
    const { mailer, ses } = await aws();
    await mailer.send(mail(messageId));
    const sesId = ses.taken[0]?.sesId ?? '';
    expect(await mailer.ownMessageId(sesId)).toBe(messageId);
    expect(await mailer.ownMessageId('0100-unknown')).toBeNull();
    await mailer.erase(CaseId.parse('KJ-TEST0-00001'));
    expect(await mailer.ownMessageId(sesId)).toBeNull();
  });

  it.each([
    [{ eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }, { permanent: true }],
    [{ eventType: 'Bounce', bounce: { bounceType: 'Transient' } }, { permanent: false }],
    [{ eventType: 'Reject', reject: { reason: 'Bad content' } }, { permanent: true }],
    [{ eventType: 'DeliveryDelay', deliveryDelay: {} }, { kind: 'delayed' }],
    [{ eventType: 'Complaint', complaint: {} }, { kind: 'complained' }],
    [{ eventType: 'Delivery', delivery: {} }, { kind: 'other' }],
  ])('reads what SES tells of a mail: %j', async (event, expected) => {
    const { mailer, ses } = await aws();
    await mailer.send(mail(messageId));
    for (const one of ses.taken)
      expect(readMailEvent(sesEvent(one, event))).toMatchObject({
        ...(event.eventType === 'Delivery' ? {} : { messageId }),
        ...expected,
      });
    expect(readMailEvent({ ...event, mail: { messageId: 'x', tags: {} } })).toEqual({
      kind: 'other',
    });
  });

  it('keeps no receiver and no words', async () => {
    const { mailer, table } = await aws();
    await mailer.send(mail(messageId));
    const where = { text: 'pk = :pk', values: { pk: 'case#KJ-TEST0-00001' } };
    const items = await Array.fromAsync(table.query({ where }));
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/hanako|hello/);
  });
});
