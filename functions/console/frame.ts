/** The console's frame: where one is, who one is, the way out. */
import { html } from 'hono/html';
import { type Html, layout } from '../pages/layout.ts';
import { ENTER_WORDS } from './enter/words.ts';
import { METRICS_WORDS } from './metrics/words.ts';
import type { Visit } from './visit.ts';

export interface Framed {
  title: string;
  body: Html;
  /** Which entry of the navigation is lit. */
  at?: 'queue' | 'enter' | 'stores' | 'metrics';
  /** Where the language link leads when the address is a form's. */
  otherLanguage?: string;
}

export function frame(visit: Visit, page: Framed): Html {
  const { words, language } = visit;
  return layout({
    title: page.title,
    language,
    body: page.body,
    nav: navigation(visit, page.at),
    home: { name: words.name, href: '/console' },
    otherLanguage: page.otherLanguage ?? visit.otherLanguage,
    stylesheet: '/assets/console.css',
    scripts: ['/assets/queue.js'],
    width: 'wide',
  });
}

function navigation({ words, operator, language, ...visit }: Visit, at: Framed['at']): Html {
  const link = (href: string, name: Framed['at'], text: string) =>
    html`<a href="${href}"${at === name ? html` aria-current="page"` : ''}>${text}</a>`;
  const roles = operator.roles
    .map((role) => words.roles[role])
    .join(language === 'ja' ? '・' : ', ');
  return html`<nav class="console-nav" aria-label="${words.nav.label}">
${link('/console', 'queue', words.nav.queue)}
${visit.mayAct ? link('/console/enter', 'enter', ENTER_WORDS[language].nav) : ''}
${link('/console/stores', 'stores', words.nav.stores)}
${link('/console/metrics', 'metrics', METRICS_WORDS[language].nav)}
</nav>
<form class="who" method="post" action="${visit.signOutPath}">
<input type="hidden" name="formToken" value="${visit.formToken}">
<span>${operator.name} <span class="quiet">(${roles})</span></span>
<button class="plain">${words.nav.signOut}</button>
</form>`;
}

/** The token that `ownFormsOnly` asks for. */
export const formToken = (visit: Visit): Html =>
  html`<input type="hidden" name="formToken" value="${visit.formToken}">`;
