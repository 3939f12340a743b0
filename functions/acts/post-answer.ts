/** An operator posts an answer on paper, or agrees with the requester on the link after all (L-19). */
import type { Actor, AnswerFile } from '../../core/case/events.ts';
import { handOverByLink, type Posting, postAnswer as post } from '../../core/case/posting.ts';
import { Refused } from '../../core/case/refused.ts';
import { findTask } from '../../core/case/tasks.ts';
import type { CaseId, TaskId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act, tellWhatIsOwed } from '../desk.ts';

export type HandingOver = ({ how: 'posted' } & Posting) | { how: 'electronic'; remark: string };

/**
 * Recorded first, then mailed; a mail that a crash kept back is sent by the sweep.
 * @throws {Refused} as `core/case/posting.ts`
 */
export async function postAnswer(
  context: Context,
  caseId: CaseId,
  by: Actor,
  taskId: TaskId,
  handing: HandingOver,
): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  const state = await act(context, caseId, by, (newest) => {
    if (findTask(newest, taskId)?.outcome !== null) throw new Refused('already-answered');
    return handing.how === 'posted'
      ? post(newest, handing, now)
      : handOverByLink(newest, handing.remark);
  });
  await tellWhatIsOwed(context, state);
}

/** Logs that an operator has a file of the answer in hand. */
export async function viewAnswer(
  context: Context,
  caseId: CaseId,
  by: Actor,
  file: AnswerFile,
): Promise<void> {
  await context.cases.act(caseId, by, () => [{ type: 'answer.viewed', data: { file } }]);
}
