/** The fee: a checkout for the requester, and what Stripe says about it afterwards. */
import { feeDue, receivePayment } from '../../core/case/fee.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import { openTask } from '../../core/case/tasks.ts';
import type { PaymentEvent } from '../../platform/ports.ts';
import type { Context } from '../context.ts';
import { act, payRefunds } from '../desk.ts';
import { sendNotice } from '../notify.ts';

/** Stripe closes a Checkout Session after 24 hours; an older one is replaced before that. */
const CHECKOUT_HOURS = 23;

/**
 * The address of a checkout page for the fee.
 * @throws {Refused} when nothing is due
 */
export async function startCheckout(context: Context, state: CaseState): Promise<string> {
  const due = feeDue(state);
  if (!due || !openTask(state, 'pay-fee')) throw new Refused('already-answered');
  const oldest = context.ports.clock.now().getTime() - CHECKOUT_HOURS * 3_600_000;
  const last = state.checkouts.at(-1);
  const planned = state.replans.at(-1)?.at ?? '';
  const fresh = last && Date.parse(last.at) > oldest && last.at > planned;
  const purpose = fresh ? last.purpose : `fee#${state.checkouts.length + 1}`;
  // Closed first: two open checkouts could both be paid.
  if (last && !fresh) await context.ports.payments.expire(last.checkoutId);
  const { checkoutId, url } = await context.ports.payments.checkout({
    caseId: state.caseId,
    purpose,
    ...due,
    description:
      state.language === 'ja' ? `開示請求手数料 ${state.caseId}` : `Disclosure fee ${state.caseId}`,
    language: state.language,
    // No capability leaves for Stripe: the portal remembers in the browser where to go back to.
    successUrl: `${context.settings.baseUrl}/paid`,
    cancelUrl: `${context.settings.baseUrl}/paid?not`,
  });
  await act(context, state.caseId, 'requester', (now) =>
    now.checkouts.some((known) => known.checkoutId === checkoutId)
      ? []
      : [{ type: 'fee.requested', data: { checkoutId, purpose, ...due } }],
  );
  return url;
}

/**
 * A verified webhook. Safe to run again for the same event: a payment is recorded once, a refund
 * paid once. Throws when the case could not be read or written, so that Stripe delivers again. That
 * there is no such case (another installation has the same Stripe account, or a backup was put back)
 * will not change: it is logged, for a person to look after the money.
 */
export async function paymentHappened(context: Context, event: PaymentEvent): Promise<void> {
  if (event.kind !== 'paid') return;
  const { caseId, paymentId, checkoutId, amount, currency } = event;
  if (!(await context.cases.find(caseId))) {
    context.log('payment of an unknown case', { caseId, paymentId });
    return;
  }
  const state = await act(context, caseId, 'stripe', (now) =>
    receivePayment(now, { paymentId, checkoutId, amount, currency }),
  );
  const payment = state.payments.find((known) => known.paymentId === paymentId);
  if (payment?.disposition === 'kept')
    await sendNotice(context, state, {
      purpose: 'fee-received',
      key: `fee-received-${paymentId}`,
      amount,
    });
  await payRefunds(context, state);
}
