/**
 * The `Payments` port over Stripe's own SDK. The same on AWS and embedded; what differs
 * is where the SDK is pointed and where its secrets come from.
 */
import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import {
  BadSignature,
  type CheckoutRequest,
  type Clock,
  type PaymentEvent,
  type Payments,
  PaymentsRefused,
} from './ports.ts';
import { isInvalidRequest, translated } from './stripe-errors.ts';
import { paymentEventOf } from './stripe-events.ts';

/** Stripe's own default: how old a signature may be before it counts as replayed. */
const SIGNATURE_TOLERANCE_SECONDS = 300;

export class StripePayments implements Payments {
  readonly #stripe: Stripe;
  readonly #webhookSecret: string;
  readonly #clock: Clock;

  constructor(options: { stripe: Stripe; webhookSecret: string; clock: Clock }) {
    this.#stripe = options.stripe;
    this.#webhookSecret = options.webhookSecret;
    this.#clock = options.clock;
  }

  /**
   * `expires_at` is left out on purpose: Stripe then closes the checkout 24 hours after it
   * was made (the longest it allows), and a repeated call carries equal parameters, as an
   * idempotency key demands. A key is kept for at least those 24 hours, so that a repeat
   * either finds the same checkout or one that can no longer be paid.
   * Nothing about the person is sent; the URLs must not name them either.
   */
  async checkout(request: CheckoutRequest): Promise<{ checkoutId: string; url: string }> {
    const metadata = { case: request.caseId, purpose: request.purpose };
    const session = await translated('checkout', () =>
      this.#stripe.checkout.sessions.create(
        {
          mode: 'payment',
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: request.currency,
                unit_amount: request.amount,
                product_data: { name: request.description },
              },
            },
          ],
          client_reference_id: request.caseId,
          metadata,
          // The payment and its charge carry it too: refunds are reported on the charge.
          payment_intent_data: { metadata },
          locale: request.language,
          submit_type: 'pay',
          success_url: request.successUrl,
          cancel_url: request.cancelUrl,
        },
        { idempotencyKey: checkoutKey(request) },
      ),
    );
    if (session.url === null) throw new PaymentsRefused('Stripe gave a checkout without a page');
    return { checkoutId: session.id, url: session.url };
  }

  async expire(checkoutId: string): Promise<void> {
    await translated('expire', async () => {
      try {
        await this.#stripe.checkout.sessions.expire(checkoutId);
      } catch (error) {
        // Stripe has no code for "not open any more": the checkout itself says so.
        if (!isInvalidRequest(error)) throw error;
        const { status } = await this.#stripe.checkout.sessions.retrieve(checkoutId);
        if (status !== 'complete' && status !== 'expired') throw error;
      }
    });
  }

  /** Safe even when Stripe has forgotten the idempotency key: a charge is refunded once only. */
  async refund(request: { caseId: string; paymentId: string }): Promise<{ refundId: string }> {
    const { caseId, paymentId } = request;
    return translated('refund', async () => {
      try {
        const refund = await this.#stripe.refunds.create(
          { payment_intent: paymentId, metadata: { case: caseId, purpose: 'refund' } },
          { idempotencyKey: `kaiji/refund/${caseId}/${paymentId}` },
        );
        return { refundId: refund.id };
      } catch (error) {
        if (!isInvalidRequest(error, 'charge_already_refunded')) throw error;
        return { refundId: await this.#standingRefund(paymentId, error) };
      }
    });
  }

  async #standingRefund(paymentId: string, cause: unknown): Promise<string> {
    const refunds = this.#stripe.refunds.list({ payment_intent: paymentId, limit: 100 });
    for await (const refund of refunds) {
      if (refund.status !== 'failed' && refund.status !== 'canceled') return refund.id;
    }
    throw cause;
  }

  async readWebhook(body: string, signature: string): Promise<PaymentEvent> {
    try {
      const event = await this.#stripe.webhooks.constructEventAsync(
        body,
        signature,
        this.#webhookSecret,
        SIGNATURE_TOLERANCE_SECONDS,
        undefined,
        this.#clock.now().getTime(),
      );
      return paymentEventOf(event);
    } catch (error) {
      // The SDK's error holds the body and the header: only its kind is passed on.
      const known = error instanceof Stripe.errors.StripeSignatureVerificationError;
      throw new BadSignature(
        known ? 'the signature does not fit the body, or is too old' : 'not a Stripe event',
      );
    }
  }
}

/**
 * The way a checkout is shown (language, ways back) is part of the key, so that a requester
 * who changes the language or gets a new link is not refused for a day. The amount is not:
 * asking another amount for the same purpose is a mistake, and Stripe says so.
 */
function checkoutKey(request: CheckoutRequest): string {
  const { caseId, purpose, language, description, successUrl, cancelUrl } = request;
  const shown = createHash('sha256')
    .update(JSON.stringify([language, description, successUrl, cancelUrl]))
    .digest('hex')
    .slice(0, 16);
  return `kaiji/checkout/${caseId}/${purpose}/${shown}`;
}
