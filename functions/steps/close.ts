import { Temporal } from 'temporal-polyfill';
import { close, type Ending, PACKAGE_KEPT_DAYS } from '../../core/case/ending.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { destroyEvidence, payRefunds } from '../desk.ts';
import { type PlainNotice, sendNotice } from '../notify.ts';

const NOTICE: Record<Ending, PlainNotice | null> = {
  answered: null,
  withdrawn: 'withdrawn',
  expired: 'expired',
  unverified: 'closed-unverified',
  'by-hand': null,
};

/** Ends the case: tells the requester, gives back what is not due, leaves no evidence behind. */
export const closeCase =
  (context: Context) =>
  async ({ caseId, outcome }: StepInput<'close'>): Promise<StepOutput<'close'>> => {
    const before = await context.cases.read(caseId);
    const purpose = NOTICE[outcome];
    if (purpose) await sendNotice(context, before, { purpose, key: purpose });
    const purgeAt = Temporal.Instant.from(context.ports.clock.now().toISOString())
      .add({ hours: 24 * PACKAGE_KEPT_DAYS })
      .toString({ smallestUnit: 'millisecond' });
    const closed = await context.cases.act(caseId, 'workflow', (now) =>
      close(now, outcome, purgeAt),
    );
    for (const { checkoutId } of closed.checkouts) await context.ports.payments.expire(checkoutId);
    for (const { key } of await context.ports.vault.list(`${caseId}/collected/`))
      await context.ports.vault.remove(key);
    await payRefunds(context, await destroyEvidence(context, closed));
    context.log('case closed', { caseId, outcome });
    return {};
  };
