import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { readInboundMail, UnreadableMail } from '../../../functions/intake/inbound-mail.ts';
import { type VerdictOptions, verdictsOn } from '../../../functions/intake/mail-authentication.ts';

const envelope = {
  envelopeFrom: 'hanako@example.jp',
  remoteAddress: '203.0.113.7',
  helo: 'mx.example.jp',
};
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

const composer = nodemailer.createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
});

async function mime(mail: SendMailOptions): Promise<Buffer> {
  const { message } = await composer.sendMail({
    from: 'Hanako <hanako@example.jp>',
    to: 'privacy@k.example',
    ...mail,
  });
  return Buffer.from(message instanceof Buffer ? message : '');
}

const read = (raw: string | Uint8Array, changes = {}) =>
  readInboundMail(typeof raw === 'string' ? Buffer.from(raw.replaceAll('\n', '\r\n')) : raw, {
    ...envelope,
    ...changes,
  });

const reasonFor = (raw: string | Uint8Array) =>
  read(raw).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableMail ? error.reason : error),
  );

describe('a mail from outside', () => {
  it('is read with its words, sender, thread and time', async () => {
    const raw = await mime({
      from: '山田 花子 <hanako@example.jp>',
      replyTo: 'other@example.jp',
      subject: '個人情報の開示請求',
      text: '私の個人情報を開示してください。\n花子',
      messageId: '<1@example.jp>',
      inReplyTo: '<ours@k.example>',
      references: ['<first@k.example>', '<ours@k.example>'],
      date: new Date('2026-11-19T08:00:00Z'),
    });
    expect(await read(raw)).toEqual({
      messageId: '1@example.jp',
      from: { address: 'hanako@example.jp', name: '山田 花子' },
      replyTo: 'other@example.jp',
      to: ['privacy@k.example'],
      subject: '個人情報の開示請求',
      text: '私の個人情報を開示してください。\n花子',
      inReplyTo: 'ours@k.example',
      references: ['first@k.example', 'ours@k.example'],
      date: '2026-11-19T08:00:00.000Z',
      automatic: false,
      verdicts: { spf: 'none', dkim: 'none', dmarc: 'none' },
      attachments: [],
      refusedAttachments: [],
      contentHash: createHash('sha256').update(raw).digest('hex'),
    });
  });

  it('is read in the encodings that Japanese mail programs use', async () => {
    const raw = Buffer.concat([
      Buffer.from(
        'From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <a@example.jp>\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n',
      ),
      Buffer.from('1b2442332b3c281b2842', 'hex'),
    ]);
    expect(await read(raw)).toMatchObject({ from: { name: '山田' }, text: '開示' });
  });

  it('says what an HTML mail says, and nothing of what it does', async () => {
    const { text } = await read(
      await mime({
        html: `<html><head><title>no</title><style>p{color:red}</style></head><body><!-- hidden -->
          <p>Please   send me my&nbsp;data &lt;all of it&gt; &amp; more &#x958b;&#31034;</p>
          <script>alert('no')</script>
          <ul><li>r&#233;sum&#233;</li><li><a href="https://evil.example/?x=1" onclick="x()">photo</a></li></ul>
          Regards<br>Hanako</body></html>`,
      }),
    );
    expect(text).toBe(
      'Please send me my data <all of it> & more 開示\n\n- résumé\n- photo\nRegards\nHanako',
    );
  });
});

