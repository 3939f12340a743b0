/** The pages of signing in by mail. */
import { html } from 'hono/html';
import type { Language, Page } from '../console-page.ts';
import type { WORDS } from './console-signin-words.ts';

type Words = (typeof WORDS)[Language];

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
