/** The frame of the pages around signing in. No script, no inline style: the console's own stylesheet dresses them. */
import type { Context } from 'hono';
import { html } from 'hono/html';

export type Language = 'en' | 'ja';
type Markup = ReturnType<typeof html>;

export interface Page {
  title: string;
  body: Markup;
  status?: 200 | 400 | 403 | 410 | 429 | 503;
  /** Where the browser goes at once by itself. */
  onward?: string;
}

const IN_OTHER = { en: '日本語', ja: 'English' } as const;

/** `?lang=` (or the form's hidden `lang`) first, then what the browser asks for, then English. */
export function languageOf(c: Context, chosen: unknown = c.req.query('lang')): Language {
  if (chosen === 'en' || chosen === 'ja') return chosen;
  const wanted = (c.req.header('accept-language') ?? '').toLowerCase();
  const [first] = wanted.split(',').flatMap((tag) => tag.trim().match(/^(?:ja|en)\b/) ?? []);
  return first === 'ja' ? 'ja' : 'en';
}

export function render(c: Context, stylesheet: string, language: Language, page: Page) {
  const other: Language = language === 'en' ? 'ja' : 'en';
  const { back } = c.req.query();
  const inOther = new URLSearchParams({ ...(back === undefined ? {} : { back }), lang: other });
  const onward = page.onward;
  c.header('content-language', language);
  return c.html(
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">${onward === undefined ? '' : html`<meta http-equiv="refresh" content="0;url=${onward}">`}
<title>${page.title} · Kaiji</title><link rel="stylesheet" href="${stylesheet}">
</head>
<body class="signin">
<nav><a href="?${inOther}" lang="${other}" hreflang="${other}">${IN_OTHER[language]}</a></nav>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>`,
    page.status ?? 200,
  );
}

const FOREIGN = {
  en: {
    title: 'This form was not sent from this site',
    text: 'Please open the page again and send it from there.',
  },
  ja: {
    title: 'このサイトから送信されたフォームではありません',
    text: 'ページを開き直してから、もう一度送信してください。',
  },
} as const;

/** @param way out of it, a path with its words */
export function foreignPage(language: Language, way: { href: string; text: string }): Page {
  const { title, text } = FOREIGN[language];
  return {
    title,
    status: 403,
    body: html`<p>${text}</p><p><a href="${way.href}">${way.text}</a></p>`,
  };
}

/** What every answer of these pages carries. */
export async function protect(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  // Addresses hold what signs in; `no-referrer` would take the Origin from our own forms.
  c.header('referrer-policy', 'same-origin');
  c.header('x-robots-tag', 'noindex');
}
