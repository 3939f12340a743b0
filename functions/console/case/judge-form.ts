/** Judging a document: what it shows beside the name that was given, and three ways to go on. */
import { html } from 'hono/html';
import type { EvidenceState, TaskState } from '../../../core/case/state.ts';
import { unjudgedEvidence } from '../../../core/case/tasks.ts';
import { reasonsFor } from '../../../core/law/evidence.ts';
import type { Html } from '../../pages/layout.ts';
import { documentLink } from './document-link.ts';
import { option, taskForm } from './form-parts.ts';
import { type CaseView, fact, given, when } from './view.ts';

const FORM = 'judge';

export function judgeForm(view: CaseView, task: TaskState): Html {
  const evidence = unjudgedEvidence(view.state);
  if (!evidence) return html``;
  const { judge: words } = view.visit.words;
  return taskForm(view, {
    form: FORM,
    action: 'judge',
    task,
    title: words.title,
    help: words.help,
    button: words.button,
    body: html`<input type="hidden" name="evidenceId" value="${evidence.id}">
<div class="judge"><div class="exhibit">${exhibit(view, evidence)}</div>
<div>${verdicts(view)}</div></div>`,
  });
}

function exhibit(view: CaseView, evidence: EvidenceState): Html {
  const { state, visit } = view;
  const { identity, judge, request } = visit.words;
  const kind = identity.evidenceKinds[evidence.kind];
  const image = evidence.contentType.startsWith('image/');
  return html`<dl class="facts">
${fact(identity.evidence, html`${kind} <span class="quiet">${when(view, evidence.receivedAt)}</span>`)}
${fact(request.name, state.claims?.name ?? (state.subject ?? state.requester)?.name ?? '')}
${state.claims?.dateOfBirth ? fact(request.dateOfBirth, state.claims.dateOfBirth) : ''}
</dl>
${image ? html`<img src="/console/cases/${state.caseId}/evidence/${evidence.id}" alt="${identity.imageOf(kind)}">` : ''}
<p>${documentLink(view, evidence)} <span class="hint">${identity.viewLogged}</span></p>
${evidence.kind === 'my-number-card' ? html`<p class="note warn">${judge.myNumber}</p>` : ''}`;
}

function verdicts(view: CaseView): Html {
  const { state, trouble, visit } = view;
  const { judge: words } = visit.words;
  const chosen = given(trouble, FORM, 'verdict')[0];
  const refusedBefore = state.evidence.some((evidence) => evidence.verdict === 'refused');
  return html`<fieldset><legend>${words.verdict}</legend>
${option({ id: 'judge-accepted', name: 'verdict', value: 'accepted', label: words.accept, hint: words.acceptHint, checked: chosen === 'accepted', required: true })}
${option({ id: 'judge-better', name: 'verdict', value: 'better', label: words.better, hint: words.betterHint, checked: chosen === 'better', inside: reasons(view, 'better') })}
${option({ id: 'judge-refused', name: 'verdict', value: 'refused', label: words.refuse, hint: refusedBefore ? words.secondRefusal : words.refuseHint, checked: chosen === 'refused', inside: reasons(view, 'refused') })}
</fieldset>`;
}

/** Each reason in the operator's words, with those that the requester will read where they differ. */
function reasons({ state, trouble, visit }: CaseView, verdict: 'better' | 'refused'): Html {
  const { judge: words } = visit.words;
  const name = `reason-${verdict}`;
  const chosen = given(trouble, FORM, name)[0];
  const same = state.language === visit.language;
  return html`<fieldset class="reasons"><legend>${words.reason}</legend><p class="hint">${words.reasonHint}</p>
${reasonsFor(verdict).map((rule) =>
  option({
    id: `judge-${verdict}-${rule.reason}`,
    name,
    value: rule.reason,
    label: rule.words[visit.language],
    ...(!same && {
      hint: html`${words.requesterReads}: <span lang="${state.language}">${rule.words[state.language]}</span>`,
    }),
    checked: chosen === rule.reason,
  }),
)}</fieldset>`;
}
