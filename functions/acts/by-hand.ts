/** An operator's answer for a store that did not answer the machine. */
import { type ByHand, collectByHand } from '../../core/case/collection.ts';
import type { Actor } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { findTask } from '../../core/case/tasks.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/**
 * The answer counts for the round it was given to: after a retry, an old page changes nothing.
 * @throws {Refused} `already-answered`, `note-needed`
 */
export async function byHand(
  context: Context,
  caseId: CaseId,
  by: Actor,
  taskId: TaskId,
  answer: ByHand,
): Promise<void> {
  await act(context, caseId, by, (now) => {
    const task = findTask(now, taskId);
    if (!task?.store || task.outcome !== null) throw new Refused('already-answered');
    return collectByHand(now, task.store, answer);
  });
}
