/** Who asks for whom, and how that was shown (L-22). Names for those only who may act on the case. */
import { html } from 'hono/html';
import type { CaseState, ProofState } from '../../../core/case/state.ts';
import { agentRulesFor } from '../../../core/law/agents.ts';
import { ACCEPTED_PROOFS, proofReasonWords } from '../../../core/law/authority-proof.ts';
import type { Language } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { AGENT_WORDS } from '../words/agents.ts';
import { documentLink } from './document-link.ts';
import { type CaseView, fact, said, when } from './view.ts';

/** The rows of the law that this request falls under; none where people ask for themselves. */
export const agentRules = ({ state }: Pick<CaseView, 'state'>) =>
  state.agent ? agentRulesFor(state.regime, state.rights, state.agent.kind) : [];

export function proofTitle(kind: ProofState['kind'], language: Language): string {
  return ACCEPTED_PROOFS.find((proof) => proof.kind === kind)?.title[language] ?? kind;
}

/** For the list of who asks. */
export function subjectFacts(view: CaseView): Html {
  const { state, visit } = view;
  const words = AGENT_WORDS[visit.language];
  const { subject } = state;
  if (!subject) return html``;
  return html`${fact(words.subject, subject.name)}${subject.email ? fact(words.subjectEmail, subject.email) : ''}`;
}

export function authorityPart(view: CaseView): Html {
  const { state, visit } = view;
  const words = AGENT_WORDS[visit.language];
  const rules = agentRules(view);
  const [rule] = rules;
  if (!state.agent || !rule) return html``;
  const cites = [...new Set(rules.flatMap((one) => one.cites))];
  return html`<h3>${words.proofs}</h3>
<dl class="facts">
${fact(words.kind, html`${rule.title[visit.language]} <span class="cites">${cites.join(', ')}</span>`)}
${fact(words.permission, permissionIn(view))}
</dl>
${state.authority.length === 0 ? html`<p class="quiet">${words.noProof}</p>` : html`<ul class="evidence">${state.authority.map((one) => oneProof(view, one))}</ul>`}`;
}

function permissionIn(view: CaseView): string {
  const { plan, permission }: CaseState = view.state;
  const words = AGENT_WORDS[view.visit.language];
  if (permission)
    return permission.given
      ? words.permissionGiven(said(view, permission.at))
      : words.permissionDenied(said(view, permission.at));
  return plan?.authority?.confirm === false ? words.permissionNotAsked : words.permissionOpen;
}

function oneProof(view: CaseView, proof: ProofState): Html {
  const { language, mayAct, words } = view.visit;
  const { identity } = words;
  const verdict = proof.verdict ? identity.verdicts[proof.verdict] : identity.waiting;
  const kept = proof.destroyed ? identity.destroyed : identity.stillKept;
  return html`<li><strong>${proofTitle(proof.kind, language)}</strong> ${when(view, proof.receivedAt)} · ${verdict} · ${kept}
${proof.reason ? html`<br><span class="quiet">${proofReasonWords(proof.reason)[language]}</span>` : ''}
${!proof.destroyed && mayAct ? html`<br>${documentLink(view, proof)}` : ''}</li>`;
}
