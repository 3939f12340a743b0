/** The question that came with a request, to be answered before the rest, and what was replied (P-9). */
import { html } from 'hono/html';
import { whyNotAnswerFirst } from '../../../core/case/inquiry.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { INQUIRY_WORDS } from '../words/inquiry.ts';
import { textarea } from './form-parts.ts';
import { type CaseView, formError, given, said, titleOf, who } from './view.ts';

const FORM = 'answer-inquiry';

export const mayAnswerFirst = ({ state }: CaseView): boolean => whyNotAnswerFirst(state) === null;

export function inquiryForm(view: CaseView): Html {
  const { state, visit, trouble } = view;
  if (!mayAnswerFirst(view)) return html``;
  const words = INQUIRY_WORDS[visit.language];
  const question = state.requester?.message;
  return html`<section class="card now" id="${FORM}" aria-labelledby="${FORM}-title">
<h2 id="${FORM}-title"><span class="flag">${visit.words.case.todo}</span> ${words.title}</h2>
<p>${words.help}</p>
${formError(trouble, FORM)}
<h3>${words.asked}</h3>
${question ? html`<p class="verbatim">${question}</p>` : html`<p class="quiet">${words.noMessage}</p>`}
<form method="post" action="/console/cases/${state.caseId}/answer-inquiry">${formToken(visit)}
${textarea({ id: `${FORM}-reply`, name: 'reply', label: words.reply, hint: words.replyHint, value: given(trouble, FORM, 'reply')[0] ?? '', long: true })}
<div class="actions"><button>${words.button}</button></div>
</form></section>`;
}

/** Among the decisions, until the letter takes it up; and why a reply came too early or too late. */
export function inquiryAnswer(view: CaseView): Html {
  const { state, visit, trouble } = view;
  const { inquiry } = state;
  const error = mayAnswerFirst(view) ? '' : formError(trouble, FORM);
  if (!inquiry || state.decisions.some(({ right }) => right === 'inquiry')) return html`${error}`;
  const words = INQUIRY_WORDS[visit.language];
  return html`${error}<article><h3>${titleOf(view, 'inquiry')}</h3><p class="quiet">${words.answered(who(view, inquiry.by), said(view, inquiry.at))}</p>
${inquiry.reply !== null && visit.mayAct ? html`<p class="verbatim">${inquiry.reply}</p>` : ''}</article>`;
}
