/** The sign-in pages. No script, no inline style: the console's own stylesheet dresses them. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Language, WORDS } from './console-signin-words.ts';

type Markup = ReturnType<typeof html>;
type Words = (typeof WORDS)[Language];

interface Page {
  title: string;
  body: Markup;
  status?: 200 | 400 | 403 | 410 | 429;
}

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
  c.header('content-language', language);
  return c.html(
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${page.title} · Kaiji</title><link rel="stylesheet" href="${stylesheet}">
</head>
<body class="signin">
<nav><a href="?${inOther}" lang="${other}" hreflang="${other}">${WORDS[language].other}</a></nav>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>`,
    page.status ?? 200,
  );
}

export function askPage(
  words: Words,
  action: string,
  fields: { lang: Language; back: string; email?: string; wrong?: boolean },
): Page {
  const wrong = fields.wrong === true;
  const error = wrong ? html`<p class="error" id="wrong" role="alert">${words.invalid}</p>` : '';
  return {
    title: words.title,
    status: wrong ? 400 : 200,
    body: html`<p>${words.ask}</p>
${error}
<form method="post" action="${action}">
<input type="hidden" name="lang" value="${fields.lang}">
<input type="hidden" name="back" value="${fields.back}">
<label for="email">${words.email}</label>
<input id="email" name="email" type="email" autocomplete="email" required autofocus maxlength="254" value="${fields.email ?? ''}"${wrong ? html` aria-invalid="true" aria-describedby="wrong"` : ''}>
<button>${words.send}</button>
</form>`,
  };
}

export function sentPage(words: Words, again: string): Page {
  return {
    title: words.sentTitle,
    body: html`<p role="status">${words.sent}</p><p><a href="${again}">${words.again}</a></p>`,
  };
}

export function confirmPage(words: Words): Page {
  return {
    title: words.confirmTitle,
    body: html`<p>${words.confirm}</p><form method="post"><button autofocus>${words.enter}</button></form>`,
  };
}

export function stalePage(words: Words, again: string): Page {
  return {
    title: words.staleTitle,
    status: 410,
    body: html`<p>${words.stale}</p><p><a href="${again}">${words.again}</a></p>`,
  };
}

export function busyPage(words: Words): Page {
  return { title: words.busyTitle, status: 429, body: html`<p role="alert">${words.busy}</p>` };
}

export function foreignPage(words: Words, again: string): Page {
  return {
    title: words.foreignTitle,
    status: 403,
    body: html`<p>${words.foreign}</p><p><a href="${again}">${words.title}</a></p>`,
  };
}
