/** Judging an agent's proof: what the rule demands, the names beside it, three ways to go on (L-22). */
import { html } from 'hono/html';
import type { ProofState, TaskState } from '../../../core/case/state.ts';
import { unjudgedProof } from '../../../core/case/tasks.ts';
import { proofReasonsFor } from '../../../core/law/authority-proof.ts';
import type { Html } from '../../pages/layout.ts';
import { AGENT_WORDS } from '../words/agents.ts';
import { agentRules, proofTitle, subjectFacts } from './authority.ts';
import { documentLink } from './document-link.ts';
import { taskForm } from './form-parts.ts';
import { verdicts } from './verdicts.ts';
import { type CaseView, fact, when } from './view.ts';

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
<div>${verdicts(view, { form: FORM, words, upload: 'upload-authority', refusedBefore: view.state.authority.some(({ verdict }) => verdict === 'refused'), reasonsFor: proofReasonsFor })}</div></div>`,
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
