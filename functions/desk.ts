/**
 * Where a person's or an outside system's act meets a case: decide, record, then let it take
 * effect. What a crash leaves undone after the record, the sweep finishes by the same functions.
 */

import { CONTEST_NOTED, contestUntold } from '../core/case/contest.ts';
import { judgedNotice, judgedUntold } from '../core/case/doubt.ts';
import type { Actor } from '../core/case/events.ts';
import { extensionUntold } from '../core/case/extension.ts';
import { refundsOwed } from '../core/case/fee.ts';
import { INQUIRY_ANSWERED, inquiryUntold } from '../core/case/inquiry.ts';
import { replanUntold } from '../core/case/replan.ts';
import type { CaseState } from '../core/case/state.ts';
import { findTask } from '../core/case/tasks.ts';
import type { CaseId } from '../core/ids.ts';
import type { Decide } from '../platform/cases.ts';
import { TaskTimedOut } from '../platform/ports.ts';
import type { Context } from './context.ts';
import { sendNotice } from './notify.ts';
import { tellOfDenial } from './tell-recipient.ts';

/**
 * Records what was decided and hands settled tasks to the workflow.
 * @throws {Refused} when the rules do not accept it; nothing was recorded then.
 */
export async function act(
  context: Context,
  caseId: CaseId,
  by: Actor,
  decide: Decide,
): Promise<CaseState> {
  const state = await context.cases.act(caseId, by, decide);
  await handOver(context, state);
  return state;
}

/** Gives the workflow the results of settled tasks whose tokens are still held. */
export async function handOver(context: Context, state: CaseState): Promise<void> {
  const { tasks, workflow } = context.ports;
  for (const taskId of await tasks.held(state.caseId)) {
    const outcome = findTask(state, taskId)?.outcome;
    const token = outcome ? await tasks.token(taskId) : null;
    if (!outcome || !token) continue;
    try {
      await workflow.resume(token, { outcome });
    } catch (error) {
      // It has the result already, or was stopped: nothing waits for this token any more.
      if (!(error instanceof TaskTimedOut)) throw error;
    }
    await tasks.release(taskId, token);
  }
}

/** Pays back what is owed, once each, and tells the requester. */
export async function payRefunds(context: Context, state: CaseState): Promise<void> {
  for (const { paymentId, amount, refundReason: reason } of refundsOwed(state)) {
    const { refundId } = await context.ports.payments.refund({ caseId: state.caseId, paymentId });
    // Told before it is recorded: what is recorded is owed no more, and nobody would tell of it later.
    const key = `fee-refunded-${paymentId}`;
    // After the purge nobody knows any more whom to write to; the money goes back all the same.
    if (reason && !state.purgedAt)
      await sendNotice(context, state, { purpose: 'fee-refunded', key, amount, reason });
    await context.cases.act(state.caseId, 'stripe', (now) =>
      refundsOwed(now).some((payment) => payment.paymentId === paymentId)
        ? [{ type: 'fee.refunded', data: { paymentId, refundId } }]
        : [],
    );
  }
}

/** Mails what was decided about the case and has not been told yet (L-02, L-03, L-06), or came back. */
export async function tellWhatIsOwed(context: Context, state: CaseState): Promise<void> {
  if (extensionUntold(state))
    await sendNotice(context, state, { purpose: 'extension', key: 'extension' });
  if (replanUntold(state)) {
    const key = `plan-changed-${state.replans.length}`;
    await sendNotice(context, state, { purpose: 'plan-changed', key });
  }
  for (const { right } of judgedUntold(state)) {
    const purpose = judgedNotice(right);
    await sendNotice(context, state, { purpose, key: purpose });
  }
  await tellOfDenial(context, state);
  for (const owed of state.owedMails) await sendNotice(context, state, owed);
  if (inquiryUntold(state))
    await sendNotice(context, state, { purpose: INQUIRY_ANSWERED, key: INQUIRY_ANSWERED });
  if (contestUntold(state))
    await sendNotice(context, state, { purpose: CONTEST_NOTED, key: CONTEST_NOTED });
}

/** Of identity, and of an agent's authority. */
const documentsOf = ({ evidence, authority }: CaseState) => [...evidence, ...authority];

/** Destroys evidence that has served its purpose: what was judged, or at the case's end all of it (L-10). */
export async function destroyEvidence(
  context: Context,
  state: CaseState,
  which: 'judged' | 'all' = 'judged',
): Promise<CaseState> {
  const spent = documentsOf(state).filter(({ verdict }) => which === 'all' || verdict !== null);
  for (const { key, destroyed } of spent) if (!destroyed) await context.ports.vault.remove(key);
  return context.cases.act(state.caseId, 'workflow', (now) =>
    documentsOf(now)
      .filter(({ id, destroyed }) => !destroyed && spent.some((one) => one.id === id))
      .map(({ id }) => ({ type: 'evidence.destroyed', data: { evidenceId: id } })),
  );
}
