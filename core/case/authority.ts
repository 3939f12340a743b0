/** Whether an agent may ask for the subject: a proof, a person's judgement, the subject's own word (L-22). */
import { type ProofReason, proofReasonsFor } from '../law/authority-proof.ts';
import type { NewEvent, Verdict } from './events.ts';
import { confirmContact } from './identity.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled, unjudgedProof } from './tasks.ts';

type Received = (NewEvent & { type: 'authority.received' })['data'];

/**
 * A proof that passed the door. It came through the mailed link: the agent's address is confirmed by it.
 * @throws {Refused} `already-answered` while another waits for judgement, or where none is asked for
 */
export function receiveProof(state: CaseState, proof: Received): NewEvent[] {
  if (state.authority.some((known) => known.id === proof.evidenceId)) return [];
  const task = openTask(state, 'upload-authority');
  const accepted = state.plan?.authority?.proofs.includes(proof.kind);
  if (!task || !accepted || unjudgedProof(state)) throw new Refused('already-answered');
  return [
    { type: 'authority.received', data: proof },
    ...confirmContact(state),
    settled(task.id, 'done'),
  ];
}

/** The same file once more, as from somebody who saw no answer the first time. */
export function isProofSentAgain({ authority }: CaseState, sha256: string): boolean {
  return authority.some(
    (known) => known.sha256 === sha256 && (known.verdict ?? 'accepted') === 'accepted',
  );
}

/**
 * An operator's verdict on a proof.
 * @throws {Refused} `nothing-to-judge`, `reason-needed`, `unknown-reason`
 */
export function judgeProof(
  state: CaseState,
  evidenceId: string,
  verdict: Verdict,
  reason: ProofReason | null,
): NewEvent[] {
  const task = openTask(state, 'judge-authority');
  const proof = unjudgedProof(state);
  if (!task || proof?.id !== evidenceId) throw new Refused('nothing-to-judge');
  if (verdict !== 'accepted') checkReason(verdict, reason);
  return [
    { type: 'authority.judged', data: { evidenceId, verdict, reason } },
    settled(task.id, verdict),
  ];
}

function checkReason(verdict: 'better' | 'refused', reason: ProofReason | null): void {
  if (!reason) throw new Refused('reason-needed');
  const known = proofReasonsFor(verdict).map((rule) => rule.reason);
  if (!known.includes(reason))
    throw new Refused('unknown-reason', `${reason}; allowed: ${known.join(', ')}`);
}

/**
 * The subject's own word: "did you give this permission?" Answered once.
 * @param declaration under penalty of perjury, where the plan asks for one
 */
export function answerPermission(
  state: CaseState,
  given: boolean,
  declaration?: string,
): NewEvent[] {
  const task = openTask(state, 'confirm-permission');
  if (!task) throw new Refused('already-answered');
  return [
    {
      type: 'permission.answered',
      data: { given, declared: declaration !== undefined },
      personal: declaration === undefined ? {} : { declaration },
    },
    settled(task.id, given ? 'done' : 'refused'),
  ];
}
