/** What other cases of the same person mean for this one. Nothing personal, and nothing before it is known who asks (L-32). */
import { html } from 'hono/html';
import { isDuplicate } from '../../../core/case/merging.ts';
import { type EarlierKnow, earlierKnows } from '../../../core/case/same-person.ts';
import type { CaseState } from '../../../core/case/state.ts';
import type { CaseId, Instant } from '../../../core/ids.ts';
import { answeredOften, KNOW_REPEATS } from '../../../core/law/repeats.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { SAME_PERSON_WORDS } from '../words/same-person.ts';
import { type CaseView, formError, said } from './view.ts';

interface Other {
  caseId: CaseId;
  receivedAt: Instant;
}

export interface SamePerson {
  /** Requests to know answered in the twelve months before (L-15). */
  knows: readonly EarlierKnow[];
  /** Open cases that answer all of this one: it may be merged into one of them. */
  earlier: readonly Other[];
  /** Open cases that this one answers. */
  later: readonly Other[];
}

export function samePersonOf(state: CaseState, others: readonly CaseState[]): SamePerson {
  const line = ({ caseId, receivedAt }: CaseState): Other => ({ caseId, receivedAt });
  return {
    knows: earlierKnows(state, others),
    earlier: others.filter((other) => isDuplicate(state, other)).map(line),
    later: others.filter((other) => isDuplicate(other, state)).map(line),
  };
}

export function samePersonSection(view: CaseView): Html {
  return html`${repeats(view)}${mergedNote(view)}${duplicates(view)}`;
}

function repeats(view: CaseView): Html {
  const { knows } = view.samePerson;
  const words = SAME_PERSON_WORDS[view.visit.language];
  if (knows.length === 0) return html``;
  return html`<h3>${words.repeats}</h3>
<p>${words.answeredBefore(knows.length)} <span class="cites">${KNOW_REPEATS.cites.join(', ')}</span></p>
<ul>${knows.map((one) => html`<li>${caseLink(view, one)}</li>`)}</ul>
${answeredOften(knows.length) ? html`<p class="note">${words.mayRefuse}</p>` : ''}`;
}

function mergedNote(view: CaseView): Html {
  const into = view.state.mergedInto;
  if (!into) return html``;
  const words = SAME_PERSON_WORDS[view.visit.language];
  return html`<p class="note">${words.mergedInto} <a class="case" href="/console/cases/${into}">${into}</a></p>`;
}

function duplicates(view: CaseView): Html {
  const { samePerson, trouble, visit } = view;
  const { earlier, later } = samePerson;
  const words = SAME_PERSON_WORDS[visit.language];
  if (earlier.length + later.length === 0) return formError(trouble, 'merge');
  return html`<h3>${words.duplicates}</h3>
${formError(trouble, 'merge')}
${earlier.length > 0 ? html`<p>${words.earlier}</p><ul>${earlier.map((one) => html`<li>${caseLink(view, one)}${visit.mayAct ? mergeForm(view, one) : ''}</li>`)}</ul>` : ''}
${later.length > 0 ? html`<p>${words.later}</p><ul>${later.map((one) => html`<li>${caseLink(view, one)}</li>`)}</ul>` : ''}`;
}

function mergeForm(view: CaseView, { caseId }: Other): Html {
  const words = SAME_PERSON_WORDS[view.visit.language];
  return html`<details class="command"><summary>${words.open}</summary>
<form method="post" action="/console/cases/${view.state.caseId}/merge">${formToken(view.visit)}<input type="hidden" name="into" value="${caseId}">
<p class="hint">${words.help}</p>
<div class="actions"><button>${words.button(caseId)}</button></div>
</form></details>`;
}

function caseLink(view: CaseView, { caseId, receivedAt }: Other): Html {
  const words = SAME_PERSON_WORDS[view.visit.language];
  return html`<a class="case" href="/console/cases/${caseId}">${caseId}</a> <span class="quiet">${words.receivedOn(said(view, receivedAt))}</span>`;
}
