/** Parts of the operator's forms. What belongs to a choice unfolds under it when it is made. */
import { html } from 'hono/html';
import type { TaskState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { type CaseView, formError } from './view.ts';

export interface FormFrame {
  /** Names the form on the page; equal for its errors and what was filled in. */
  form: string;
  /** `judge`: posted to `/console/cases/KJ-…/judge`. */
  action: string;
  task: TaskState;
  title: string;
  help: string;
  body: Html;
  button: string;
  note?: string;
  /** Another button of the same form. */
  second?: Html;
}

export function taskForm(view: CaseView, frame: FormFrame): Html {
  const { form, task } = frame;
  return html`<section class="card now" id="${form}" aria-labelledby="${form}-title">
<h2 id="${form}-title"><span class="flag">${view.visit.words.case.todo}</span> ${frame.title}</h2>
<p>${frame.help}</p>
${formError(view.trouble, form)}
<form method="post" action="/console/cases/${view.state.caseId}/${frame.action}">
${formToken(view.visit)}<input type="hidden" name="task" value="${task.id}">
${frame.body}
<div class="actions"><button>${frame.button}</button>${frame.second ?? ''}${frame.note ? html`<span class="hint">${frame.note}</span>` : ''}</div>
</form></section>`;
}

export interface OptionLine {
  /** Unique on the page. */
  id: string;
  name: string;
  value: string;
  label: string;
  hint?: Html | string;
  badge?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  type?: 'radio' | 'checkbox';
  required?: boolean;
  /** Shown while this is chosen; always, where the browser cannot hide it. */
  inside?: Html;
}

export function option(line: OptionLine): Html {
  const { id, type = 'radio', hint, badge, inside } = line;
  return html`<div class="option"><div class="choice"><input type="${type}" id="${id}" name="${line.name}" value="${line.value}"${line.checked ? html` checked` : ''}${line.disabled ? html` disabled` : ''}${line.required ? html` required` : ''}${hint ? html` aria-describedby="${id}-hint"` : ''}><div><label for="${id}">${line.label}</label>${badge ? html` <span class="badge">${badge}</span>` : ''}${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}</div></div>
${inside ? html`<div class="inside">${inside}</div>` : ''}</div>`;
}

export function textarea(line: {
  id: string;
  name: string;
  label: string;
  hint: string;
  value: string;
  /** For a text that somebody will read as a letter. */
  long?: true;
}): Html {
  const { id, long } = line;
  return html`<div class="field"><label for="${id}">${line.label}</label>
<p class="hint" id="${id}-hint">${line.hint}</p>
<textarea id="${id}" name="${line.name}" rows="${long ? 10 : 3}" maxlength="${long ? 4000 : 2000}" aria-describedby="${id}-hint">${line.value}</textarea></div>`;
}