describe('the sender', () => {
  it('is the From header alone, whatever the text, Reply-To, Sender or a forwarded mail say', async () => {
    const { from } = await read(
      await mime({
        sender: 'sender@evil.example',
        replyTo: 'reply@evil.example',
        text: 'From: body@evil.example\n\nMy address is body@evil.example',
        attachments: [
          { raw: 'Content-Type: message/rfc822\r\n\r\nFrom: inner@evil.example\r\n\r\nhello' },
        ],
      }),
    );
    expect(from.address).toBe('hanako@example.jp');
  });

  it('is not taken from a display name that looks like an address', async () => {
    const { from } = await read('From: "victim@example.jp" <real@example.jp>\n\nhello');
    expect(from).toEqual({ address: 'real@example.jp', name: 'victim@example.jp' });
  });

  it.each([
    ['From: a@example.jp, b@example.jp\n\nhello', 'several-senders'],
    ['From: a@example.jp\nFrom: b@example.jp\n\nhello', 'several-senders'],
    ['From: team: a@example.jp, b@example.jp;\n\nhello', 'several-senders'],
    ['Subject: hello\n\nhello', 'no-sender'],
    ['From: nobody\n\nhello', 'no-sender'],
    ['From: "a b"@example.jp\n\nhello', 'no-sender'],
    ['', 'no-sender'],
  ])('of %j cannot be told: %s', async (raw, reason) => {
    expect(await reasonFor(raw)).toBe(reason);
  });

  it('has not said what only a forwarded mail says', async () => {
    const forwarded =
      'Content-Type: message/rfc822\r\n\r\nFrom: inner@evil.example\r\n\r\ninner words';
    const mail = await read(await mime({ text: 'outer', attachments: [{ raw: forwarded }] }));
    expect(mail.text).toBe('outer');
    expect(mail.refusedAttachments).toEqual([{ filename: 'unnamed', reason: 'wrong-type' }]);
  });

  it('may have one of the addresses that Japanese carriers once gave out', async () => {
    expect((await read('From: ha..nako.@docomo.ne.jp\n\nx')).from.address).toBe(
      'ha..nako.@docomo.ne.jp',
    );
  });

  it('cannot slip line breaks or direction marks into name or subject', async () => {
    const b = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const mail = await read(
      `From: ${b('Ha\r\nBcc: x@y.example\u202E')} <a@example.jp>\nSubject: ${b('one\r\ntwo\0')}\n\nx`,
    );
    expect(mail.from.name).toBe('Ha Bcc: x@y.example');
    expect(mail.subject).toBe('one two');
  });
});

describe('a mail written by a program', () => {
  it.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['Precedence: auto_reply', true],
    ['Precedence: list', false],
    ['X-Auto-Response-Suppress: All', true],
    ['X-Auto-Response-Suppress: None', false],
    ['X-Something: else', false],
  ])('is known by its headers: %s is %s', async (header, automatic) => {
    expect((await read(`From: a@example.jp\n${header}\n\nhello`)).automatic).toBe(automatic);
  });

  it('is known by an empty envelope or by who sent it', async () => {
    expect((await read('From: a@example.jp\n\nx', { envelopeFrom: '' })).automatic).toBe(true);
    expect((await read('From: MAILER-DAEMON@mx\n\nx')).automatic).toBe(true);
  });
});

const report = (
  action: string,
  status: string,
  returned = 'text/rfc822-headers',
) => `From: MAILER-DAEMON@mx.example.jp
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r
Content-Type: text/plain

It did not work.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.jp

Final-Recipient: rfc822; gone@example.jp
Action: ${action}
Status: ${status}
--r
Content-Type: ${returned}

From: privacy@k.example
Message-ID: <notice.1@k.example>
Subject: hello

--r--
`;

describe('a bounce', () => {
  it.each([
    ['failed', '5.1.1', { originalMessageId: 'notice.1@k.example', permanent: true, final: true }],
    ['failed', '4.4.7', { originalMessageId: 'notice.1@k.example', permanent: false, final: true }],
    [
      'delayed',
      '4.4.1',
      { originalMessageId: 'notice.1@k.example', permanent: false, final: false },
    ],
    ['delivered', '2.0.0', undefined],
  ])('%s %s names our mail and says whether to give up', async (action, status, bounce) => {
    for (const returned of ['text/rfc822-headers', 'message/rfc822']) {
      const mail = await read(report(action, status, returned), { envelopeFrom: '' });
      expect(mail.bounce).toEqual(bounce);
      expect(mail.automatic).toBe(true);
    }
  });

  it('in the words of an older server is understood too', async () => {
    const mail = await read(
      'From: mailer-daemon@mx.example.jp\nX-Failed-Recipients: gone@example.jp\n\nReturned:\nMessage-ID: <notice.1@k.example>\n',
      { envelopeFrom: '' },
    );
    const originalMessageId = 'notice.1@k.example';
    expect(mail.bounce).toEqual({ originalMessageId, permanent: true, final: true });
  });

  it('is not seen in a mail that only quotes one of ours', async () => {
    expect(
      (await read('From: a@example.jp\n\nMessage-ID: <notice.1@k.example>')).bounce,
    ).toBeUndefined();
  });
});

