/** Stripe's events in the port's words. Read leniently: an endpoint may have another API version. */
import { z } from 'zod';
import { CaseId } from '../core/ids.ts';
import type { PaymentEvent } from './ports.ts';

const Envelope = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ object: z.unknown() }),
});

/** An id, or the object itself where Stripe was asked to expand it. */
const Reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const Ours = z.object({ case: CaseId });

const Session = z.object({ id: z.string(), metadata: Ours });
const PaidSession = Session.extend({
  payment_status: z.literal('paid'),
  payment_intent: Reference,
  amount_total: z.int().nonnegative(),
  currency: z.string(),
});
const RefundedCharge = z.object({
  metadata: Ours,
  payment_intent: Reference,
  amount_refunded: z.int().positive(),
});
const Refund = z.object({
  metadata: Ours,
  payment_intent: Reference,
  amount: z.int().positive(),
  status: z.enum(['pending', 'requires_action', 'succeeded']),
});

/** `other` for everything that is not about a payment of ours. */
export function paymentEventOf(event: unknown): PaymentEvent {
  const { id: eventId, type, data } = Envelope.parse(event);
  return known(eventId, type, data.object) ?? { kind: 'other', eventId, type };
}

function known(eventId: string, type: string, object: unknown): PaymentEvent | null {
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const session = PaidSession.safeParse(object).data;
      return session
        ? {
            kind: 'paid',
            eventId,
            caseId: session.metadata.case,
            checkoutId: session.id,
            paymentId: session.payment_intent,
            amount: session.amount_total,
            currency: session.currency,
          }
        : null;
    }
    case 'checkout.session.expired': {
      const session = Session.safeParse(object).data;
      return session
        ? { kind: 'expired', eventId, caseId: session.metadata.case, checkoutId: session.id }
        : null;
    }
    // Both are sent for one refund; a refund made by hand in Stripe's dashboard carries our
    // metadata on the charge only.
    case 'charge.refunded': {
      const charge = RefundedCharge.safeParse(object).data;
      return charge
        ? refunded(eventId, charge.metadata.case, charge.payment_intent, charge.amount_refunded)
        : null;
    }
    case 'refund.created': {
      const refund = Refund.safeParse(object).data;
      return refund
        ? refunded(eventId, refund.metadata.case, refund.payment_intent, refund.amount)
        : null;
    }
    default:
      return null;
  }
}

function refunded(eventId: string, caseId: CaseId, paymentId: string, amount: number) {
  return { kind: 'refunded', eventId, caseId, paymentId, amount } as const;
}
