/** The fee of a case: asked for once, kept once, given back whenever it is not due (L-08, L-09). */

import { type RefundQuestion, type RefundReason, refundDue } from '../law/fee.ts';
import type { NewEvent } from './events.ts';
import type { CaseState } from './state.ts';
import { isKept, openTask, settleOpen } from './tasks.ts';

/** Whether money is due now. */
export function feeDue(state: CaseState): { amount: number; currency: 'usd' } | null {
  const fee = state.plan?.fee;
  if (!fee || state.payments.some(isKept)) return null;
  return { amount: fee.amount, currency: fee.currency };
}

export interface Payment {
  paymentId: string;
  checkoutId: string;
  amount: number;
  currency: string;
}

/** A payment has arrived. What cannot be kept is owed back in the same commit. */
export function receivePayment(state: CaseState, payment: Payment): NewEvent[] {
  if (state.payments.some((known) => known.paymentId === payment.paymentId)) return [];
  const back = reasonToReturn(state, payment);
  const disposition = back ?? 'kept';
  const received: NewEvent = { type: 'fee.received', data: { ...payment, disposition } };
  if (back) return [received, owed(payment.paymentId, back)];
  return [received, ...settleOpen(state, 'pay-fee', 'done')];
}

function reasonToReturn(state: CaseState, payment: Payment): RefundReason | null {
  const fee = state.plan?.fee;
  if (state.payments.some(isKept)) return 'paid-twice';
  if (state.withdrawnAt || state.mergedInto || state.closed || !openTask(state, 'pay-fee'))
    return 'paid-late';
  if (payment.amount !== fee?.amount || payment.currency !== fee.currency) return 'wrong-amount';
  return null;
}

const owed = (paymentId: string, reason: RefundReason): NewEvent => ({
  type: 'fee.refund-owed',
  data: { paymentId, reason },
});

/** Gives the kept fee back where the rules say so (L-09). */
export function giveBack(state: CaseState, question: RefundQuestion): NewEvent[] {
  const refund = refundDue(question);
  if (!refund.due) return [];
  return state.payments.filter(isKept).map(({ paymentId }) => owed(paymentId, refund.why));
}

/** Payments whose refund has still to be paid. */
export const refundsOwed = (state: CaseState) =>
  state.payments.filter((payment) => payment.refund === 'owed');
