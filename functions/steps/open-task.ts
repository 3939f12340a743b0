import type { TaskKind } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import { findTask, open, taskIdOf } from '../../core/case/tasks.ts';
import type { StepInput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { act, handOver } from '../desk.ts';
import { type NoticeRequest, sendNotice } from '../notify.ts';

/**
 * Opens a task and keeps the token under which its outcome is awaited. What is known already is
 * handed over at once; otherwise the one who can settle it is told.
 */
export const openTask =
  (context: Context) =>
  async ({ caseId, token, ...request }: StepInput<'open-task'>): Promise<void> => {
    const taskId = taskIdOf(caseId, request);
    await context.ports.tasks.hold(taskId, token);
    const state = await act(context, caseId, 'workflow', (now) =>
      open(now, request, context.ports.clock.now().toISOString()),
    );
    // Opened and settled before this retry took the token: `act` above has handed it over.
    if (findTask(state, taskId)?.outcome) return handOver(context, state);
    const notice = noticeFor(request.kind, request.round, state);
    if (notice) await sendNotice(context, state, notice);
  };

function noticeFor(kind: TaskKind, round: number, state: CaseState): NoticeRequest | null {
  const key = `${kind}-${round}`;
  if (kind === 'pay-fee' || kind === 'complete-request') return { purpose: kind, key };
  if (kind !== 'upload-evidence') return null;
  const last = state.evidence.findLast((evidence) => evidence.verdict !== null);
  if (!last?.reason) return { purpose: 'evidence-needed', key };
  const purpose = last.verdict === 'refused' ? 'evidence-refused' : 'evidence-better';
  return { purpose, key, reason: last.reason };
}
