/** An operator puts a case under the other regime, or says what was really meant. */
import type { Actor } from '../../core/case/events.ts';
import { type Replan, replan as replanCase } from '../../core/case/replan.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { handOver, payRefunds, tellWhatIsOwed } from '../desk.ts';

/**
 * Told before the workflow goes on, so that no question of the new plan overtakes its notice. What
 * a crash leaves after the record, the sweep finishes.
 * @throws {Refused} when the plan cannot be changed (any more); nothing was recorded then
 */
export async function replan(
  context: Context,
  caseId: CaseId,
  by: Actor,
  change: Replan,
): Promise<void> {
  const state = await context.cases.act(caseId, by, (now) => replanCase(now, change));
  await tellWhatIsOwed(context, state);
  await payRefunds(context, state);
  if (!state.plan?.fee)
    for (const { checkoutId } of state.checkouts) await context.ports.payments.expire(checkoutId);
  await handOver(context, state);
}
