/** What a person contests after a denied correction, and the form that says it was noted (L-17). */
import { html } from 'hono/html';
import { contestOf, contestsToNote } from '../../../core/case/contest.ts';
import type { CaseState } from '../../../core/case/state.ts';
import type { Right } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { CONTEST_WORDS } from '../words/contest.ts';
import { textarea } from './form-parts.ts';
import { type CaseView, formError, given, said, titleOf, who } from './view.ts';

const FORM = 'note-contest';

type Contested = CaseState['contested'][number];

/** To be done by an operator. */
export function contestForms(view: CaseView): Html {
  return html`${contestsToNote(view.state).map((one) => contestForm(view, one))}`;
}

function contestForm(view: CaseView, contested: Contested): Html {
  const { state, visit, trouble } = view;
  const words = CONTEST_WORDS[visit.language];
  return html`<section class="card now" id="${FORM}" aria-labelledby="${FORM}-title">
<h2 id="${FORM}-title"><span class="flag">${visit.words.case.todo}</span> ${words.title(titleOf(view, contested.right))}</h2>
<p>${words.help}</p>
${formError(trouble, FORM)}
${statement(view, contested)}
${state.closed ? html`<p class="hint">${words.until(said(view, state.closed.purgeAt))}</p>` : ''}
<form method="post" action="/console/cases/${state.caseId}/note-contest">${formToken(visit)}<input type="hidden" name="right" value="${contested.right}">
${textarea({ id: `${FORM}-note`, name: 'note', label: words.note, hint: words.noteHint, value: given(trouble, FORM, 'note')[0] ?? '' })}
<div class="actions"><button>${words.button}</button></div>
</form></section>`;
}

/** For those only who may see what is personal. */
function statement({ visit }: CaseView, { statement: text, words: count }: Contested): Html {
  const words = CONTEST_WORDS[visit.language];
  if (count === 0) return html`<p class="quiet">${words.noStatement}</p>`;
  if (text === null || !visit.mayAct) return html``;
  return html`<p><span class="quiet">${words.statement}:</span></p><p class="verbatim">${text}</p>`;
}

/** Under the decision that it concerns. */
export function contestLine(view: CaseView, right: Right): Html {
  const contested = contestOf(view.state, right);
  if (!contested) return html``;
  const words = CONTEST_WORDS[view.visit.language];
  const { noted, at } = contested;
  return html`${noted ? formError(view.trouble, FORM) : ''}<p class="note">${words.asked(said(view, at))}${noted ? html`<br>${words.noted(who(view, noted.by), said(view, noted.at))}` : ''}</p>
${statement(view, contested)}
${noted?.note && view.visit.mayAct ? html`<p class="verbatim">${noted.note}</p>` : ''}`;
}
