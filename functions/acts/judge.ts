/** An operator's verdict on a piece of evidence, or on the proof of an agent's authority. */
import { judgeProof } from '../../core/case/authority.ts';
import type { Actor, Verdict } from '../../core/case/events.ts';
import { judgeEvidence } from '../../core/case/identity.ts';
import type { CaseId } from '../../core/ids.ts';
import type { ProofReason } from '../../core/law/authority-proof.ts';
import type { EvidenceReason } from '../../core/law/evidence.ts';
import type { Context } from '../context.ts';
import { destroyEvidence, handOver } from '../desk.ts';

/**
 * What was not accepted has served its purpose and is destroyed at once (L-10).
 * @throws {Refused} `nothing-to-judge` when somebody was faster, `reason-needed`, `unknown-reason`
 */
export async function judge(
  context: Context,
  caseId: CaseId,
  by: Actor,
  judgement: { evidenceId: string; verdict: Verdict; reason: EvidenceReason | null },
): Promise<void> {
  const { evidenceId, verdict, reason } = judgement;
  const state = await context.cases.act(caseId, by, (now) =>
    judgeEvidence(now, evidenceId, verdict, verdict === 'accepted' ? null : reason),
  );
  // Handed over last: until then the sweep knows of it, and destroys what a crash left.
  if (verdict !== 'accepted') await destroyEvidence(context, state);
  await handOver(context, state);
}

/**
 * A proof has served its purpose whatever the verdict, and is destroyed at once (L-10).
 * @throws {Refused} `nothing-to-judge` when somebody was faster, `reason-needed`, `unknown-reason`
 */
export async function judgeAuthority(
  context: Context,
  caseId: CaseId,
  by: Actor,
  judgement: { evidenceId: string; verdict: Verdict; reason: ProofReason | null },
): Promise<void> {
  const { evidenceId, verdict, reason } = judgement;
  const state = await context.cases.act(caseId, by, (now) =>
    judgeProof(now, evidenceId, verdict, verdict === 'accepted' ? null : reason),
  );
  // Handed over last: until then the sweep knows of it, and destroys what a crash left.
  await destroyEvidence(context, state);
  await handOver(context, state);
}
