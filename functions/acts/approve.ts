/** A second person's look at decisions that do not count without it (L-07). */
import { lookAgain, type SecondLook } from '../../core/case/approval.ts';
import type { Actor } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { findTask } from '../../core/case/tasks.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/**
 * Counts for the round that was looked at: an old page approves nothing that was decided since.
 * @throws {Refused} `already-answered`, `approver-needed`, `own-decision`, `reason-needed`
 */
export async function approve(
  context: Context,
  caseId: CaseId,
  approver: { by: Actor; mayApprove: boolean },
  taskId: TaskId,
  look: SecondLook,
): Promise<void> {
  await act(context, caseId, approver.by, (now) => {
    if (findTask(now, taskId)?.outcome !== null) throw new Refused('already-answered');
    return lookAgain(now, approver, look);
  });
}