describe('attachments', () => {
  it('are kept when they are JPEG, PNG or PDF by content, and refused in words otherwise', async () => {
    const mail = await read(
      await mime({
        text: 'see attached',
        attachments: [
          { filename: '旅券.png', content: PNG },
          { filename: 'photo.exe', content: JPEG },
          { filename: 'form.txt', content: PDF, contentType: 'text/plain' },
          { filename: 'evil.png', content: 'MZ not a picture', contentType: 'image/png' },
          { filename: 'a.html', content: '<script>alert(1)</script>' },
          { filename: 'empty.pdf', content: '' },
        ],
      }),
    );
    expect(
      mail.attachments.map(({ filename, contentType, size }) => [filename, contentType, size]),
    ).toEqual([
      ['旅券.png', 'image/png', PNG.length],
      ['photo.exe', 'image/jpeg', JPEG.length],
      ['form.txt', 'application/pdf', PDF.length],
    ]);
    expect(Buffer.from(mail.attachments[0]?.content ?? '').equals(PNG)).toBe(true);
    expect(mail.refusedAttachments).toEqual([
      { filename: 'evil.png', reason: 'wrong-type' },
      { filename: 'a.html', reason: 'wrong-type' },
      { filename: 'empty.pdf', reason: 'wrong-type' },
    ]);
  });

  it('are refused when too large or too many', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
    const mail = await read(
      await mime({
        attachments: [
          { filename: 'large.pdf', content: large },
          ...Array.from({ length: 12 }, (_, n) => ({ filename: `${n}.png`, content: PNG })),
        ],
      }),
    );
    expect(mail.attachments).toHaveLength(10);
    expect(mail.refusedAttachments).toEqual([
      { filename: 'large.pdf', reason: 'too-large' },
      { filename: '10.png', reason: 'too-many' },
      { filename: '11.png', reason: 'too-many' },
    ]);
  });

  it('keep no path and no trick in their names', async () => {
    const mail = await read(
      await mime({ attachments: [{ filename: '../../etc/pass\u202Egnp.exe', content: PNG }] }),
    );
    expect(mail.attachments[0]?.filename).toBe('passgnp.exe');
  });
});

describe('verdicts', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const records: Record<string, string> = {
    'TXT k1._domainkey.example.jp': `v=DKIM1; k=rsa; p=${p}`,
    'TXT example.jp': 'v=spf1 ip4:203.0.113.7 -all',
    'TXT _dmarc.example.jp': 'v=DMARC1; p=reject',
  };
  const resolver = async (domain: string, type: string) => {
    const record = records[`${type} ${domain}`];
    if (!record) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    return [[record]];
  };
  const signed = () =>
    mime({
      subject: 'hello',
      text: 'hello',
      dkim: {
        domainName: 'example.jp',
        keySelector: 'k1',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    });

  const asking = async (raw: Uint8Array, options: VerdictOptions, from = envelope) =>
    (await readInboundMail(raw, from, (count) => verdictsOn(raw, count, from, options))).verdicts;

  it('pass for an honest mail', async () => {
    const verdicts = await asking(await signed(), { resolver });
    expect(verdicts).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  });

  it('fail for a mail that was changed and comes from elsewhere', async () => {
    const raw = Buffer.from(
      (await signed()).toString().replace('Subject: hello', 'Subject: changed'),
    );
    const elsewhere = { ...envelope, remoteAddress: '198.51.100.1' };
    const verdicts = await asking(raw, { resolver }, elsewhere);
    expect(verdicts).toEqual({ spf: 'fail', dkim: 'fail', dmarc: 'fail' });
  });

  it('are none where the name service is silent, fails, or may not be asked', async () => {
    const none = { spf: 'none', dkim: 'none', dmarc: 'none' };
    const raw = await signed();
    const silent = () => new Promise<string[][]>(() => {});
    const broken = async () => {
      throw new Error('no network');
    };
    const verdictsWith = (options: VerdictOptions) => asking(raw, options);
    expect(await verdictsWith({ resolver: silent, timeLimit: 20 })).toEqual(none);
    expect(await verdictsWith({ resolver: broken })).toEqual(none);
    expect(await verdictsWith({})).toEqual(none);
  });

  it('ask nothing for a mail with more signatures than any honest one', async () => {
    let asked = 0;
    const counting = async () => {
      asked += 1;
      return [];
    };
    const raw = `${'DKIM-Signature: v=1; d=example.jp; s=k1; b=x\r\n'.repeat(50)}From: a@example.jp\r\n\r\nx`;
    await asking(Buffer.from(raw), { resolver: counting });
    expect(asked).toBe(0);
  });
});

