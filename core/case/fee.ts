/** The fee of a case: asked for once, kept once, given back whenever it is not due (L-08, L-09). */

import type { EventOf, NewEvent } from './events.ts';
import type { CaseState } from './state.ts';
import { isKept, openTask, settled } from './tasks.ts';

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
  const disposition = dispositionOf(state, payment);
  const received: NewEvent = { type: 'fee.received', data: { ...payment, disposition } };
  if (disposition !== 'kept') return [received, owed(payment.paymentId, disposition)];
  const task = openTask(state, 'pay-fee');
  return [received, ...(task ? [settled(task.id, 'done')] : [])];
}

function dispositionOf(
  state: CaseState,
  payment: Payment,
): EventOf<'fee.received'>['data']['disposition'] {
  const fee = state.plan?.fee;
  if (state.payments.some(isKept)) return 'duplicate';
  if (!fee || state.withdrawnAt || state.closed || !openTask(state, 'pay-fee')) return 'late';
  if (payment.amount !== fee.amount || payment.currency !== fee.currency) return 'wrong-amount';
  return 'kept';
}

const owed = (paymentId: string, reason: string): NewEvent => ({
  type: 'fee.refund-owed',
  data: { paymentId, reason },
});

/** Gives the kept fee back. */
export function giveBack(state: CaseState, reason: string): NewEvent[] {
  return state.payments.filter(isKept).map(({ paymentId }) => owed(paymentId, reason));
}

/** Payments whose refund has still to be paid. */
export const refundsOwed = (state: CaseState) =>
  state.payments.filter((payment) => payment.refund === 'owed');
