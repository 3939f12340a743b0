/** The pages around Cognito's own. Those that lead there do it by themselves, with a link for browsers that do not. */
import { html } from 'hono/html';
import type { Page } from '../console-page.ts';
import { SIGN_IN } from '../console-session-cookie.ts';
import type { Trouble, WORDS } from './console-signin-words.ts';

type Words = (typeof WORDS)['en' | 'ja'];

const STATUS = {
  refused: 403,
  stale: 410,
  unavailable: 503,
  'no-group': 403,
  unverified: 403,
} as const satisfies Record<Trouble, NonNullable<Page['status']>>;

/**
 * A page, not a redirect: whoever sends a form after the session's end comes here, too, and browsers follow no form to
 * another site where its page says `form-action 'self'`.
 */
export function leadingPage(words: Words, url: string): Page {
  return { title: words.title, body: onward(words.leading, url, words.go), onward: url };
}

/** A page for the same reason: signing out is a form. */
export function leavingPage(words: Words, url: string): Page {
  return { title: words.leavingTitle, body: onward(words.leaving, url, words.leave), onward: url };
}

export function leftPage(words: Words): Page {
  return { title: words.leftTitle, body: onward(words.left, SIGN_IN, words.signIn) };
}

/** @param ways to try again, and to be signed out by Cognito, which would sign the same person in again otherwise */
export function troublePage(
  words: Words,
  trouble: Trouble,
  ways: { again: string; signOut: string },
): Page {
  const { title, text } = words.troubles[trouble];
  const another = trouble === 'no-group' || trouble === 'unverified';
  return {
    title,
    status: STATUS[trouble],
    body: html`${onward(text, ways.again, words.again)}
${another ? html`<p><a href="${ways.signOut}">${words.other}</a></p>` : ''}`,
  };
}

const onward = (text: string, href: string, link: string) =>
  html`<p role="status">${text}</p><p><a href="${href}">${link}</a></p>`;
