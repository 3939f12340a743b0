/** An operator doubts what was carried out at once, and a second person looks at it (L-06). */
import type { SecondLook } from '../../core/case/approval.ts';
import { type Finding, findAfterwards, lookAtDoubt } from '../../core/case/doubt.ts';
import type { Actor, NewEvent } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { CaseId, Instant } from '../../core/ids.ts';
import type { Right } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';
import { tellWhatIsOwed } from '../desk.ts';

/** @throws {Refused} as `findAfterwards` */
export const doubt = (
  context: Context,
  caseId: CaseId,
  by: Actor,
  finding: Finding,
): Promise<void> =>
  judged(context, caseId, by, (state, now) => findAfterwards(state, finding, now));

/** @throws {Refused} as `lookAtDoubt` */
export const judgeDoubt = (
  context: Context,
  caseId: CaseId,
  approver: { by: Actor; mayApprove: boolean },
  right: Right,
  look: SecondLook,
): Promise<void> =>
  judged(context, caseId, approver.by, (state, now) =>
    lookAtDoubt(state, right, approver, look, now),
  );

/** Recorded first, then told at once; what a crash kept back is told by the sweep. */
async function judged(
  context: Context,
  caseId: CaseId,
  by: Actor,
  decide: (state: CaseState, now: Instant) => NewEvent[],
): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  const state = await context.cases.act(caseId, by, (newest) => decide(newest, now));
  await tellWhatIsOwed(context, state);
}
