import type { CaseState } from '../../core/case/state.ts';
import {
  findTask,
  open,
  outcomeAtOpening,
  type TaskRequest,
  taskIdOf,
} from '../../core/case/tasks.ts';
import type { StepInput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { act, handOver } from '../desk.ts';
import { type NoticeRequest, sendNotice } from '../notify.ts';

/**
 * Opens a task and keeps the token under which its outcome is awaited. What is known already is
 * handed over at once; otherwise the one who can settle it is told, before the task opens: nobody
 * can settle it then between a mail and its record.
 */
export const openTask =
  (context: Context) =>
  async ({ caseId, token, ...request }: StepInput<'open-task'>): Promise<void> => {
    const taskId = taskIdOf(caseId, request);
    await context.ports.tasks.hold(taskId, token);
    const before = await context.cases.read(caseId);
    const asOf = context.ports.clock.now().toISOString();
    if (!findTask(before, taskId)?.outcome && !outcomeAtOpening(before, request, asOf)) {
      const notice = noticeFor(request, before);
      if (notice) await sendNotice(context, before, notice);
    }
    const state = await act(context, caseId, 'workflow', (now) =>
      open(now, request, context.ports.clock.now().toISOString()),
    );
    if (!findTask(before, taskId) && findTask(state, taskId))
      context.log('task opened', { caseId, kind: request.kind });
    // Opened and settled before this retry took the token: `act` above has handed it over.
    if (findTask(state, taskId)?.outcome) await handOver(context, state);
  };

function noticeFor({ kind, round, plan = 1 }: TaskRequest, state: CaseState): NoticeRequest | null {
  const key = plan === 1 ? `${kind}-${round}` : `${kind}-${round}-of-plan-${plan}`;
  if (kind === 'pay-fee' || kind === 'complete-request') return { purpose: kind, key };
  if (kind === 'confirm-permission') return { purpose: 'permission-asked', key };
  if (kind === 'upload-authority') return authorityAgain(state, key);
  if (kind !== 'upload-evidence') return null;
  const last = state.evidence.findLast((evidence) => evidence.verdict !== null);
  if (!last?.reason) return { purpose: 'evidence-needed', key };
  const purpose = last.verdict === 'refused' ? 'evidence-refused' : 'evidence-better';
  return { purpose, key, reason: last.reason };
}

/** Of the first proof the acknowledgement speaks. */
function authorityAgain(state: CaseState, key: string): NoticeRequest | null {
  const last = state.authority.findLast((proof) => proof.verdict !== null);
  if (!last?.reason) return null;
  const { reason } = last;
  return { purpose: 'authority-again', key, reason, refused: last.verdict === 'refused' };
}
