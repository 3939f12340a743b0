/** Pages that say no, in words. */
import { html } from 'hono/html';
import { frame } from './frame.ts';
import type { ConsoleContext } from './visit.ts';

const STATUS = { notFound: 404, mayNot: 403, foreign: 403, tooLarge: 413, broken: 500 } as const;

export function refusalPage(c: ConsoleContext, what: keyof typeof STATUS) {
  const { visit } = c.var;
  const { errors } = visit.words;
  const title = errors[`${what}Title`];
  return c.html(
    frame(visit, {
      title,
      otherLanguage: '/console',
      body: html`<h1>${title}</h1><p>${errors[what]}</p><p><a href="/console">${errors.home}</a></p>`,
    }),
    STATUS[what],
  );
}
