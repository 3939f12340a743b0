import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { stripeWebhook } from '../../../functions/webhooks/stripe.ts';
import { SqliteWebhookLedger } from '../../../platform/embedded/webhook-ledger.ts';
import type { PaymentEvent } from '../../../platform/ports.ts';
import { StripePayments } from '../../../platform/stripe-payments.ts';
import { testDatabase } from '../../support/data-directory.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

const SECRET = 'whsec_door';
const stripe = new Stripe('sk_test_door');
const metadata = { case: 'KJ-7F3K2-9QXM4', purpose: 'fee' };
const session = {
  id: 'cs_1',
  object: 'checkout.session',
  metadata,
  payment_status: 'paid',
  payment_intent: 'pi_1',
  amount_total: 500,
  currency: 'usd',
};

function eventBody(type = 'checkout.session.completed', object: object = session, id = 'evt_1') {
  return JSON.stringify({ id, object: 'event', type, data: { object } });
}

function door(onEvent: (event: PaymentEvent) => Promise<void> = async () => {}) {
  const clock = new WalkingClock();
  const events: PaymentEvent[] = [];
  const app = stripeWebhook({
    payments: new StripePayments({ stripe, webhookSecret: SECRET, clock }),
    ledger: new SqliteWebhookLedger(testDatabase(), clock),
    onPaymentEvent: async (event) => {
      events.push(event);
      await onEvent(event);
    },
  });
  app.onError((_, c) => c.text('not now', 500));
  const signed = (body: string, secret = SECRET, ageSeconds = 0) =>
    stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp: Math.floor(clock.ms / 1000) - ageSeconds,
    });
  const post = async (body: string, signature: string | null = signed(body)) => {
    const headers = signature === null ? {} : { 'stripe-signature': signature };
    return (await app.request('/webhooks/stripe', { method: 'POST', body, headers })).status;
  };
  return { clock, events, signed, post };
}

describe("Stripe's webhook door", () => {
  it('lets nothing in without a valid signature', async () => {
    const { events, signed, post } = door();
    const body = eventBody();
    expect(await post(body, null)).toBe(400);
    expect(await post(body, '')).toBe(400);
    expect(await post(body, 't=1,v1=00')).toBe(400);
    expect(await post(body, signed(body, 'whsec_other'))).toBe(400);
    expect(await post(body.replace('500', '5'), signed(body))).toBe(400);
    expect(events).toEqual([]);
  });

  it('refuses a signature older than five minutes by our clock', async () => {
    const { events, signed, post } = door();
    const body = eventBody();
    expect(await post(body, signed(body, SECRET, 301))).toBe(400);
    expect(await post(body, signed(body, SECRET, 299))).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('refuses a signed body that is no event, and one beyond 256 KiB', async () => {
    const { events, post } = door();
    expect(await post('not json')).toBe(400);
    expect(await post('{}')).toBe(400);
    expect(await post(eventBody('x', { filler: 'x'.repeat(256 * 1024) }))).toBe(413);
    expect(events).toEqual([]);
  });

  it('takes an event in once, whatever comes at once or again', async () => {
    const { events, post } = door();
    const body = eventBody();
    expect(await Promise.all([post(body), post(body)])).toEqual([200, 200]);
    expect(await post(body)).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('answers 5xx and takes the event in again when its effect failed', async () => {
    let failures = 1;
    const { events, post } = door(async () => {
      if (failures-- > 0) throw new Error('the disk is full');
    });
    expect(await post(eventBody())).toBe(500);
    expect(await post(eventBody())).toBe(200);
    expect(await post(eventBody())).toBe(200);
    expect(events).toHaveLength(2);
  });

  it('answers only after the effect has happened', async () => {
    const order: string[] = [];
    const { post } = door(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('effect');
    });
    await post(eventBody()).then(() => order.push('answer'));
    expect(order).toEqual(['effect', 'answer']);
  });

  const charge = { metadata, payment_intent: 'pi_1', amount_refunded: 500 };
  const refund = { metadata, payment_intent: 'pi_1', amount: 500, status: 'succeeded' };
  const paid = {
    kind: 'paid',
    checkoutId: 'cs_1',
    paymentId: 'pi_1',
    amount: 500,
    currency: 'usd',
  };
  const refunded = { kind: 'refunded', paymentId: 'pi_1', amount: 500 };
  it.each([
    ['checkout.session.completed', session, paid],
    ['checkout.session.completed', { ...session, payment_intent: { id: 'pi_1' } }, paid],
    ['checkout.session.async_payment_succeeded', session, paid],
    ['checkout.session.expired', session, { kind: 'expired', checkoutId: 'cs_1' }],
    ['charge.refunded', charge, refunded],
    ['refund.created', refund, refunded],
  ])('reads %s as an event of the case', async (type, object, expected) => {
    const { events, post } = door();
    await post(eventBody(type, object));
    expect(events).toEqual([{ eventId: 'evt_1', caseId: metadata.case, ...expected }]);
  });

  it.each([
    ['checkout.session.completed', { ...session, payment_status: 'unpaid' }],
    ['checkout.session.completed', { ...session, metadata: {} }],
    ['checkout.session.completed', { ...session, metadata: { case: 'somebody else' } }],
    ['checkout.session.expired', { ...session, metadata: null }],
    ['charge.refunded', { ...charge, metadata: {} }],
    ['refund.created', { ...refund, metadata: {} }],
    ['refund.created', { ...refund, status: 'failed' }],
    ['customer.created', { id: 'cus_1' }],
  ])('reads %s that is not a payment of ours as other', async (type, object) => {
    const { events, post } = door();
    await post(eventBody(type, object));
    expect(events).toEqual([{ kind: 'other', eventId: 'evt_1', type }]);
  });
});
