/** Looking again at what was carried out at once: beside it for any operator, above all for an approver (L-06). */
import { html } from 'hono/html';
import {
  findable,
  judgedOn,
  judgedUntold,
  openDoubts,
  whyNotDoubt,
} from '../../../core/case/doubt.ts';
import { lawFor } from '../../../core/case/law.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { type Ground, groundsFor } from '../../../core/law/decisions.ts';
import { OUTCOME_WORDS } from '../../../core/law/outcomes.ts';
import type { Right } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { APPROVAL_WORDS } from '../words/approval.ts';
import { DOUBT_WORDS } from '../words/doubt.ts';
import { option, textarea } from './form-parts.ts';
import { type CaseView, formError, given, said, titleOf, who } from './view.ts';

export const doubtFormName = (right: string): string => `doubt-${right}`;
export const judgeDoubtFormName = (right: string): string => `judge-doubt-${right}`;

/** What became of a right that was carried out at once, and the way to doubt it. */
export function appliedArticle(view: CaseView, applied: CaseState['applied'][number]): Html {
  const { state, visit } = view;
  const { right, at } = applied;
  const words = DOUBT_WORDS[visit.language];
  const judged = judgedOn(state, right);
  const doubted = openDoubts(state).find((one) => one.right === right);
  const upheld = state.upheld.findLast((one) => one.right === right);
  return html`<article><h3>${titleOf(view, right)}</h3>
<p><strong>${OUTCOME_WORDS.done[visit.language]}</strong> <span class="quiet">${visit.words.decided.applied(said(view, at))}</span></p>
${upheld ? html`<p class="quiet">${words.upheld(who(view, upheld.by), said(view, upheld.at))}${visit.mayAct && upheld.note ? html`<br><span class="verbatim">${upheld.note}</span>` : ''}</p>` : ''}
${doubted ? '' : formError(view.trouble, judgeDoubtFormName(right))}
${doubted ? html`<p class="note">${words.waits}</p>${found(view, doubted, proposedLine(view, doubted))}` : ''}
${judged ? found(view, judged, judgedLine(view, judged)) : ''}
${judged && judgedUntold(state).includes(judged) && !state.purgedAt ? html`<p class="note warn">${words.untold}</p>` : ''}
${command(view, right)}</article>`;
}

type Found = CaseState['doubts'][number];

const proposedLine = (view: CaseView, { by, at }: { by: string; at: string }): string =>
  APPROVAL_WORDS[view.visit.language].proposedBy(who(view, by), said(view, at));

function judgedLine(view: CaseView, { by, at, approval }: CaseState['judged'][number]): string {
  if (!approval) return view.visit.words.decided.by(who(view, by), said(view, at));
  const words = APPROVAL_WORDS[view.visit.language];
  return `${proposedLine(view, { by, at: approval.proposedAt })} · ${words.approvedBy(who(view, approval.by), said(view, at))}`;
}

const chosen = (
  { state }: CaseView,
  { right, outcome, grounds }: Pick<Found, 'right' | 'outcome' | 'grounds'>,
): Ground[] => groundsFor(right, outcome, lawFor(state)).filter(({ id }) => grounds.includes(id));

function found(view: CaseView, finding: Found, names: string): Html {
  const { visit, state } = view;
  const { decided } = visit.words;
  const { reason, explanation } = finding;
  return html`<p><strong>${OUTCOME_WORDS[finding.outcome][visit.language]}</strong> <span class="quiet">${names}</span></p>
<ul>${chosen(view, finding).map((ground) => html`<li>${ground.operator[visit.language]} <span class="cites">${ground.cites.join(', ')}</span><br><span class="quiet" lang="${state.language}">${ground.letter[state.language]}</span></li>`)}</ul>
${reason !== null && visit.mayAct ? html`<p><span class="quiet">${decided.reason}:</span> <span class="verbatim">${reason}</span></p>` : ''}
${explanation !== null && visit.mayAct ? html`<p><span class="quiet">${DOUBT_WORDS[visit.language].forRequester}:</span> <span class="verbatim">${explanation}</span></p>` : ''}`;
}

