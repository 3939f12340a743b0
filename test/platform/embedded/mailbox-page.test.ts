import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/embedded/clock.ts';
import { mailboxPage } from '../../../platform/embedded/mailbox-page.ts';
import { EmbeddedMailer } from '../../../platform/embedded/mailer.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const RAW = `From: Kaiji <privacy@k.example>
To: hanako@example.jp
Subject: =?utf-8?B?${Buffer.from('ご請求を受け付けました <script>').toString('base64')}?=
MIME-Version: 1.0
Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

--s
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

次のページを開いてください。
https://k.example/p/KJ-1~abc?x=1&y=2 (7 days) <b>not bold</b>
--a
Content-Type: text/html; charset=utf-8

<p onclick="steal()">hello "quoted" <a href="https://evil.example">link</a></p><script>alert(1)</script>
--a--
--s
Content-Type: application/pkcs7-signature; name=smime.p7s
Content-Transfer-Encoding: base64

AAAA
--s--
`.replaceAll('\n', '\r\n');

async function mailbox() {
  const mailer = new EmbeddedMailer({
    database: testDatabase(),
    directory: dataDirectory(),
    clock: systemClock,
    relayed: false,
  });
  await mailer.send({
    messageId: '1@k.example',
    from: 'privacy@k.example',
    to: 'hanako@example.jp',
    raw: Buffer.from(RAW),
  });
  const page = mailboxPage(mailer);
  return { page, id: mailer.list(1)[0]?.id ?? '' };
}

describe('the mailbox page', () => {
  it('lists mails by subject, safely', async () => {
    const { page, id } = await mailbox();
    const response = await page.request('/mailbox');
    const text = await response.text();
    expect(text).toContain(`<a href="/mailbox/${id}">ご請求を受け付けました &lt;script&gt;</a>`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  });

  it('shows the text part with links that can be followed, and nothing else of it alive', async () => {
    const { page, id } = await mailbox();
    const text = await (await page.request(`/mailbox/${id}`)).text();
    expect(text).toContain('<a href="https://k.example/p/KJ-1~abc?x=1&amp;y=2"');
    expect(text).toContain('&lt;b&gt;not bold&lt;/b&gt;');
    expect(text).toContain('S/MIME signature attached');
    expect(text).not.toContain('Attachments');
  });

  it('never renders the HTML part in the page itself', async () => {
    const { page, id } = await mailbox();
    const text = await (await page.request(`/mailbox/${id}`)).text();
    expect(text).toMatch(
      /<iframe sandbox title="HTML" srcdoc="[^"]*&lt;script&gt;[^"]*"><\/iframe>/,
    );
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<p onclick');
  });

  it('hands out the message as it was sent', async () => {
    const { page, id } = await mailbox();
    const response = await page.request(`/mailbox/${id}/raw`);
    expect(await response.text()).toBe(RAW);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id}.eml"`);
  });

  it('knows no mail by any other name', async () => {
    const { page } = await mailbox();
    for (const id of ['nothing', '..%2f..%2fkaiji.db', 'f'.repeat(32)]) {
      expect((await page.request(`/mailbox/${id}`)).status).toBe(404);
      expect((await page.request(`/mailbox/${id}/raw`)).status).toBe(404);
    }
  });
});
