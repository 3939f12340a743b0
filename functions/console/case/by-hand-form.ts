/** A store that could not be searched: again, by hand, or left out with a reason. */
import { html } from 'hono/html';
import type { TaskState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import { option, taskForm, textarea } from './form-parts.ts';
import { type CaseView, given, lastEvent, said, storeName } from './view.ts';

export const byHandFormName = (store: string): string => `by-hand-${store}`;

export function byHandForm(view: CaseView, task: TaskState): Html {
  const { byHand: words } = view.visit.words;
  const store = task.store ?? '';
  const form = byHandFormName(store);
  return taskForm(view, {
    form,
    action: 'by-hand',
    task,
    title: words.title(storeName(view, store)),
    help: words.help,
    button: words.button,
    body: html`${problem(view, store)}${ways(view, form)}`,
  });
}

function problem(view: CaseView, store: string): Html {
  const { byHand: words } = view.visit.words;
  const last = lastEvent(view.log, 'store.handed-over', (event) => event.data.store === store);
  if (!last) return html``;
  const known: Readonly<Record<string, string>> = words.errors;
  return html`<p class="note warn"><strong>${words.error}:</strong> ${known[last.data.error] ?? ''} <code>${last.data.error}</code> <span class="quiet">${said(view, last.at)}</span></p>`;
}

function ways(view: CaseView, form: string): Html {
  const { trouble, visit } = view;
  const { byHand: words } = visit.words;
  const chosen = given(trouble, form, 'how')[0];
  const held = given(trouble, form, 'held')[0];
  return html`<fieldset><legend>${words.how}</legend>
${option({ id: `${form}-retry`, name: 'how', value: 'retry', label: words.retry, hint: words.retryHint, checked: chosen === 'retry', required: true })}
${option({
  id: `${form}-looked`,
  name: 'how',
  value: 'by-hand',
  label: words.looked,
  checked: chosen === 'by-hand',
  inside: html`<fieldset><legend>${words.held}</legend>
${option({ id: `${form}-held`, name: 'held', value: 'yes', label: words.heldYes, checked: held === 'yes' })}
${option({ id: `${form}-not-held`, name: 'held', value: 'no', label: words.heldNo, checked: held === 'no' })}</fieldset>
${textarea({ id: `${form}-note`, name: 'note', label: words.note, hint: words.noteHint, value: given(trouble, form, 'note')[0] ?? '' })}`,
})}
${option({
  id: `${form}-left-out`,
  name: 'how',
  value: 'left-out',
  label: words.leaveOut,
  hint: words.leaveOutHint,
  checked: chosen === 'left-out',
  inside: textarea({
    id: `${form}-reason`,
    name: 'reason',
    label: words.reason,
    hint: words.reasonHint,
    value: given(trouble, form, 'reason')[0] ?? '',
  }),
})}
</fieldset>`;
}
