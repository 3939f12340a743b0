/** An operator did by hand in one store what was decided. */
import { type CarriedOut, carryOut as carryOutIn } from '../../core/case/changes.ts';
import type { Actor } from '../../core/case/events.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/** @throws {Refused} `already-answered`, or what is missing */
export async function carryOut(
  context: Context,
  caseId: CaseId,
  by: Actor,
  taskId: TaskId,
  reports: readonly CarriedOut[],
): Promise<void> {
  await act(context, caseId, by, (now) => carryOutIn(now, taskId, reports));
}
