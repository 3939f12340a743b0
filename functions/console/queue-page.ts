/** The queue: which case needs somebody, and how soon. Nothing personal stands in it. */
import { html } from 'hono/html';
import { NOTE_CONTEST } from '../../core/case/contest.ts';
import { TaskKind } from '../../core/case/events.ts';
import { ANSWER_INQUIRY } from '../../core/case/inquiry.ts';
import { MEND_CONTACT } from '../../core/case/returned.ts';
import type { CaseRow } from '../../core/case/row.ts';
import { dayIn, ZONES } from '../../core/law/calendar.ts';
import { Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { type ClockDays, clockPicture, daysInWords, steeredBy } from '../pages/clock-bar.ts';
import { formatDay } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { PAGE_WORDS } from '../pages/words.ts';
import { formToken } from './frame.ts';
import { urgencyOf } from './urgency.ts';
import type { Visit } from './visit.ts';
import { CONTACT_WORDS } from './words/contact.ts';
import { CONTEST_WORDS } from './words/contest.ts';
import { INQUIRY_WORDS } from './words/inquiry.ts';

export type Show = 'open' | 'mine' | 'closed';

export function queuePage(
  visit: Visit,
  show: Show,
  page: { rows: CaseRow[]; next: string | null; after?: string | undefined },
): Html {
  const { queue } = visit.words;
  const empty = { open: queue.empty, mine: queue.emptyMine, closed: queue.emptyClosed }[show];
  return html`<div class="queue-head"><div><h1>${show === 'closed' ? queue.closedTitle : queue.title}</h1>
${filters(visit, show)}</div>
${searchForm(visit)}</div>
${page.rows.length === 0 ? html`<p class="card quiet">${empty}</p>` : caseTable(visit, page.rows)}
${pager(visit, show, page)}`;
}

function filters({ words: { queue } }: Visit, show: Show): Html {
  const one = (name: Show, href: string, text: string) =>
    html`<a href="${href}"${show === name ? html` aria-current="true"` : ''}>${text}</a>`;
  return html`<p class="tabs" role="group" aria-label="${queue.filter}">
${one('open', '/console', queue.open)}
${one('mine', '/console?show=mine', queue.mine)}
${one('closed', '/console?show=closed', queue.closed)}</p>`;
}

/** Posted, never in an address: it may hold one. */
export function searchForm(visit: Visit, given = '', error = ''): Html {
  const { search } = visit.words;
  return html`<form class="search" method="post" action="/console/search" role="search">
${formToken(visit)}
<label for="q">${search.label}</label>
<div class="inline"><input id="q" name="q" type="search" required maxlength="254" autocomplete="off" spellcheck="false" value="${given}" aria-describedby="q-hint"${error ? html` aria-invalid="true"` : ''}><button>${search.button}</button></div>
<p class="${error ? 'error' : 'hint'}" id="q-hint">${error || search.hint}</p>
</form>`;
}

function pager(
  { words: { queue } }: Visit,
  show: Show,
  { next, after }: { next: string | null; after?: string | undefined },
): Html {
  const address = (cursor?: string) => {
    const query = new URLSearchParams({
      ...(show !== 'open' && { show }),
      ...(cursor && { after: cursor }),
    });
    return query.size > 0 ? `/console?${query}` : '/console';
  };
  return html`<p class="pager">${after ? html`<a href="${address()}">${queue.first}</a>` : ''} ${next ? html`<a rel="next" href="${address(next)}">${queue.next}</a>` : ''}</p>`;
}

export function caseTable(visit: Visit, rows: readonly CaseRow[]): Html {
  const { queue } = visit.words;
  return html`<table class="queue">
<thead><tr><th>${queue.urgency}</th><th>${queue.case}</th><th>${queue.asked}</th><th>${queue.waiting}</th><th>${queue.received}</th></tr></thead>
<tbody>
${rows.map((row) => line(visit, row))}
</tbody></table>
<p class="hint keys">${queue.keys}</p>`;
}

function line(visit: Visit, row: CaseRow): Html {
  const { words, language } = visit;
  const urgency = row.status === 'open' ? urgencyOf(row, visit.now) : null;
  return html`<tr class="${row.operatorTasks.length > 0 ? 'ours' : ''}">
<td class="urgency">${row.status === 'closed' ? '' : urgency ? bar(visit, urgency) : html`<span class="quiet">${words.queue.noDeadline}</span>`}</td>
<td><a class="case" href="/console/cases/${row.caseId}">${row.caseId}</a></td>
<td data-label="${words.queue.asked}">${rightsOf(visit, row)}</td>
<td data-label="${words.queue.waiting}">${waiting(visit, row)}</td>
<td data-label="${words.queue.received}"><time datetime="${row.receivedAt}">${formatDay(dayIn(ZONES[row.regime], row.receivedAt), language)}</time><br><span class="quiet">${words.channels[row.channel]}</span></td>
</tr>`;
}

function rightsOf({ words, language }: Visit, row: CaseRow): Html {
  const badge = html`<span class="regime">${row.regime === 'ccpa' ? words.regimes.ccpa : words.regimes.appi}</span>`;
  if (row.rights.length === 0) return html`<span class="quiet">${words.queue.unclear}</span>`;
  return html`${row.rights.map((name) => {
    const right = Right.safeParse(name).data;
    return html`<span class="right">${right ? ruleFor(right).title[language] : name}</span>`;
  })}${badge}`;
}

function waiting({ words, language }: Visit, row: CaseRow): Html {
  const named = (name: string) => {
    const kind = TaskKind.safeParse(name).data;
    if (name === MEND_CONTACT) return CONTACT_WORDS[language].task;
    if (name === ANSWER_INQUIRY) return INQUIRY_WORDS[language].task;
    if (name === NOTE_CONTEST) return CONTEST_WORDS[language].task;
    return kind ? words.tasks[kind] : name;
  };
  const station = html`<span class="stage">${PAGE_WORDS[language].stations[row.stage]}</span>`;
  if (row.status === 'closed') return station;
  const ours = row.operatorTasks.map(
    (kind) => html`<strong class="for-us">${words.queue.forUs}: ${named(kind)}</strong>`,
  );
  const theirs = row.requesterTasks.map(
    (kind) => html`<span>${words.queue.forRequester}: ${named(kind)}</span>`,
  );
  const all = [...ours, ...theirs];
  return html`${station}${all.length > 0 ? all : html`<span class="quiet">${words.queue.working}</span>`}`;
}

/** As `clockBar`, for the earliest clock of a case, where only its days are known. */
function bar({ language }: Visit, days: ClockDays): Html {
  const words = PAGE_WORDS[language];
  const { state, target } = days;
  const steer = steeredBy(days);
  return html`<div class="clock ${state}">
${clockPicture(days)}
<p><strong>${daysInWords(days, language)}</strong>${state === 'running' ? '' : html` <span class="state">${words.clockStates[state]}</span>`}<br><span class="quiet">${steer === target ? words.target : words.limit} <time datetime="${steer}">${formatDay(steer, language)}</time></span></p>
</div>`;
}

/** @param rows `null` when what was typed is neither a case number nor an address */
export function searchPage(visit: Visit, given: string, rows: readonly CaseRow[] | null): Html {
  const { search } = visit.words;
  return html`<h1>${search.title}</h1>
${searchForm(visit, given, rows ? '' : search.unclear)}
${rows ? html`<p role="status">${rows.length === 0 ? search.none : search.found(rows.length)}</p>` : ''}
${rows && rows.length > 0 ? caseTable(visit, rows) : ''}`;
}
