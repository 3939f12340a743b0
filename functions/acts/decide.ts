/** An operator's decisions, one for each right of the case. */
import { type Deliberation, decide as decideOn } from '../../core/case/answer.ts';
import type { Actor, Decision } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { isRepeat } from '../../core/case/same-person.ts';
import { findTask } from '../../core/case/tasks.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';
import { otherCasesOf } from '../same-person.ts';

/** @throws {Refused} `already-answered`, also for a round that is over, or what is wrong with the decisions */
export async function decide(
  context: Context,
  caseId: CaseId,
  by: Actor,
  taskId: TaskId,
  decisions: readonly Decision[],
  deliberation: Omit<Deliberation, 'repeated'>,
): Promise<void> {
  const state = await context.cases.read(caseId);
  const repeated = isRepeat(state, await otherCasesOf(context, state));
  await act(context, caseId, by, (now) => {
    if (findTask(now, taskId)?.outcome !== null) throw new Refused('already-answered');
    return decideOn(now, decisions, { ...deliberation, repeated });
  });
}
