/**
 * The end of a record (L-27): two years after the close under CCPA, three under APPI, nothing of the
 * case is left. Its counts for the yearly figures stay as sums without ids (L-28). Every part may be
 * repeated; the row of the queue goes last, so that the sweep comes back until all is done.
 */
import { countsOf, sumOf } from '../../core/case/metrics.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { CaseId } from '../../core/ids.ts';
import { recordExpiresAt } from '../../core/law/retention.ts';
import type { Context } from '../context.ts';

export async function eraseIfExpired(context: Context, state: CaseState): Promise<void> {
  const { caseId, regime, closed, position } = state;
  const now = context.ports.clock.now().toISOString();
  if (!closed || recordExpiresAt(regime, closed.at) > now) return;
  const counts = countsOf(state).map((one) => ({
    year: one.year,
    line: one.line,
    sum: sumOf(one),
  }));
  await context.ports.caseLog.erase(caseId, position, counts);
  await eraseRemains(context, caseId);
}

/** What is kept of a case beside its log. */
export async function eraseRemains(context: Context, caseId: CaseId): Promise<void> {
  const { caseIndex, keyring, mailer, tasks, vault, workflow } = context.ports;
  for (const { key } of await vault.list(`${caseId}/`)) await vault.remove(key);
  await mailer.erase(caseId);
  await workflow.erase(caseId);
  for (const taskId of await tasks.held(caseId)) {
    const token = await tasks.token(taskId);
    if (token) await tasks.release(taskId, token);
  }
  await keyring.eraseDataKey(caseId);
  await caseIndex.remove(caseId);
  // Without its number: nothing of the case is left here either.
  context.log('record of a case erased', {});
}
