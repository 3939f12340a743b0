/** Deciding: for each right an outcome with its grounds, beside what the letter will say. */
import { html } from 'hono/html';
import { rightsToDecide } from '../../../core/case/answer.ts';
import { lawFor } from '../../../core/case/law.ts';
import { proposalFor } from '../../../core/case/proposal.ts';
import type { TaskState } from '../../../core/case/state.ts';
import { isKept } from '../../../core/case/tasks.ts';
import type { Finding } from '../../../core/finding.ts';
import {
  type Ground,
  groundsFor,
  mayObject,
  outcomesFor,
  releasesData,
} from '../../../core/law/decisions.ts';
import { OUTCOME_WORDS, type Outcome } from '../../../core/law/outcomes.ts';
import { answeredOften } from '../../../core/law/repeats.ts';
import type { Right } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { APPROVAL_WORDS } from '../words/approval.ts';
import { sentBackNote } from './approve-form.ts';
import { earlierDecision } from './earlier.ts';
import { outOfReach } from './findings.ts';
import { option, taskForm, textarea } from './form-parts.ts';
import { type CaseView, given, storeName, titleOf } from './view.ts';

const FORM = 'decide';

export function decideForm(view: CaseView, task: TaskState): Html {
  const { state, visit } = view;
  const { decide: words } = visit.words;
  return taskForm(view, {
    form: FORM,
    action: 'decide',
    task,
    title: words.title,
    help: rightsToDecide(state).some((right) => earlierDecision(view, right))
      ? APPROVAL_WORDS[visit.language].again
      : words.help,
    button: words.button,
    note: words.final,
    second: html`<button class="second" formaction="/console/cases/${state.caseId}/letter" formtarget="_blank">${words.preview}</button>`,
    body: html`${sentBackNote(view)}${whatWasFound(view)}
${rightsToDecide(state).map((right) => oneRight(view, right))}
${state.payments.some(isKept) ? html`<p class="hint">${words.refund}</p>` : ''}`,
  });
}

/** What there is to decide on, each store with the way to its records. */
function whatWasFound(view: CaseView): Html {
  const { state, visit } = view;
  const { decide: words, findings } = visit.words;
  const leftOut = state.findings.some((finding) => finding.status === 'left-out');
  return html`<h3>${visit.words.case.findings}</h3>
<ul>${state.findings.map((finding) => html`<li>${storeName(view, finding.store)}: ${inShort(view, finding)}</li>`)}</ul>
${state.findings.length > 0 ? html`<p class="hint">${findings.showLogged}</p>` : ''}
${leftOut ? html`<p class="note warn">${words.leftOut}</p>` : ''}`;
}

function inShort(view: CaseView, finding: Finding): Html {
  const { findings: words } = view.visit.words;
  if (finding.status === 'left-out') return html`<strong>${words.statuses['left-out']}</strong>`;
  const total = finding.collections.reduce((sum, { count }) => sum + count, 0);
  const held = finding.status === 'by-hand' && finding.held;
  const count =
    finding.status === 'by-hand' ? (held ? words.held : words.notHeld) : words.records(total);
  const unreached = finding.status === 'complete' ? (finding.outOfReach ?? []) : [];
  return html`<strong>${count}</strong>${total > 0 ? html` · <a class="alone" href="/console/cases/${view.state.caseId}/found/${finding.store}">${words.show}</a>` : ''}${outOfReach(view, finding.store, unreached)}`;
}

function oneRight(view: CaseView, right: Right): Html {
  const { state, trouble, visit } = view;
  const { decide: words } = visit.words;
  const proposal = proposalFor(state, right);
  const outcomes = outcomesFor(right, lawFor(state));
  const only = outcomes.length === 1 ? outcomes[0] : undefined;
  const earlier = earlierDecision(view, right);
  const chosen =
    given(trouble, FORM, `outcome:${right}`)[0] ?? earlier?.outcome ?? proposal?.outcome ?? only;
  return html`<fieldset class="right-decision"><legend>${titleOf(view, right)}</legend>
${outcomes.map((outcome, index) =>
  option({
    id: index === 0 ? `outcome:${right}` : `outcome:${right}:${outcome}`,
    name: `outcome:${right}`,
    value: outcome,
    label: OUTCOME_WORDS[outcome][visit.language],
    ...(proposal?.outcome === outcome && { badge: words.proposed, hint: words.proposedWhy }),
    ...(earlier?.outcome === outcome && { badge: APPROVAL_WORDS[visit.language].before }),
    checked: chosen === outcome,
    required: true,
    inside: grounds(view, right, outcome),
  }),
)}</fieldset>`;
}

function grounds(view: CaseView, right: Right, outcome: Outcome): Html {
  const { state, trouble, visit } = view;
  const { decide: words } = visit.words;
  const repeated = answeredOften(view.samePerson.knows.length);
  const known = groundsFor(right, outcome, lawFor(state)).filter(
    (ground) => !ground.onlyRepeats || repeated,
  );
  const field = `grounds:${right}:${outcome}`;
  const reason = `reason:${right}:${outcome}`;
  const proposal = proposalFor(state, right);
  const usual =
    proposal?.outcome === outcome
      ? proposal.grounds
      : known.length === 1
        ? known.map(({ id }) => id)
        : [];
  const before = earlierDecision(view, right);
  const earlier = before?.outcome === outcome ? before : null;
  const ticked = trouble?.form === FORM ? given(trouble, FORM, field) : (earlier?.grounds ?? usual);
  return html`<fieldset><legend>${words.grounds}</legend>
${known.map((ground) => oneGround(view, ground, field, ticked.includes(ground.id)))}</fieldset>
${known.some((ground) => ground.needsReason) ? textarea({ id: reason, name: reason, label: words.reason, hint: words.reasonHint, value: given(trouble, FORM, reason)[0] ?? earlier?.reason ?? '' }) : ''}
${known.some((ground) => ground.needsReply) ? replyField(view, right, outcome, earlier?.reply ?? '') : ''}
<p class="goes-out">${words.letterHead}: <strong lang="${state.language}">${OUTCOME_WORDS[outcome][state.language]}</strong> · ${releasesData(right, outcome) ? words.package : words.letterOnly}${mayObject(outcome) ? ` ${words.objection}` : ''}</p>`;
}

function replyField(
  { trouble, visit }: CaseView,
  right: Right,
  outcome: Outcome,
  before: string,
): Html {
  const { decide: words } = visit.words;
  const name = `reply:${right}:${outcome}`;
  const value = given(trouble, FORM, name)[0] ?? before;
  return textarea({ id: name, name, label: words.reply, hint: words.replyHint, value, long: true });
}

function oneGround(view: CaseView, ground: Ground, field: string, ticked: boolean): Html {
  const { state, visit } = view;
  const { decide: words, languages } = visit.words;
  const marks = [
    ...(ground.needsApprover ? [words.approver] : []),
    ...(ground.needsReason ? [words.needsReason] : []),
  ];
  return option({
    id: `${field}:${ground.id}`,
    type: 'checkbox',
    name: field,
    value: ground.id,
    label: ground.operator[visit.language],
    badge: marks.length > 0 ? marks.join(' · ') : undefined,
    hint: html`<span class="letter-words"><span class="unseen">${words.letter(languages[state.language])}: </span><span lang="${state.language}">${ground.letter[state.language]}</span></span> <span class="cites">${ground.cites.join(', ')}</span>`,
    checked: ticked,
  });
}
