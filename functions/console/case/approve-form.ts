/** The second look: what was decided and why, beside the choice to approve it or send it back (L-07). */
import { html } from 'hono/html';
import { proposedBy } from '../../../core/case/approval.ts';
import type { TaskState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import { APPROVAL_WORDS } from '../words/approval.ts';
import { proposals } from './decisions.ts';
import { option, taskForm, textarea } from './form-parts.ts';
import { type CaseView, formError, given, said, who } from './view.ts';

const FORM = 'approve';

/** To those who may not approve this one, who is waited for. */
export function approveForm(view: CaseView, task: TaskState): Html {
  const { state, trouble, visit } = view;
  const words = APPROVAL_WORDS[visit.language];
  const own = proposedBy(state, visit.by);
  if (!visit.mayApprove || own)
    return html`${formError(trouble, FORM)}<p class="note">${own ? words.own : words.notYours}</p>`;
  const chosen = given(trouble, FORM, 'how')[0];
  return taskForm(view, {
    form: FORM,
    action: 'approve',
    task,
    title: words.title,
    help: words.help,
    button: words.button,
    second: html`<button class="second" formnovalidate formaction="/console/cases/${state.caseId}/letter" formtarget="_blank">${words.preview}</button>`,
    body: html`${proposals(view)}
<fieldset><legend>${words.how}</legend>
${option({ id: 'approve-approve', name: 'how', value: 'approve', label: words.approve, hint: words.approveHint, checked: chosen === 'approve', required: true })}
${option({
  id: 'approve-send-back',
  name: 'how',
  value: 'send-back',
  label: words.sendBack,
  hint: words.sendBackHint,
  checked: chosen === 'send-back',
  inside: textarea({
    id: 'approve-note',
    name: 'note',
    label: words.note,
    hint: words.noteHint,
    value: given(trouble, FORM, 'note')[0] ?? '',
  }),
})}
</fieldset>`,
  });
}

/** Why an approver sent the last proposal back, for whoever decides next. */
export function sentBackNote(view: CaseView): Html {
  const words = APPROVAL_WORDS[view.visit.language];
  const last = view.state.sentBack.at(-1);
  if (!last) return html``;
  return html`<div class="note warn"><p><strong>${words.sentBackBy(who(view, last.by), said(view, last.at))}</strong></p>
<p class="verbatim">${last.note ?? words.noteGone}</p></div>`;
}
