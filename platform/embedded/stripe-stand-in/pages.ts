/** The stand-in's checkout page: `/checkout/:session`, in place of checkout.stripe.com. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Database } from '../database.ts';
import { Books, type BooksOptions } from './books.ts';
import { StripeFault } from './faults.ts';
import type { SessionRow } from './objects.ts';
import { type Language, WORDS } from './words.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; background: #fff; color: #1a1f26; }
  a { color: #1d4ed8; }
  body { margin: 0 auto; max-width: 30rem; padding: 1.5rem 1rem 3rem; }
  .notice { border: 2px dashed; border-radius: .5rem; padding: .75rem 1rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
  dd { margin: 0; }
  button, a.back { display: block; width: 100%; box-sizing: border-box; min-height: 3rem; margin-block: .75rem; padding: .7rem 1rem; font: inherit; text-align: center; border-radius: .5rem; }
  button.pay { background: #1d4ed8; color: #fff; border: 2px solid #1d4ed8; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    :root { background: #14171b; color: #e9e6df; }
    a { color: #9dbcff; }
  }
  :focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
`;

interface PageOptions extends BooksOptions {
  database: Database;
  changed: () => void;
}

export function checkoutPages(options: PageOptions): Hono {
  const app = new Hono();
  const inBooks = <T>(work: (books: Books) => T) =>
    options.database.write((db) => {
      const books = new Books(db, options);
      books.expireOverdue();
      return work(books);
    });

  app.use('/checkout/*', bodyLimit({ maxSize: 4096 }), async (c, next) => {
    c.header('referrer-policy', 'no-referrer');
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    return next();
  });

  app.get('/checkout/:session', async (c) => {
    const session = await inBooks((books) => books.session(c.req.param('session')));
    options.changed();
    return page(c, options, session, c.req.query('done') !== undefined);
  });

  app.post('/checkout/:session', async (c) => {
    const id = c.req.param('session');
    const { act } = await c.req.parseBody();
    const session = await inBooks((books) => {
      if (act === 'resend') books.resend(id);
      if (act === 'late') books.pay(id, 'late');
      if (act === 'pay') books.pay(id, 'open');
      return books.session(id);
    });
    options.changed();
    // Paid just now or by an earlier press of the same button: both go on to the service.
    return act === 'pay' && session.payment_status === 'paid'
      ? c.redirect(successUrl(session), 303)
      : c.redirect(`${c.req.path}?done`, 303);
  });

  app.onError((error, c) => {
    if (!(error instanceof StripeFault)) throw error;
    return c.html(
      html`<!doctype html><title>404</title><p>${WORDS.en.unknown}<p lang="ja">${WORDS.ja.unknown}`,
      404,
    );
  });
  return app;
}

function successUrl(session: SessionRow): string {
  return session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function page(c: Context, options: BooksOptions, session: SessionRow, done: boolean) {
  const asked = c.req.query('lang');
  const language: Language = asked === 'en' || asked === 'ja' ? asked : session.locale;
  const words = WORDS[language];
  const other: Language = language === 'en' ? 'ja' : 'en';
  const nonce = options.randomHex(16);
  // A browser checks the redirect after a form against form-action too.
  const onward = new URL(session.success_url).origin;
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self' ${onward}; base-uri 'none'; frame-ancestors 'none'`,
  );
  const amount = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: session.currency,
  }).format(session.amount / 100);
  return c.html(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title}</title><style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<p><a href="?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></p>
<main>
<h1>${words.title}</h1>
<p class="notice" role="note">${words.notice}</p>
${done ? html`<p role="status">${words.sent}</p>` : ''}
<dl><dt>${words.item}</dt><dd>${session.product}</dd><dt>${words.amount}</dt><dd>${amount}</dd></dl>
${state(session, language, amount)}
<details><summary>${words.tests}</summary>
<form method="post">
<button name="act" value="late">${words.late}</button>
<button name="act" value="resend">${words.resend}</button>
</form></details>
</main>
</body>
</html>`);
}

function state(session: SessionRow, language: Language, amount: string) {
  const words = WORDS[language];
  switch (session.status) {
    case 'open':
      return html`<form method="post"><button class="pay" name="act" value="pay">${words.pay(amount)}</button></form>
<a class="back" href="${session.cancel_url}">${words.back}</a>`;
    case 'complete':
      return html`<p>${words.paid}</p><a class="back" href="${successUrl(session)}">${words.onward}</a>`;
    case 'expired':
      return html`<p>${words.expired}</p><a class="back" href="${session.cancel_url}">${words.onward}</a>`;
  }
}
