import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { BadEnvelope, EmbeddedMailer } from '../../platform/embedded/mailer.ts';
import type { Mailer } from '../../platform/ports.ts';
import { dataDirectory, testDatabase } from '../support/data-directory.ts';

const mail = (messageId: string, text = 'hello') => ({
  messageId,
  from: 'privacy@kaiji.example',
  to: 'hanako@example.jp',
  raw: Buffer.from(`Message-ID: <${messageId}>\r\n\r\n${text}\r\n`),
});

/** @param make gives a mailer and a look at what it accepted, as raw messages */
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
    await mailer.forget(CaseId.parse('KJ-TEST0-00001'));
    await mailer.forget(CaseId.parse('KJ-TEST0-00003'));
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toEqual([expect.stringContaining('KJ-TEST0-00002.a@kaiji.example')]);
  });

  it('erases the messages of a case, and knows of none of them any more', async () => {
    const { mailer, accepted } = await make();
    const mails = ['KJ-TEST0-00001.a', 'KJ-TEST0-00002.a'].map((key) => mail(`${key}@k.example`));
    for (const one of mails) await mailer.send(one);
    await mailer.erase(CaseId.parse('KJ-TEST0-00001'));
    expect(accepted()).toEqual([expect.stringContaining('KJ-TEST0-00002.a')]);
    for (const one of mails) await mailer.send(one);
    expect(accepted()).toHaveLength(2);
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

describe('Mailer, embedded', () => {
  keepsTheContract(async () => {
    const directory = join(dataDirectory(), 'mailbox');
    const mailer = new EmbeddedMailer({
      database: testDatabase(),
      directory,
      clock: systemClock,
      relayed: false,
    });
    const accepted = () =>
      readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    return { mailer, accepted };
  });
});
