/** An operator takes up a case that could not go on by itself. */
import { unstick as unstickCase } from '../../core/case/collection.ts';
import type { Actor } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { findTask } from '../../core/case/tasks.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/** @throws {Refused} `already-answered`, also for a round that is over */
export async function unstick(
  context: Context,
  caseId: CaseId,
  by: Actor,
  taskId: TaskId,
  how: 'retry' | 'abandon',
): Promise<void> {
  await act(context, caseId, by, (now) => {
    if (findTask(now, taskId)?.outcome !== null) throw new Refused('already-answered');
    return unstickCase(now, how);
  });
}
