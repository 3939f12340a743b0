/** Establishing who asks: contact, data points, evidence, a person's judgement (L-10). */
import { type EvidenceReason, reasonsFor } from '../law/evidence.ts';
import { downgraded } from '../law/plan-for.ts';
import type { NewEvent, Verdict } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled, settleOpen, unjudgedEvidence } from './tasks.ts';

/** The person behind the address wants this. Also answers an e-mail's confirmation. */
export function confirmContact(state: CaseState): NewEvent[] {
  if (state.contactConfirmed) return [];
  return [{ type: 'contact.confirmed', data: {} }, ...settleOpen(state, 'confirm-contact', 'done')];
}

type Points = NewEvent & { type: 'points.offered' };

/** Data points and, where the plan asks for it, the declaration. Answered once. */
export function offerPoints(state: CaseState, points: Points['personal']): NewEvent[] {
  const task = openTask(state, 'provide-points');
  if (!task) throw new Refused('already-answered');
  const { claims, declaration } = points;
  return [
    {
      type: 'points.offered',
      data: {
        declared: declaration !== undefined,
        fields: Object.entries(claims).flatMap(([field, value]) => (value ? [field] : [])),
      },
      personal: points,
    },
    settled(task.id, 'done'),
  ];
}

type Received = (NewEvent & { type: 'evidence.received' })['data'];

/** Evidence that passed the door. A second file while one waits for judgement is refused. */
export function receiveEvidence(state: CaseState, evidence: Received): NewEvent[] {
  if (state.evidence.some((known) => known.id === evidence.evidenceId)) return [];
  const task = openTask(state, 'upload-evidence');
  if (!task || unjudgedEvidence(state)) throw new Refused('already-answered');
  return [{ type: 'evidence.received', data: evidence }, settled(task.id, 'done')];
}

/** The same file once more, as from somebody who saw no answer the first time: nothing to remark on. */
export function isSentAgain({ evidence }: CaseState, sha256: string): boolean {
  return evidence.some(
    (known) => known.sha256 === sha256 && (known.verdict ?? 'accepted') === 'accepted',
  );
}

/** An operator's verdict; anything but acceptance needs a reason of the closed list (`core/law/evidence.ts`). */
export function judgeEvidence(
  state: CaseState,
  evidenceId: string,
  verdict: Verdict,
  reason: EvidenceReason | null,
): NewEvent[] {
  const task = openTask(state, 'judge-evidence');
  const evidence = unjudgedEvidence(state);
  if (!task || evidence?.id !== evidenceId) throw new Refused('nothing-to-judge');
  if (verdict !== 'accepted') checkReason(verdict, reason);
  return [
    { type: 'evidence.judged', data: { evidenceId, verdict, reason } },
    settled(task.id, verdict),
  ];
}

function checkReason(verdict: 'better' | 'refused', reason: EvidenceReason | null): void {
  if (!reason) throw new Refused('reason-needed');
  const known = reasonsFor(verdict).map((rule) => rule.reason);
  if (!known.includes(reason))
    throw new Refused('unknown-reason', `${reason}; allowed: ${known.join(', ')}`);
}

/** Whether the declaration under penalty of perjury was given, where the plan asks for it. */
const isDeclared = ({ plan, declared }: CaseState): boolean =>
  !plan?.verification.declaration || declared;

/** How far the points reach: enough for what is asked, and the declaration where it is due. */
export function pointsSuffice(state: CaseState): boolean {
  const { plan, points } = state;
  if (!plan || !points) return false;
  return points.matched >= plan.verification.points && isDeclared(state);
}

/**
 * The end of the ladder. Not verifiable to the degree of know-specific, but to that of
 * know-categories → evaluated as that (L-13).
 */
export function settleIdentity(
  state: CaseState,
  ending: 'points' | 'evidence' | 'refused' | 'expired',
): NewEvent[] {
  if (state.identity) return [];
  if (isDeclared(state) && (ending === 'evidence' || (ending === 'points' && pointsSuffice(state))))
    return [{ type: 'identity.settled', data: { outcome: 'verified', basis: ending } }];
  const lesser = state.plan && downgraded(state.plan);
  if (lesser && state.points && state.points.matched >= lesser.verification.points)
    return [
      { type: 'identity.settled', data: { outcome: 'downgraded', basis: ending } },
      { type: 'plan.made', data: { plan: lesser, reason: 'L-13' } },
    ];
  return [{ type: 'identity.settled', data: { outcome: 'unverified', basis: ending } }];
}