/** Nothing where nothing more can be found, but for why a form was not accepted. */
function command(view: CaseView, right: Right): Html {
  const { state, visit, trouble } = view;
  const form = doubtFormName(right);
  const outcomes = findable(state, right);
  if (!visit.mayAct || whyNotDoubt(state, right) !== null || outcomes.length === 0)
    return formError(trouble, form);
  const words = DOUBT_WORDS[visit.language];
  const id = `${form}-`;
  return html`<details class="command" id="${form}"${trouble?.form === form ? html` open` : ''}><summary>${words.open}</summary>
${formError(trouble, form)}
<form method="post" action="/console/cases/${state.caseId}/doubt">${formToken(visit)}<input type="hidden" name="right" value="${right}">
<p class="hint">${words.help}</p>
<fieldset><legend>${words.outcome}</legend>
${outcomes.includes('not-needed') ? option({ id: `${id}not-needed`, name: 'outcome', value: 'not-needed', label: words.outcomes['not-needed'], hint: html`${words.hints['not-needed']} ${letterOf(view, right, 'not-needed')}`, checked: given(trouble, form, 'outcome')[0] === 'not-needed', required: true }) : ''}
${outcomes.includes('deny') ? option({ id: `${id}deny`, name: 'outcome', value: 'deny', label: words.outcomes.deny, hint: html`${words.hints.deny} ${letterOf(view, right, 'deny')}`, checked: given(trouble, form, 'outcome')[0] === 'deny', required: true, inside: inWords(view, form) }) : ''}
</fieldset>
${option({ id: `${id}sure`, name: 'sure', value: 'yes', label: words.sure, type: 'checkbox', checked: false, required: true })}
<div class="actions"><button>${words.button}</button></div>
</form></details>`;
}

/** What the requester will read, with its source. */
function letterOf({ state }: CaseView, right: Right, outcome: 'deny' | 'not-needed'): Html {
  return html`${groundsFor(right, outcome, lawFor(state)).map(
    (ground) =>
      html`<br><span class="letter-words" lang="${state.language}">${ground.letter[state.language]}</span> <span class="cites">${ground.cites.join(', ')}</span>`,
  )}`;
}

function inWords({ trouble, visit }: CaseView, form: string): Html {
  const words = DOUBT_WORDS[visit.language];
  const value = (name: string) => given(trouble, form, name)[0] ?? '';
  return html`${textarea({ id: `${form}-reason`, name: 'reason', label: words.reason, hint: words.reasonHint, value: value('reason') })}
${textarea({ id: `${form}-explanation`, name: 'explanation', label: words.explanation, hint: words.explanationHint, value: value('explanation') })}`;
}

/** Each doubt that waits: the choice for an approver, who is waited for to the others. */
export function judgeDoubtForms(view: CaseView): Html {
  return html`${openDoubts(view.state).map((doubt) => judgeDoubtForm(view, doubt))}`;
}

function judgeDoubtForm(view: CaseView, doubt: Found): Html {
  const { state, visit, trouble } = view;
  const words = DOUBT_WORDS[visit.language].approve;
  const form = judgeDoubtFormName(doubt.right);
  const own = doubt.by === visit.by;
  if (!visit.mayApprove || own)
    return html`${formError(trouble, form)}<p class="note">${own ? APPROVAL_WORDS[visit.language].own : APPROVAL_WORDS[visit.language].notYours}</p>`;
  const picked = given(trouble, form, 'how')[0];
  return html`<section class="card now" id="${form}" aria-labelledby="${form}-title">
<h2 id="${form}-title"><span class="flag">${visit.words.case.todo}</span> ${words.title(titleOf(view, doubt.right))}</h2>
<p>${words.help}</p>
${formError(trouble, form)}
${found(view, doubt, proposedLine(view, doubt))}
<form method="post" action="/console/cases/${state.caseId}/judge-doubt">${formToken(visit)}<input type="hidden" name="right" value="${doubt.right}">
<fieldset><legend>${APPROVAL_WORDS[visit.language].how}</legend>
${option({ id: `${form}-approve`, name: 'how', value: 'approve', label: words.yes, hint: words.yesHint, checked: picked === 'approve', required: true })}
${option({ id: `${form}-send-back`, name: 'how', value: 'send-back', label: words.no, hint: words.noHint, checked: picked === 'send-back', inside: textarea({ id: `${form}-note`, name: 'note', label: words.note, hint: words.noteHint, value: given(trouble, form, 'note')[0] ?? '' }) })}
</fieldset>
<div class="actions"><button>${DOUBT_WORDS[visit.language].button}</button></div>
</form></section>`;
}
