/** A case that cannot go on by itself. */
import { html } from 'hono/html';
import type { TaskState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import { option, taskForm } from './form-parts.ts';
import { type CaseView, given, said } from './view.ts';

export function unstickForm(view: CaseView, task: TaskState): Html {
  const { state, trouble, visit } = view;
  const { unstick: words } = visit.words;
  const last = state.stuck.at(-1);
  const chosen = given(trouble, 'unstick', 'how')[0];
  return taskForm(view, {
    form: 'unstick',
    action: 'unstick',
    task,
    title: words.title,
    help: words.help,
    button: words.button,
    body: html`${last ? html`<p class="note warn"><strong>${words.error}:</strong> <code>${last.error}</code> (${last.where}) <span class="quiet">${said(view, last.at)}</span></p>` : ''}
<fieldset><legend>${visit.words.byHand.how}</legend>
${option({ id: 'unstick-retry', name: 'how', value: 'retry', label: words.retry, hint: words.retryHint, checked: chosen === 'retry', required: true })}
${option({ id: 'unstick-abandon', name: 'how', value: 'abandon', label: words.abandon, hint: words.abandonHint, checked: chosen === 'abandon' })}
</fieldset>`,
  });
}
