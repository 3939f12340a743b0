/** The form for a store that was put back, and under it what has to be done there once more. */
import { html } from 'hono/html';
import type { DataMap } from '../../../core/data-map.ts';
import { CHANGE_WORDS } from '../../../core/law/changes.ts';
import type { Day } from '../../../core/law/plan.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import { choices, errorSummary, type FieldErrors, textField } from '../../pages/form.ts';
import { formatDay, formatInstant } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import type { Repetition, ToRepeat } from '../../restored.ts';
import type { Fields } from '../forms.ts';
import { formToken } from '../frame.ts';
import type { Visit } from '../visit.ts';
import { RESTORED_WORDS } from './words.ts';

/** As many as a form of the console can carry. */
export const MOST_LINES = 1000;

export interface Listed {
  found: Repetition;
  store: DataMap['stores'][number];
  since: Day;
  lines: readonly string[];
}

export function restoredPage(
  visit: Visit,
  { stores }: DataMap,
  fields: Fields,
  errors: FieldErrors,
  listed: Listed | null,
): Html {
  const { language } = visit;
  const words = RESTORED_WORDS[language];
  const one = (name: string) => fields[name]?.[0] ?? '';
  return html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${listed ? result(visit, listed) : ''}
<form method="post" action="/console/restored" novalidate>
${formToken(visit)}
${choices({ name: 'store', kind: 'one', label: words.store, language, required: true, options: stores.map(({ id, name }) => ({ value: id, label: name[language] })), chosen: fields.store ?? [], error: errors.store })}
${textField({ name: 'since', type: 'date', label: words.since, hint: words.sinceHint, language, required: true, value: one('since'), error: errors.since })}
${textField({ name: 'lines', label: words.lines, hint: words.linesHint(MOST_LINES), language, rows: 6, value: one('lines'), error: errors.lines, autocomplete: 'off' })}
<p class="actions"><button>${words.button}</button></p>
</form>`;
}

function result({ language }: Visit, { found, store, since, lines }: Listed): Html {
  const words = RESTORED_WORDS[language];
  const { changes, unreadable } = found;
  const matched = new Set(changes.flatMap((one) => one.lines));
  const unmatched = lines.filter((line) => !matched.has(line)).length;
  return html`<section aria-labelledby="found-title" role="status"><h2 id="found-title">${words.heading(changes.length, store.name[language], formatDay(since, language))}</h2>
${unreadable > 0 ? html`<p class="note warn">${words.unreadable(unreadable)}</p>` : ''}
${
  changes.length === 0
    ? html`<p>${words.none}</p>`
    : html`<table class="stores"><thead><tr><th>${words.case}</th><th>${words.when}</th><th>${words.what}</th><th>${words.who}</th></tr></thead>
<tbody>${changes.map((change) => oneChange(change, language))}</tbody></table>`
}
${unmatched > 0 ? html`<p class="quiet">${words.unmatched(unmatched)}</p>` : ''}</section>`;
}

function oneChange(
  { caseId, at, right, change, partly, lines }: ToRepeat,
  language: Visit['language'],
): Html {
  const words = RESTORED_WORDS[language];
  return html`<tr><th scope="row"><a href="/console/cases/${caseId}#changes">${caseId}</a></th>
<td data-label="${words.when}">${formatInstant(at, language)}</td>
<td data-label="${words.what}">${CHANGE_WORDS[change][language]} <span class="quiet">${ruleFor(right).title[language]}${partly ? html` · ${words.partly}` : ''}</span></td>
<td data-label="${words.who}">${lines.length > 0 ? lines.map((line) => html`<div>${line}</div>`) : html`<span class="quiet">${words.seeCase}</span>`}</td></tr>`;
}
