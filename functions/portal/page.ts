/** The portal's frame: who we are, the other language, whom to ask, the browser's signal. */
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CaseState } from '../../core/case/state.ts';
import type { Language } from '../../core/law/rights.ts';
import { inOtherLanguage } from '../pages/language.ts';
import { type Html, layout } from '../pages/layout.ts';
import { signalled, signalNote } from './signal.ts';
import type { Site } from './site.ts';
import { WORDS } from './words.ts';

export interface PortalPage {
  title: string;
  body: Html;
  status?: ContentfulStatusCode;
  scripts?: readonly string[];
  /** The same, as modules. */
  modules?: readonly string[];
  /** Looks again after so many seconds. */
  refresh?: number;
  /** The case that carries the opt-out of a browser's signal, where we know whose it is (L-23). */
  honouredBy?: CaseState | null;
}

/** Answers with a page; its own heading is part of `body`. */
export async function show(
  c: Request,
  site: Site,
  language: Language,
  page: PortalPage,
): Promise<Response> {
  const { organisation } = site.context.settings;
  if (page.refresh) c.header('refresh', String(page.refresh));
  c.header('vary', 'accept-language, cookie, sec-gpc');
  const whole = layout({
    title: page.title,
    language,
    stylesheet: '/assets/portal.css',
    home: { name: organisation.name[language], href: '/' },
    otherLanguage: inOtherLanguage(c, language),
    body: signalled(c)
      ? html`${signalNote(language, page.honouredBy ?? null)}${page.body}`
      : page.body,
    footer: footer(site, language),
    ...(page.scripts && { scripts: page.scripts }),
    ...(page.modules && { modules: page.modules }),
  });
  return c.html(whole, page.status ?? 200);
}

function footer(site: Site, language: Language): Html {
  const words = WORDS[language];
  const { contactAddress, organisation } = site.context.settings;
  return html`<p>${words.footer.questions}<br><a href="mailto:${contactAddress}">${contactAddress}</a> · ${words.footer.phone} <a href="tel:${organisation.phone.replaceAll(/[^+\d]/g, '')}">${organisation.phone}</a></p>
<nav aria-label="${words.privacyRequests}"><a href="/">${words.footer.home}</a> <a href="/lost-link">${words.footer.lost}</a> <a href="/keys">${words.footer.keys}</a></nav>
<p>${organisation.name[language]}<br>${organisation.address[language]}</p>`;
}

/** Seconds until a page that waits for a machine looks again: soon at first, then ever more slowly. */
export function lookAgainAfter(since: string, now: Date): number {
  const waited = (now.getTime() - Date.parse(since)) / 1000;
  return Number.isFinite(waited) ? Math.min(60, Math.max(4, Math.round(waited / 4))) : 60;
}
