/** Judging an agent's proof: what the rule demands, the names beside it, three ways to go on (L-22). */
import { html } from 'hono/html';
import type { ProofState, TaskState } from '../../../core/case/state.ts';
import { unjudgedProof } from '../../../core/case/tasks.ts';
import { proofReasonsFor } from '../../../core/law/authority-proof.ts';
import type { Html } from '../../pages/layout.ts';
import { AGENT_WORDS } from '../words/agents.ts';
import { agentRules, proofTitle, subjectFacts } from './authority.ts';
import { documentLink } from './document-link.ts';
import { option, taskForm } from './form-parts.ts';
import { type CaseView, fact, given, when } from './view.ts';

const FORM = 'judge-authority';

export function judgeAuthorityForm(view: CaseView, task: TaskState): Html {
  const proof = unjudgedProof(view.state);
  if (!proof) return html``;
  const { judge: words } = AGENT_WORDS[view.visit.language];
  return taskForm(view, {
    form: FORM,
    action: FORM,
    task,
    title: words.title,
    help: words.help,
    button: view.visit.words.judge.button,
    body: html`<input type="hidden" name="evidenceId" value="${proof.id}">
<div class="judge"><div class="exhibit">${exhibit(view, proof)}</div>
<div>${verdicts(view)}</div></div>`,
  });
}

function exhibit(view: CaseView, proof: ProofState): Html {
  const { state, visit } = view;
  const words = AGENT_WORDS[visit.language];
  const kind = proofTitle(proof.kind, visit.language);
  const image = proof.contentType.startsWith('image/');
  return html`<dl class="facts">
${subjectFacts(view)}
${fact(words.agent, state.requester?.name ?? '')}
${fact(words.judge.kind, html`${kind} <span class="quiet">${when(view, proof.receivedAt)}</span>`)}
</dl>
<h3>${words.judge.demands}</h3>
<ul>${agentRules(view).map((rule) => html`<li>${rule.judge[visit.language]} <span class="cites">${rule.cites.join(', ')}</span></li>`)}</ul>
${image ? html`<img src="/console/cases/${state.caseId}/evidence/${proof.id}" alt="${words.judge.imageOf(kind)}">` : ''}
<p>${documentLink(view, proof)} <span class="hint">${visit.words.identity.viewLogged}</span></p>`;
}

function verdicts(view: CaseView): Html {
  const { state, trouble, visit } = view;
  const { judge: words } = AGENT_WORDS[visit.language];
  const chosen = given(trouble, FORM, 'verdict')[0];
  const before = state.authority.some((proof) => proof.verdict === 'refused');
  return html`<fieldset><legend>${visit.words.judge.verdict}</legend>
${option({ id: `${FORM}-accepted`, name: 'verdict', value: 'accepted', label: words.accept, hint: words.acceptHint, checked: chosen === 'accepted', required: true })}
${option({ id: `${FORM}-better`, name: 'verdict', value: 'better', label: words.better, hint: words.betterHint, checked: chosen === 'better', inside: reasons(view, 'better') })}
${option({ id: `${FORM}-refused`, name: 'verdict', value: 'refused', label: words.refuse, hint: before ? words.secondRefusal : words.refuseHint, checked: chosen === 'refused', inside: reasons(view, 'refused') })}
</fieldset>`;
}

/** Each reason as the agent will read it; in the operator's language, with the agent's where it differs. */
function reasons({ state, trouble, visit }: CaseView, verdict: 'better' | 'refused'): Html {
  const { judge: words } = visit.words;
  const name = `reason-${verdict}`;
  const chosen = given(trouble, FORM, name)[0];
  const same = state.language === visit.language;
  return html`<fieldset class="reasons"><legend>${words.reason}</legend><p class="hint">${words.reasonHint}</p>
${proofReasonsFor(verdict).map((rule) =>
  option({
    id: `${FORM}-${verdict}-${rule.reason}`,
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
