/** An operator's verdict on a piece of evidence. */
import type { Actor, Verdict } from '../../core/case/events.ts';
import { judgeEvidence } from '../../core/case/identity.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { CaseId } from '../../core/ids.ts';
import type { EvidenceReason } from '../../core/law/evidence.ts';
import type { Context } from '../context.ts';
import { act, destroyEvidence } from '../desk.ts';

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
  const state: CaseState = await act(context, caseId, by, (now) =>
    judgeEvidence(now, evidenceId, verdict, verdict === 'accepted' ? null : reason),
  );
  if (verdict !== 'accepted') await destroyEvidence(context, state);
}
