/** What was carried out at once and looked at again: what became of it, why, and how to object (L-06, L-18). */
import { html } from 'hono/html';
import { isDenied, judgedOn } from '../../core/case/doubt.ts';
import { lawFor } from '../../core/case/law.ts';
import type { CaseState } from '../../core/case/state.ts';
import { dayIn, ZONES } from '../../core/law/calendar.ts';
import { groundsFor, objection } from '../../core/law/decisions.ts';
import type { Language, Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { formatDay } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import type { CaseRequest, Site } from './site.ts';

interface JudgedWords {
  takenBack: (day: string) => string;
  notNeeded: string;
  denied: (title: string) => string;
  unchanged: (title: string) => string;
  explanation: string;
  object: string;
  ended: readonly [title: string, text: string];
}

const WORDS: Readonly<Record<Language, JudgedWords>> = {
  en: {
    takenBack: (day) => `taken back on ${day}`,
    notNeeded: 'nothing had to change',
    denied: (title) => `We took this back: ${title}`,
    unchanged: (title) => `Nothing had to change: ${title}`,
    explanation: 'Our explanation',
    object: 'If you do not agree',
    ended: [
      'We do not comply with this request any longer',
      'We had carried it out and have taken it back. Why, and how to object, stands below.',
    ],
  },
  ja: {
    takenBack: (day) => `${day}に取消し`,
    notNeeded: '変更の必要なし',
    denied: (title) => `「${title}」への対応を取り消しました`,
    unchanged: (title) => `「${title}」について変更の必要はありませんでした`,
    explanation: '当社からの説明',
    object: 'ご異議がある場合',
    ended: [
      'このお申し出への対応を取り消しました',
      'いったん実施した措置を取り消しました。理由とご異議の方法は、下記をご覧ください。',
    ],
  },
};

/** In the place of "carried out on …"; `null` where nothing was found since. */
export function judgedBadge(state: CaseState, right: Right, language: Language): string | null {
  const judged = judgedOn(state, right);
  if (!judged) return null;
  const day = formatDay(dayIn(ZONES[state.regime], judged.at), language);
  return judged.outcome === 'deny' ? WORDS[language].takenBack(day) : WORDS[language].notNeeded;
}

/** How a case ended of which nothing holds any more; `null` where something does. */
export const endedAsDenied = (state: CaseState, language: Language): JudgedWords['ended'] | null =>
  state.applied.length > 0 && state.applied.every(({ right }) => isDenied(state, right))
    ? WORDS[language].ended
    : null;

/** One card for each right that was looked at again. */
export const judgedCards = (site: Site, c: CaseRequest): Html =>
  html`${c.get('state').judged.map((judged) => card(site, c, judged))}`;

function card(
  { context }: Site,
  c: CaseRequest,
  { right, outcome, grounds, explanation }: CaseState['judged'][number],
): Html {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language];
  const title = ruleFor(right).title[language];
  const denied = outcome === 'deny';
  const why = groundsFor(right, outcome, lawFor(state)).filter(({ id }) => grounds.includes(id));
  const { organisation, contactAddress } = context.settings;
  const desk = { organisation: organisation.name[language], contactAddress };
  const { paragraphs, links } = objection(state.regime, language, desk);
  return html`<section class="card" aria-labelledby="judged-${right}"><h2 id="judged-${right}">${denied ? words.denied(title) : words.unchanged(title)}</h2>
${why.map(({ letter }) => html`<p>${letter[language]}</p>`)}
${explanation === null ? '' : html`<h3>${words.explanation}</h3><p class="verbatim" lang="${state.language}">${explanation}</p>`}
${denied ? html`<h3>${words.object}</h3>${paragraphs.map((one) => html`<p>${one}</p>`)}<ul>${links.map(({ label, url }) => html`<li><a href="${url}">${label}</a></li>`)}</ul>` : ''}</section>`;
}
