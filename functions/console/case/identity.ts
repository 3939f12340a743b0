/** How the requester was recognised: how many details matched, never which (L-32), and documents. */
import { html } from 'hono/html';
import type { CaseState, EvidenceState } from '../../../core/case/state.ts';
import { EvidenceReason, evidenceReasonWords } from '../../../core/law/evidence.ts';
import type { Html } from '../../pages/layout.ts';
import { authorityPart } from './authority.ts';
import { documentLink } from './document-link.ts';
import { type CaseView, fact, when } from './view.ts';

export function identitySection(view: CaseView): Html {
  const { state, visit } = view;
  const { identity: words } = visit.words;
  if (state.plan && state.plan.verification.level === 'none')
    return html`<p>${words.notNeeded}</p>${authorityPart(view)}`;
  return html`<dl class="facts">
${state.plan ? fact(words.level, html`${words.levels[state.plan.verification.level]} <span class="cites">${state.plan.verification.cites.join(', ')}</span>`) : ''}
${fact(words.contact, state.contactConfirmed ? words.confirmed : words.notConfirmed)}
${fact(words.points, html`${pointsIn(view)} <span class="quiet">${words.neverWhich}</span>`)}
${state.plan?.verification.declaration ? fact(words.declaration, state.declared ? words.declared : words.notDeclared) : ''}
${fact(words.result, resultIn(view))}
</dl>
<h3>${words.evidence}</h3>
${state.evidence.length + state.turnedAway.length === 0 ? html`<p class="quiet">${words.noEvidence}</p>` : evidenceList(view)}
${authorityPart(view)}`;
}

function pointsIn({ state, visit }: CaseView): string {
  const { identity: words } = visit.words;
  if (state.points) return words.matched(state.points.matched, state.points.required);
  return state.claims ? words.offered : words.notOffered;
}

function resultIn({ state, visit }: CaseView): string {
  const { identity: words } = visit.words;
  if (!state.identity) return words.open;
  const bases: Readonly<Record<string, string>> = words.bases;
  const basis = bases[state.identity.basis] ?? state.identity.basis;
  return `${words.results[state.identity.outcome]} (${basis})`;
}

function evidenceList(view: CaseView): Html {
  const { evidence, turnedAway } = view.state;
  return html`<ul class="evidence">${evidence.map((one) => oneEvidence(view, one))}${turnedAway.map((one) => oneTurnedAway(view, one))}</ul>`;
}

function oneEvidence(view: CaseView, evidence: EvidenceState): Html {
  const { identity: words } = view.visit.words;
  const verdict = evidence.verdict ? words.verdicts[evidence.verdict] : words.waiting;
  const kept = evidence.destroyed ? words.destroyed : words.stillKept;
  return html`<li><strong>${words.evidenceKinds[evidence.kind]}</strong> ${when(view, evidence.receivedAt)} · ${verdict} · ${kept}
${evidence.reason ? html`<br><span class="quiet">${reasonIn(view, evidence.reason)}</span>` : ''}
${!evidence.destroyed && view.visit.mayAct ? html`<br>${documentLink(view, evidence)}` : ''}</li>`;
}

/** The words that the requester has read, in the operator's language. */
export function reasonIn({ visit }: Pick<CaseView, 'visit'>, reason: string): string {
  const known = EvidenceReason.safeParse(reason).data;
  return known ? evidenceReasonWords(known)[visit.language] : reason;
}

function oneTurnedAway(view: CaseView, one: CaseState['turnedAway'][number]): Html {
  const { identity: words } = view.visit.words;
  const known: Readonly<Record<string, string>> = words.turnedAwayReasons;
  return html`<li>${words.turnedAway(known[one.reason] ?? reasonIn(view, one.reason))} <span class="quiet">${when(view, one.at)}</span></li>`;
}
