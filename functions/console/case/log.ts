/** The log itself: what happened, in order, each commit bound to the one before it. */
import { html } from 'hono/html';
import type { CaseEvent } from '../../../core/case/events.ts';
import { receiptIn } from '../../../core/case/log-file.ts';
import type { CaseId } from '../../../core/ids.ts';
import type { Language } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { PAGE_WORDS } from '../../pages/words.ts';
import { LOG_WORDS } from '../words/log.ts';
import { type CaseView, type LoggedCommit, who } from './view.ts';

export function logSection(view: CaseView): Html {
  const { log: words } = view.visit.words;
  const { log, visit, zone } = view;
  return html`${verdict(view)}
${receipt(view)}
${download(view.visit.language, view.state.caseId)}
<p class="hint">${words.times(PAGE_WORDS[visit.language].zones[zone])} ${words.head}: <code class="hash">${log.at(-1)?.commit.hash ?? ''}</code></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="log-title"><table class="log">
<thead><tr><th class="n">${words.position}</th><th>${words.when}</th><th>${words.who}</th><th>${words.what}</th><th>${words.hash}</th></tr></thead>
<tbody>${log.map((commit) => oneCommit(view, commit))}</tbody></table></div>`;
}

function verdict({ visit, faults, log }: CaseView): Html {
  const { log: words } = visit.words;
  if (faults.length === 0) return html`<p class="chain holds">${words.holds(log.length)}</p>`;
  return html`<p class="chain broken">${words.broken} ${words.nothingDecided}</p>
<ul>${faults.map(({ position, fault }) => html`<li>${words.position} ${position}: ${fault}</li>`)}</ul>`;
}

/** What the log can be compared with that is not ours to change. */
function receipt({ visit, log }: CaseView): Html {
  const words = LOG_WORDS[visit.language];
  const named = receiptIn(log);
  if (!named) return html``;
  if (named.position === null) return html`<p class="chain broken">${words.receiptBroken}</p>`;
  return html`<p class="hint">${words.receipt(named.position)}</p>`;
}

export const download = (language: Language, caseId: CaseId): Html =>
  html`<p><a href="/console/cases/${caseId}/log.json" download>${LOG_WORDS[language].download}</a> <span class="hint">${LOG_WORDS[language].hint}</span></p>`;

function oneCommit(view: CaseView, { commit, events }: LoggedCommit): Html {
  const [first] = events;
  return html`<tr><td class="n">${commit.position}</td><td>${first ? shortTime(view, first.at) : ''}</td><td>${first ? who(view, first.by) : ''}</td><td>${events.map((event, index) => oneEvent(view, event, commit.events[index]?.personal !== undefined))}</td><td><code class="hash" title="${commit.hash}">${commit.hash.slice(0, 12)}</code></td></tr>`;
}

function oneEvent(view: CaseView, event: CaseEvent, sealed: boolean): Html {
  const { log: words } = view.visit.words;
  const facts = factsOf(event);
  const brief = briefly(view, facts);
  const line = html`<strong>${words.events[event.type]}</strong>${brief ? html` <span class="brief">${brief}</span>` : ''}${sealed ? html` <span class="badge">${words.sealed}</span>` : ''}`;
  if (Object.keys(facts).length === 0) return html`<div class="event">${line}</div>`;
  return html`<details class="event"><summary>${line}</summary><pre>${event.type} ${JSON.stringify(facts, null, 1)}</pre></details>`;
}

/** What is not personal of an event; the keyed hash of a code says nothing to anybody. */
const factsOf = (event: CaseEvent): Record<string, unknown> =>
  Object.fromEntries(Object.entries(event.data).filter(([name]) => name !== 'mac'));

const BRIEF = 4;

/** The first plain values, without what every line of the case has. */
function briefly({ state }: CaseView, facts: Readonly<Record<string, unknown>>): string {
  return Object.values(facts)
    .filter((value) => typeof value === 'string')
    .map((text) => text.replace(`${state.caseId}/`, ''))
    .filter((text, index, all) => text.length <= 40 && all.indexOf(text) === index)
    .slice(0, BRIEF)
    .join(' · ');
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-19 17:05:09`: the table says once in which zone. */
function shortTime({ zone }: CaseView, at: string): Html {
  const format =
    FORMATS.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  FORMATS.set(zone, format);
  return html`<time datetime="${at}">${format.format(new Date(at))}</time>`;
}
