/** What was decided, on which grounds, by whom. */
import { html } from 'hono/html';
import { replyTo } from '../../../core/case/answer.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { groundsFor } from '../../../core/law/decisions.ts';
import { OUTCOME_WORDS } from '../../../core/law/outcomes.ts';
import type { Html } from '../../pages/layout.ts';
import { type CaseView, lastEvent, said, titleOf, who } from './view.ts';

export function decisionsSection(view: CaseView): Html {
  const { state, visit } = view;
  const { decided: words } = visit.words;
  const none = state.plan && state.plan.verified.length === 0 ? words.notNeeded : words.notYet;
  return html`${state.applied.map(({ right, at }) => html`<article><h3>${titleOf(view, right)}</h3><p><strong>${OUTCOME_WORDS.done[visit.language]}</strong> <span class="quiet">${words.applied(said(view, at))}</span></p></article>`)}
${state.decisions.map((decision) => oneDecision(view, decision))}
${state.decisions.length === 0 ? html`<p class="quiet">${none}</p>` : ''}`;
}

function oneDecision(view: CaseView, decision: CaseState['decisions'][number]): Html {
  const { decided: words } = view.visit.words;
  const { language } = view.visit;
  const { right, outcome, grounds } = decision;
  const chosen = groundsFor(right, outcome).filter((ground) => grounds.includes(ground.id));
  const reply = replyTo(view.state, right);
  const why = lastEvent(view.log, 'decision.reasoned', (event) => event.data.right === right);
  return html`<article><h3>${titleOf(view, right)}</h3>
<p><strong>${OUTCOME_WORDS[outcome][language]}</strong> <span class="quiet">${words.by(who(view, decision.by), said(view, decision.at))}</span></p>
<ul>${chosen.map((ground) => html`<li>${ground.operator[language]} <span class="cites">${ground.cites.join(', ')}</span><br><span class="quiet">${ground.letter[view.state.language]}</span></li>`)}</ul>
${why?.personal && view.visit.mayAct ? html`<p><span class="quiet">${words.reason}:</span> <span class="verbatim">${why.personal.reason}</span></p>` : ''}
${reply !== null && view.visit.mayAct ? html`<p><span class="quiet">${words.reply}:</span> <span class="verbatim">${reply}</span></p>` : ''}
</article>`;
}
