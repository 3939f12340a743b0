/** What other cases of the same person mean for this one. Nothing personal, and nothing before it is known who asks (L-32). */
import { html } from 'hono/html';
import { type EarlierKnow, earlierKnows } from '../../../core/case/same-person.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { answeredOften, KNOW_REPEATS } from '../../../core/law/repeats.ts';
import type { Html } from '../../pages/layout.ts';
import { SAME_PERSON_WORDS } from '../words/same-person.ts';
import { type CaseView, said } from './view.ts';

export interface SamePerson {
  /** Requests to know answered in the twelve months before (L-15). */
  knows: readonly EarlierKnow[];
}

export const samePersonOf = (state: CaseState, others: readonly CaseState[]): SamePerson => ({
  knows: earlierKnows(state, others),
});

export function samePersonSection(view: CaseView): Html {
  const { knows } = view.samePerson;
  const words = SAME_PERSON_WORDS[view.visit.language];
  if (knows.length === 0) return html``;
  return html`<h3>${words.repeats}</h3>
<p>${words.answeredBefore(knows.length)} <span class="cites">${KNOW_REPEATS.cites.join(', ')}</span></p>
<ul>${knows.map((one) => html`<li><a class="case" href="/console/cases/${one.caseId}">${one.caseId}</a> <span class="quiet">${words.receivedOn(said(view, one.receivedAt))}</span></li>`)}</ul>
${answeredOften(knows.length) ? html`<p class="note">${words.mayRefuse}</p>` : ''}`;
}
