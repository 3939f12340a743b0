import { close, type Ending } from '../../core/case/ending.ts';
import { purgeAt } from '../../core/law/retention.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { destroyEvidence, handOver, payRefunds } from '../desk.ts';
import { type PlainNotice, sendNotice } from '../notify.ts';

const NOTICE: Record<Ending, PlainNotice | null> = {
  answered: null,
  withdrawn: 'withdrawn',
  merged: 'merged',
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
    const { vault, payments } = context.ports;
    await destroyEvidence(context, before, 'all');
    // What came attached to mails is documents, too: nobody needs them any more (L-10).
    const rooms = ['collected', 'mail'].map((room) => vault.list(`${caseId}/${room}/`));
    const spent = (await Promise.all(rooms)).flat();
    await Promise.all(spent.map(({ key }) => vault.remove(key)));
    for (const { checkoutId } of before.checkouts) await payments.expire(checkoutId);
    const purge = purgeAt(context.ports.clock.now().toISOString());
    const closed = await context.cases.act(caseId, 'workflow', (now) => close(now, outcome, purge));
    // Other endings have a mail of their own; the case's page says the same for all of them (L-27).
    if (!purpose && closed.plan?.verified.length !== 0)
      await sendNotice(context, closed, { purpose: 'record-kept', key: 'record-kept' });
    await payRefunds(context, closed);
    // Every task is settled now; tokens that a crash or a failed branch left are of no more use.
    await handOver(context, closed);
    context.log('case closed', { caseId, outcome });
    return {};
  };
