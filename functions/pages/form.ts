/** Parts of forms: each field with its label, hint and error; a summary of errors that leads to them. */
import { html } from 'hono/html';
import type { Language } from '../../core/law/rights.ts';
import type { Html } from './layout.ts';
import { PAGE_WORDS } from './words.ts';

/** Field name → what is wrong with it, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Field {
  name: string;
  label: string;
  language: Language;
  hint?: string | undefined;
  error?: string | undefined;
  value?: string | undefined;
  required?: boolean;
  /** Neither required nor called optional: another answer decides. */
  unmarked?: boolean;
}

/** Goes first on a page whose form has errors, and takes the focus. */
export function errorSummary(errors: FieldErrors, language: Language): Html {
  const entries = Object.entries(errors);
  if (entries.length === 0) return html``;
  return html`<section class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title">
<h2 id="errors-title">${PAGE_WORDS[language].errorsTitle}</h2>
<ul>${entries.map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}</ul>
</section>`;
}

const describedBy = ({ name, hint, error }: Field): Html => {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])];
  return ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : html``;
};

const around = ({ name, hint, error, language }: Field): Html =>
  html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${error ? html`<p class="error" id="${name}-error"><span class="unseen">${PAGE_WORDS[language].errorPrefix} </span>${error}</p>` : ''}`;

const invalid = ({ error }: Field): Html => (error ? html` aria-invalid="true"` : html``);

const optional = ({ required, unmarked, language }: Field): Html =>
  required || unmarked
    ? html``
    : html`<span class="optional">${PAGE_WORDS[language].optional}</span>`;

export interface TextField extends Field {
  type?: 'text' | 'email' | 'tel' | 'date' | 'password';
  autocomplete?: string;
  maxlength?: number;
  inputmode?: 'numeric' | 'text';
  /** Several lines. */
  rows?: number;
}

export function textField(field: TextField): Html {
  const { name, label, value = '', type = 'text', rows } = field;
  const attributes = html` id="${name}" name="${name}"${field.required ? html` required` : ''}${field.maxlength ? html` maxlength="${field.maxlength}"` : ''}${field.autocomplete ? html` autocomplete="${field.autocomplete}"` : ''}${field.inputmode ? html` inputmode="${field.inputmode}"` : ''}${describedBy(field)}${invalid(field)}`;
  return html`<div class="field${field.error ? ' wrong' : ''}">
<label for="${name}">${label}${optional(field)}</label>
${around(field)}
${rows ? html`<textarea rows="${rows}"${attributes}>${value}</textarea>` : html`<input type="${type}" value="${value}"${attributes}>`}
</div>`;
}

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  /** Shown beside the label: `free`, `no ID needed`. */
  badge?: string | undefined;
}

/** Radio buttons (`one`) or checkboxes (`many`) under one question. */
export function choices(
  field: Field & {
    kind: 'one' | 'many';
    options: readonly Choice[];
    chosen: readonly string[];
    /** For a question that the page's heading asks already. */
    hiddenLabel?: boolean;
  },
): Html {
  const { name, label, kind, options, chosen } = field;
  const type = kind === 'one' ? 'radio' : 'checkbox';
  return html`<fieldset class="choices${field.error ? ' wrong' : ''}"${describedBy(field)}>
<legend${field.hiddenLabel ? html` class="unseen"` : ''}>${label}</legend>
${around(field)}
${options.map((option, index) => {
  const id = index === 0 ? name : `${name}-${option.value}`;
  return html`<div class="choice"><input type="${type}" id="${id}" name="${name}" value="${option.value}"${chosen.includes(option.value) ? html` checked` : ''}${kind === 'one' && field.required ? html` required` : ''}${option.hint ? html` aria-describedby="${id}-about"` : ''}><div><label for="${id}">${option.label}</label>${option.badge ? html` <span class="badge">${option.badge}</span>` : ''}${option.hint ? html`<p class="hint" id="${id}-about">${option.hint}</p>` : ''}</div></div>
`;
})}</fieldset>`;
}

export function checkbox(field: Field & { checked: boolean }): Html {
  const { name, label, checked } = field;
  return html`<div class="field${field.error ? ' wrong' : ''}">${around(field)}
<div class="choice"><input type="checkbox" id="${name}" name="${name}" value="yes"${checked ? html` checked` : ''}${field.required ? html` required` : ''}${describedBy(field)}${invalid(field)}><div><label for="${name}">${label}</label></div></div></div>`;
}
