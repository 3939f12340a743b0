/** Stripe's door: `POST /webhooks/stripe`. Only what Stripe signed comes in. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  BadSignature,
  type PaymentEvent,
  type Payments,
  type WebhookLedger,
} from '../../platform/ports.ts';

/** Stripe's events about our calls are a few KiB; this leaves room and bounds a flood. */
const LARGEST_BODY = 256 * 1024;

/**
 * Answers 2xx only once `onPaymentEvent` has resolved, so that Stripe sends again what we
 * could not take in. What it throws goes to the app's error handler and becomes a 5xx.
 */
export function stripeWebhook(parts: {
  payments: Pick<Payments, 'readWebhook'>;
  ledger: WebhookLedger;
  /** Idempotent: an event comes again when the process died before it was remembered. */
  onPaymentEvent: (event: PaymentEvent) => Promise<void>;
}): Hono {
  const app = new Hono();
  app.post(
    '/webhooks/stripe',
    bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => c.text('too large', 413) }),
    async (c) => {
      const signature = c.req.header('stripe-signature');
      if (!signature) return c.text('signature missing', 400);
      const event = await readOrNull(parts.payments, await c.req.text(), signature);
      if (!event) return c.text('signature not valid', 400);
      const ran = await parts.ledger.once(event.eventId, () => parts.onPaymentEvent(event));
      return c.text(ran ? 'taken in' : 'known already', 200);
    },
  );
  return app;
}

async function readOrNull(
  payments: Pick<Payments, 'readWebhook'>,
  body: string,
  signature: string,
): Promise<PaymentEvent | null> {
  try {
    return await payments.readWebhook(body, signature);
  } catch (error) {
    if (error instanceof BadSignature) return null;
    throw error;
  }
}