describe('a hostile mail', () => {
  const nested = (depth: number) => {
    const open = Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    );
    return `From: a@example.jp\n${open.join('')}Content-Type: text/plain\n\nx`;
  };

  it.each([
    ['too large', Buffer.alloc(25 * 1024 * 1024 + 1, 'a'), 'too-large'],
    ['all line breaks', Buffer.alloc(2_000_000, '\n'), 'too-complex'],
    [
      'of endless parts',
      `From: a@example.jp\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(5_000)}`,
      'too-complex',
    ],
    ['nested without end', nested(300), 'malformed'],
    ['of endless headers', `From: a@example.jp\n${'X-A: b\n'.repeat(100_000)}\n`, 'malformed'],
  ])('%s is refused', async (_, raw, reason) => {
    expect(await reasonFor(raw)).toBe(reason);
  });

  it('cannot make the words longer than 100,000 letters', async () => {
    expect((await read(`From: a@example.jp\n\n${'あ'.repeat(200_000)}`)).text).toHaveLength(
      100_000,
    );
    expect(
      (await read(`From: a@example.jp\nContent-Type: text/html\n\n${'<p>a'.repeat(500_000)}`)).text
        .length,
    ).toBeLessThanOrEqual(100_000);
  });

  it('cannot keep us reading what its HTML leaves out over and over', async () => {
    const begun = performance.now();
    await read(`From: a@example.jp\nContent-Type: text/html\n\n<style>${'</style'.repeat(50_000)}`);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('cannot leave half a character where it was cut', async () => {
    const odd = `x${'😀'.repeat(60_000)}`;
    const mail = await read(
      `From: "${odd.slice(0, 2_001)}" <a@example.jp>\nSubject: ${odd.slice(0, 2_001)}\n\n${odd}`,
    );
    for (const words of [mail.from.name, mail.subject, mail.text])
      expect(words.isWellFormed()).toBe(true);
  });

  it('of random bytes is read or refused by name, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (raw) => {
        expect(await reasonFor(raw)).toBeTypeOf('string');
        const after = Buffer.concat([Buffer.from('From: a@example.jp\r\n'), raw]);
        expect(await reasonFor(after)).toBeTypeOf('string');
      }),
      { numRuns: 300 },
    );
  });

  it('made from a good one by damage is read or refused by name, never anything else', async () => {
    const good = [
      await mime({
        subject: '開示',
        text: 'hello',
        html: '<p>hello &amp; x</p>',
        attachments: [{ content: PNG }],
      }),
      Buffer.from(report('failed', '5.1.1')),
    ];
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      put: fc.uint8Array({ maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...good),
        fc.array(damage, { minLength: 1, maxLength: 8 }),
        async (mail, wounds) => {
          let raw = mail;
          for (const { at, cut, put } of wounds) {
            const start = Math.floor(at * raw.length);
            raw = Buffer.concat([raw.subarray(0, start), put, raw.subarray(start + cut)]);
          }
          expect(await reasonFor(raw)).toBeTypeOf('string');
        },
      ),
      { numRuns: 300 },
    );
  });
});
