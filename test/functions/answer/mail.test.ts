import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNotice, type Notice, UnsafeNotice } from '../../../functions/answer/mail.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import type { Signer } from '../../../platform/ports.ts';
import { hasTool } from '../../support/tools.ts';

const dir = mkdtempSync(join(tmpdir(), 'mail-'));
afterAll(() => rmSync(dir, { recursive: true }));

const notice: Notice = {
  messageId: 'KJ-7F3K2-9QXM4.acknowledged@example.com',
  from: { name: '例示株式会社 個人情報窓口', address: 'privacy@example.com' },
  to: 'someone@example.org',
  subject: '【KJ-7F3K2-9QXM4】ご請求を受け付けました（折り返しを確かめるための、やや長い件名です）',
  text: 'ご請求を受け付けました。\n\nFrom ここから\n.\n以上',
  html: '<p>ご請求を受け付けました。</p>\nFrom ここから',
  date: '2026-11-22T01:02:03.000Z',
  headers: { 'Auto-Submitted': 'auto-replied' },
};
const english: Notice = {
  ...notice,
  subject: 'Your request',
  text: `From here on\nFrom there\n  trailing  \n${'a long line '.repeat(100)}`,
  html: '<p>We have it.</p>\nFrom here on',
  inReplyTo: 'question-1@example.org',
};

const signers: Partial<Record<Signer['algorithm'], Signer>> = {};
const signer = (algorithm: Signer['algorithm']): Signer => {
  const found = signers[algorithm];
  if (found === undefined) throw new Error('made before all tests');
  return found;
};
beforeAll(async () => {
  for (const algorithm of ['RS256', 'ES256'] as const) {
    signers[algorithm] = await createSigner({
      dir: join(dir, algorithm),
      organisation: '例示株式会社',
      email: 'privacy@example.com',
      algorithm,
      clock: { now: () => new Date('2026-11-22T00:00:00.000Z') },
    });
    const [der] = await signer(algorithm).certificates();
    writeFileSync(join(dir, `${algorithm}.pem`), new X509Certificate(der ?? '').toString());
  }
});

describe('a notice', () => {
  it('is the same mail when it is built again, whichever key signs', async () => {
    for (const algorithm of ['RS256', 'ES256'] as const)
      expect(await buildNotice(signer(algorithm), notice)).toEqual(
        await buildNotice(signer(algorithm), notice),
      );
  });

  it('arrives in the words it was written in', async () => {
    for (const sent of [notice, english]) {
      const mail = await PostalMime.parse(await buildNotice(signer('RS256'), sent));
      expect(mail.subject).toBe(sent.subject);
      expect(mail.from).toMatchObject(sent.from);
      expect(mail.messageId).toBe(`<${sent.messageId}>`);
      expect(mail.text?.trimEnd()).toBe(sent.text.trimEnd());
      expect(mail.html?.trimEnd()).toBe(sent.html.trimEnd());
      expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-replied');
    }
  });

  it('answers the mail it answers', async () => {
    const mail = await PostalMime.parse(await buildNotice(signer('RS256'), english));
    expect(mail.inReplyTo).toBe('<question-1@example.org>');
  });

  it('has lines that end with CRLF, hold 7 bits and are not too long', async () => {
    const raw = Buffer.from(await buildNotice(signer('RS256'), english)).toString('latin1');
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw).toMatch(/^\p{ASCII}*$/u);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  it.each(['a#b@example.org', "o'brien/x@example.org"])(
    'goes to everyone whom a mail can come from: %s',
    async (to) => {
      const { to: receivers } = await PostalMime.parse(
        await buildNotice(signer('RS256'), { ...notice, to }),
      );
      expect(receivers).toEqual([{ name: '', address: to }]);
    },
  );

  it('lets nobody write headers of their own through any field', async () => {
    const evil = 'x\r\nBcc: everyone@example.net';
    const attempts: Notice[] = [
      { ...notice, subject: evil },
      { ...notice, to: `a@example.org${evil}` },
      { ...notice, to: 'a@example.org, b@example.org' },
      { ...notice, from: { ...notice.from, name: evil } },
      { ...notice, messageId: evil },
      { ...notice, headers: { 'Reply-To': evil } },
    ];
    for (const attempt of attempts)
      await expect(buildNotice(signer('ES256'), attempt)).rejects.toBeInstanceOf(UnsafeNotice);
  });

  it.each(['CAF+a=b/c_$%!@mail.example', '20261122.1@[192.0.2.1]', `${'a'.repeat(300)}@x.example`])(
    'answers a mail whose Message-ID is as others make them: %s',
    async (inReplyTo) => {
      const mail = await PostalMime.parse(
        await buildNotice(signer('ES256'), { ...notice, inReplyTo }),
      );
      expect(mail.inReplyTo).toBe(`<${inReplyTo}>`);
    },
  );

  it.each(['x@y\r\nBcc: everyone@example.net', 'x y@z', '<x@y>', 'no at sign', 'あ@example'])(
    'goes out without a reference that cannot be written safely: %j',
    async (inReplyTo) => {
      const raw = await buildNotice(signer('ES256'), { ...notice, inReplyTo });
      expect(raw).toEqual(await buildNotice(signer('ES256'), notice));
    },
  );

  it('names the refused field, never what stood in it', async () => {
    const refused = buildNotice(signer('ES256'), { ...notice, subject: 'secret\n' });
    await expect(refused).rejects.toThrow('refused: subject');
  });
});

describe.skipIf(!hasTool('openssl'))('a notice, checked by openssl', () => {
  const check = (algorithm: string, raw: Uint8Array) => {
    writeFileSync(join(dir, 'mail.eml'), raw);
    return spawnSync('openssl', [
      ...['cms', '-verify', '-in', join(dir, 'mail.eml'), '-purpose', 'smimesign'],
      ...['-CAfile', join(dir, `${algorithm}.pem`), '-out', join(dir, 'content')],
    ]).status;
  };

  it('is genuine, in both languages and under both kinds of key', async () => {
    for (const algorithm of ['RS256', 'ES256'] as const)
      for (const sent of [notice, english])
        expect(check(algorithm, await buildNotice(signer(algorithm), sent))).toBe(0);
  });

  it('is refused once any letter of what was signed has been changed', async () => {
    const raw = Buffer.from(await buildNotice(signer('ES256'), english));
    const start = raw.indexOf('Content-Type: multipart/alternative');
    const end = raw.indexOf('\r\n--', raw.lastIndexOf('-Part_1--'));
    fc.assert(
      fc.property(fc.integer({ min: start, max: end - 1 }), (position) => {
        const forged = Buffer.from(raw);
        const letter = forged[position] ?? 0;
        // Line ends are rewritten by mail systems, and so made equal before they are hashed.
        fc.pre(letter > 0x20);
        forged[position] = letter === 0x61 ? 0x62 : 0x61;
        expect(check('ES256', forged)).not.toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('says who signed it', async () => {
    writeFileSync(join(dir, 'mail.eml'), await buildNotice(signer('RS256'), notice));
    execFileSync('openssl', [
      ...['cms', '-verify', '-noverify', '-in', join(dir, 'mail.eml')],
      ...['-signer', join(dir, 'signer.pem'), '-out', join(dir, 'content')],
    ]);
    const subject = execFileSync(
      'openssl',
      ['x509', '-in', join(dir, 'signer.pem'), '-noout', '-email'],
      { encoding: 'utf8' },
    );
    expect(subject.trim()).toBe('privacy@example.com');
  });
});
