/** An operator's decisions, one for each right of the case. */
import { type Deliberation, decide as decideOn } from '../../core/case/answer.ts';
import type { Actor, Decision } from '../../core/case/events.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/** @throws {Refused} `already-answered`, or what is wrong with the decisions */
export async function decide(
  context: Context,
  caseId: CaseId,
  by: Actor,
  decisions: readonly Decision[],
  deliberation: Deliberation,
): Promise<void> {
  await act(context, caseId, by, (now) => decideOn(now, decisions, deliberation));
}
