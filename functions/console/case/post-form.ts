/** An answer on paper: print it, post it, say when (L-19). */
import { html } from 'hono/html';
import { postalAddressOf } from '../../../core/case/posting.ts';
import type { TaskState } from '../../../core/case/state.ts';
import { dayIn, ZONES } from '../../../core/law/calendar.ts';
import type { Html } from '../../pages/layout.ts';
import { POSTING_WORDS } from '../words/posting.ts';
import { option, taskForm, textarea } from './form-parts.ts';
import { type CaseView, given } from './view.ts';

const FORM = 'post-answer';

export function postForm(view: CaseView, task: TaskState): Html {
  const { state, visit, trouble } = view;
  const words = POSTING_WORDS[visit.language];
  const [chosen = 'posted'] = given(trouble, FORM, 'how');
  return taskForm(view, {
    ...{ form: FORM, action: FORM, task, title: words.title, help: words.help },
    button: words.button,
    // Not before the form's own button: that is what the Enter key presses.
    second: html`<button class="second" formaction="/console/cases/${state.caseId}/cover-sheet" formtarget="_blank">${words.cover}</button>`,
    body: html`<ol>
<li>${words.check}</li>
<li>${words.coverHint}</li>
<li><a href="/console/cases/${state.caseId}/answer/letter" target="_blank">${words.letter}</a></li>
${state.answer?.letter?.alone ? '' : html`<li><a href="/console/cases/${state.caseId}/answer/package">${words.data}</a> ${words.dataHint}</li>`}
<li>${words.post}</li></ol>
${textarea({ id: 'post-address', name: 'address', label: words.address, hint: words.addressHint, value: given(trouble, FORM, 'address')[0] ?? postalAddressOf(state) })}
<fieldset><legend>${words.how}</legend>
${option({ id: 'post-posted', name: 'how', value: 'posted', label: words.posted, checked: chosen === 'posted', required: true, inside: postedFields(view) })}
${option({
  ...{ id: 'post-electronic', name: 'how', value: 'electronic', label: words.electronic },
  ...{ hint: words.electronicHint, checked: chosen === 'electronic' },
  inside: textarea({
    ...{ id: 'post-remark', name: 'remark', label: words.remark, hint: words.remarkHint },
    value: given(trouble, FORM, 'remark')[0] ?? '',
  }),
})}
</fieldset>`,
  });
}

function postedFields({ visit, trouble }: CaseView): Html {
  const words = POSTING_WORDS[visit.language];
  const today = dayIn(ZONES.appi, visit.now.toISOString());
  const on = given(trouble, FORM, 'on')[0] ?? today;
  return html`<div class="field"><label for="post-on">${words.on}</label>
<input id="post-on" name="on" type="date" max="${today}" value="${on}"></div>
<div class="field"><label for="post-tracking">${words.tracking}</label>
<p class="hint" id="post-tracking-hint">${words.trackingHint}</p>
<input id="post-tracking" name="tracking" maxlength="60" autocomplete="off" aria-describedby="post-tracking-hint" value="${given(trouble, FORM, 'tracking')[0] ?? ''}"></div>`;
}
