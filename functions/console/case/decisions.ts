/** What was decided, on which grounds, by whom, and who approved it. */
import { html } from 'hono/html';
import { replyTo } from '../../../core/case/answer.ts';
import { resultOf } from '../../../core/case/changes.ts';
import type { Decision } from '../../../core/case/events.ts';
import { lawFor } from '../../../core/case/law.ts';
import type { CaseState } from '../../../core/case/state.ts';
import type { Instant } from '../../../core/ids.ts';
import { groundsFor } from '../../../core/law/decisions.ts';
import { OUTCOME_WORDS } from '../../../core/law/outcomes.ts';
import type { Html } from '../../pages/layout.ts';
import { APPROVAL_WORDS } from '../words/approval.ts';
import { CHANGE_FORM_WORDS } from '../words/changes.ts';
import { contestLine } from './contest-form.ts';
import { appliedArticle } from './doubt-form.ts';
import { inquiryAnswer } from './inquiry-form.ts';
import { type CaseView, lastEvent, said, titleOf, who } from './view.ts';

export function decisionsSection(view: CaseView): Html {
  const { state, visit } = view;
  const { decided: words } = visit.words;
  const none = state.plan && state.plan.verified.length === 0 ? words.notNeeded : words.notYet;
  const waiting = state.proposed.length > 0;
  return html`${state.applied.map((one) => appliedArticle(view, one))}
${inquiryAnswer(view)}
${state.decisions.map((decision) => oneDecision(view, decision))}
${waiting ? html`<p class="note">${APPROVAL_WORDS[visit.language].waits}</p>${proposals(view)}` : ''}
${state.decisions.length === 0 && !waiting ? html`<p class="quiet">${none}</p>` : ''}`;
}

function oneDecision(view: CaseView, decision: CaseState['decisions'][number]): Html {
  const { at, by, approval } = decision;
  if (!approval) {
    const { decided: words } = view.visit.words;
    return decisionArticle(view, decision, at, words.by(who(view, by), said(view, at)));
  }
  const words = APPROVAL_WORDS[view.visit.language];
  const { proposedAt } = approval;
  const names = `${words.proposedBy(who(view, by), said(view, proposedAt))} · ${words.approvedBy(who(view, approval.by), said(view, at))}`;
  return decisionArticle(view, decision, proposedAt, names);
}

/** What waits for an approver, with the reasons written down for it. */
export function proposals(view: CaseView): Html {
  const words = APPROVAL_WORDS[view.visit.language];
  return html`${view.state.proposed.map((one) => decisionArticle(view, one, one.at, words.proposedBy(who(view, one.by), said(view, one.at))))}`;
}

/** @param at when it was written down, and with it the reason that belongs to it */
function decisionArticle(view: CaseView, decision: Decision, at: Instant, names: string): Html {
  const { decided: words } = view.visit.words;
  const { language } = view.visit;
  const { right, outcome, grounds } = decision;
  const chosen = groundsFor(right, outcome, lawFor(view.state)).filter((ground) =>
    grounds.includes(ground.id),
  );
  const result = resultOf(view.state, decision);
  const reply = replyTo(view.state, right);
  const why = lastEvent(
    view.log,
    'decision.reasoned',
    (event) => event.data.right === right && event.at === at,
  );
  return html`<article><h3>${titleOf(view, right)}</h3>
<p><strong>${OUTCOME_WORDS[outcome][language]}</strong> <span class="quiet">${names}</span></p>
${result === outcome ? '' : html`<p class="note">${CHANGE_FORM_WORDS[language].cameOut(OUTCOME_WORDS[result][language])}</p>`}
<ul>${chosen.map((ground) => html`<li>${ground.operator[language]} <span class="cites">${ground.cites.join(', ')}</span><br><span class="quiet">${ground.letter[view.state.language]}</span></li>`)}</ul>
${why?.personal && view.visit.mayAct ? html`<p><span class="quiet">${words.reason}:</span> <span class="verbatim">${why.personal.reason}</span></p>` : ''}
${contestLine(view, right)}
${reply !== null && view.visit.mayAct ? html`<p><span class="quiet">${words.reply}:</span> <span class="verbatim">${reply}</span></p>` : ''}
</article>`;
}
