/** The demo's mailbox: what Kaiji sent, to read in a browser. Never mounted where mail goes to real people. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import PostalMime, { type Email } from 'postal-mime';
import type { AcceptedMail, EmbeddedMailer } from './mailer.ts';
import { DRESSED_HEADERS, type Markup, QUIET_HEADERS, quietPage } from './quiet-page.ts';

const SHOWN = 200;

/** Routes `/mailbox`, `/mailbox/:id` and `/mailbox/:id/raw`. */
export function mailboxPage(mailer: EmbeddedMailer): Hono {
  const app = new Hono();
  app.get('/mailbox', async (c) => {
    const mails = mailer.list(SHOWN);
    const lines = await Promise.all(
      mails.map(async (mail) => ({ mail, subject: (await parsed(mailer, mail)).subject })),
    );
    return c.html(listPage(lines), 200, QUIET_HEADERS);
  });
  app.get('/mailbox/:id', async (c) => {
    const mail = mailer.find(c.req.param('id'));
    if (!mail) return c.html(missingPage(), 404, QUIET_HEADERS);
    return c.html(mailPage(mail, await parsed(mailer, mail)), 200, DRESSED_HEADERS);
  });
  app.get('/mailbox/:id/raw', async (c) => {
    const mail = mailer.find(c.req.param('id'));
    if (!mail) return c.html(missingPage(), 404, QUIET_HEADERS);
    return c.body(new Uint8Array(await mailer.raw(mail.id)), 200, {
      ...QUIET_HEADERS,
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${mail.id}.eml"`,
    });
  });
  return app;
}

async function parsed(mailer: EmbeddedMailer, { id }: AcceptedMail): Promise<Email> {
  return PostalMime.parse(await mailer.raw(id));
}

function listPage(lines: { mail: AcceptedMail; subject: string | undefined }[]): Markup {
  const items = lines.map(
    ({ mail, subject }) => html`<li>
<a href="/mailbox/${mail.id}">${subject || '(no subject · 件名なし)'}</a>
<div class="faint">${mail.to} · <time datetime="${mail.acceptedAt}">${moment(mail.acceptedAt)}</time></div>
</li>`,
  );
  return quietPage(
    'Mailbox · メールボックス',
    html`<h1>Mailbox <span lang="ja">メールボックス</span></h1>
<p class="faint">Mails of the demo: none of them left this machine.
<span lang="ja">デモのメールです。この端末の外には送信されていません。</span></p>
${items.length > 0 ? html`<ul class="mails">${items}</ul>` : html`<p>No mail yet. <span lang="ja">メールはまだありません。</span></p>`}`,
  );
}

function mailPage(mail: AcceptedMail, email: Email): Markup {
  const signed = email.headers.some(
    ({ key, value }) => key === 'content-type' && /^multipart\/signed\b.*pkcs7/i.test(value),
  );
  const files = email.attachments.filter(({ mimeType }) => !/pkcs7-signature/.test(mimeType));
  return quietPage(
    email.subject ?? 'Mail · メール',
    html`<p><a href="/mailbox">Mailbox <span lang="ja">メールボックス</span></a></p>
<h1>${email.subject ?? '(no subject · 件名なし)'}</h1>
<dl>
<dt>From <span lang="ja">差出人</span></dt><dd>${mail.from}</dd>
<dt>To <span lang="ja">宛先</span></dt><dd>${mail.to}</dd>
<dt>Sent <span lang="ja">送信日時</span></dt><dd>${moment(mail.acceptedAt)}</dd>
<dt>Signature <span lang="ja">署名</span></dt>
<dd>${signed ? html`S/MIME signature attached (not checked here) <span lang="ja">S/MIME署名付き（ここでは検証していません）</span>` : html`None <span lang="ja">なし</span>`}</dd>
${files.length > 0 ? html`<dt>Attachments <span lang="ja">添付</span></dt><dd>${files.map(({ filename }) => filename ?? '?').join(', ')}</dd>` : ''}
</dl>
${email.text ? html`<pre>${linked(email.text)}</pre>` : ''}
${email.html ? html`<h2 class="faint">HTML <span lang="ja">HTML形式</span></h2><iframe sandbox title="HTML" srcdoc="${email.html}"></iframe>` : ''}
<p><a href="/mailbox/${mail.id}/raw" download>Download the .eml file <span lang="ja">.emlファイルをダウンロード</span></a></p>`,
  );
}

function missingPage(): Markup {
  return quietPage(
    'Mailbox · メールボックス',
    html`<p>No such mail. <span lang="ja">このメールはありません。</span></p>
<p><a href="/mailbox">Mailbox <span lang="ja">メールボックス</span></a></p>`,
  );
}

/** Web addresses in plain text become links; everything else stays text. */
function linked(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"'、。）」]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : html`${part}`,
    );
}

function moment(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
