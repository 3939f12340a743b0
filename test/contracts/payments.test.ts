import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import type { CheckoutRequest } from '../../platform/ports.ts';
import { PaymentsRig } from '../support/payments-rig.ts';
import { faultsInAnswer, faultsInObject, faultsInRequest } from '../support/stripe-openapi.ts';

const caseId = CaseId.parse('KJ-7F3K2-9QXM4');
const fee: CheckoutRequest = {
  caseId,
  purpose: 'fee',
  amount: 500,
  currency: 'usd',
  description: '開示請求の手数料',
  language: 'ja',
  successUrl: 'http://127.0.0.1:1/case?paid={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://127.0.0.1:1/case',
};
const DAY = 24 * 3600;

let rig: PaymentsRig;
beforeEach(async () => {
  rig = await PaymentsRig.open();
});
afterEach(async () => {
  await rig.close();
});

/** Delivers until nothing is due, and gives what reached the service, apart from `other`. */
async function heard() {
  while ((await rig.standIn.deliverDue()) > 0);
  return rig.events.filter((event) => event.kind !== 'other');
}

async function paid() {
  const { checkoutId } = await rig.payments.checkout(fee);
  await rig.press(checkoutId, 'pay');
  const event = (await heard()).find((one) => one.kind === 'paid');
  if (event?.kind !== 'paid') throw new Error('no payment was heard of');
  return event;
}

describe('Payments', () => {
  describe('checkout', () => {
    it('gives the same checkout for the same case and purpose', async () => {
      const first = await rig.payments.checkout(fee);
      rig.clock.walk(3600);
      expect(await rig.payments.checkout(fee)).toEqual(first);
      expect(first.url).toBe(`${rig.origin}/checkout/${first.checkoutId}`);
    });

    it('gives another checkout for another purpose, and for another case', async () => {
      const first = await rig.payments.checkout(fee);
      const renewed = await rig.payments.checkout({ ...fee, purpose: 'fee#2' });
      const other = { ...fee, caseId: CaseId.parse('KJ-00000-00001') };
      const ids = [first, renewed, await rig.payments.checkout(other)].map((it) => it.checkoutId);
      expect(new Set(ids).size).toBe(3);
    });

    it('follows the requester to another language or another way back', async () => {
      const japanese = await rig.payments.checkout(fee);
      const english = await rig.payments.checkout({ ...fee, language: 'en', description: 'Fee' });
      const elsewhere = await rig.payments.checkout({ ...fee, cancelUrl: 'http://127.0.0.1:2/' });
      expect(new Set([japanese, english, elsewhere].map((it) => it.checkoutId)).size).toBe(3);
    });

    it('keeps the same checkout across a restart', async () => {
      const first = await rig.payments.checkout(fee);
      await rig.restart();
      expect((await rig.payments.checkout(fee)).checkoutId).toBe(first.checkoutId);
    });

    it('refuses the same purpose for another amount', async () => {
      await rig.payments.checkout(fee);
      await expect(rig.payments.checkout({ ...fee, amount: 700 })).rejects.toMatchObject({
        name: 'PaymentsRefused',
      });
    });

    it('tells Stripe the case and the purpose, and nothing about the person', async () => {
      await rig.payments.checkout(fee);
      const sent = [...new URLSearchParams(rig.exchanges[0]?.requestBody).keys()].sort();
      expect(sent).toEqual([
        'cancel_url',
        'client_reference_id',
        'line_items[0][price_data][currency]',
        'line_items[0][price_data][product_data][name]',
        'line_items[0][price_data][unit_amount]',
        'line_items[0][quantity]',
        'locale',
        'metadata[case]',
        'metadata[purpose]',
        'mode',
        'payment_intent_data[metadata][case]',
        'payment_intent_data[metadata][purpose]',
        'submit_type',
        'success_url',
      ]);
    });
  });

  describe('a payment', () => {
    it('is heard of once, with its case, amount and currency', async () => {
      const { checkoutId } = await rig.payments.checkout(fee);
      await rig.press(checkoutId, 'pay');
      await rig.press(checkoutId, 'pay');
      const events = await heard();
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        kind: 'paid',
        caseId,
        checkoutId,
        amount: 500,
        currency: 'usd',
        paymentId: expect.stringMatching(/^pi_/),
      });
    });

    it('made twice is heard of twice, as two payments', async () => {
      const first = await paid();
      await rig.press(first.checkoutId, 'late');
      const payments = (await heard()).filter((event) => event.kind === 'paid');
      expect(payments).toHaveLength(2);
      expect(new Set(payments.map((event) => event.paymentId)).size).toBe(2);
    });

    it('made late is heard of after the expiry', async () => {
      const { checkoutId } = await rig.payments.checkout(fee);
      rig.clock.walk(DAY);
      await heard();
      await rig.press(checkoutId, 'late');
      expect((await heard()).map((event) => event.kind)).toEqual(['expired', 'paid']);
    });
  });

  describe('expire', () => {
    it('closes a checkout so that it can no longer be paid', async () => {
      const { checkoutId } = await rig.payments.checkout(fee);
      await rig.payments.expire(checkoutId);
      await rig.press(checkoutId, 'pay');
      expect((await heard()).map((event) => event.kind)).toEqual(['expired']);
    });

    it('is quietly done for a checkout that is closed or paid', async () => {
      const { checkoutId } = await rig.payments.checkout(fee);
      await rig.payments.expire(checkoutId);
      await rig.payments.expire(checkoutId);
      const { checkoutId: second } = await rig.payments.checkout({ ...fee, purpose: 'fee#2' });
      await rig.press(second, 'pay');
      await rig.payments.expire(second);
      expect((await heard()).filter((event) => event.kind === 'paid')).toHaveLength(1);
    });

    it('refuses a checkout that does not exist', async () => {
      await expect(rig.payments.expire('cs_test_none')).rejects.toMatchObject({
        name: 'PaymentsRefused',
      });
    });

    it('happens by itself 24 hours after the checkout was made', async () => {
      const { checkoutId } = await rig.payments.checkout(fee);
      rig.clock.walk(DAY - 1);
      expect(await heard()).toEqual([]);
      rig.clock.walk(1);
      expect(await heard()).toMatchObject([{ kind: 'expired', caseId, checkoutId }]);
    });
  });

  describe('refund', () => {
    it('pays a payment back once, however often and however late it is asked for', async () => {
      const { paymentId } = await paid();
      const first = await rig.payments.refund({ caseId, paymentId });
      expect(await rig.payments.refund({ caseId, paymentId })).toEqual(first);
      // Stripe has forgotten the idempotency key by now.
      rig.clock.walk(2 * DAY);
      expect(await rig.payments.refund({ caseId, paymentId })).toEqual(first);
      const refunds = (await heard()).filter((event) => event.kind === 'refunded');
      expect(refunds).toHaveLength(2);
      for (const refund of refunds)
        expect(refund).toMatchObject({ caseId, paymentId, amount: 500 });
    });

    it('refuses a payment that does not exist', async () => {
      const request = { caseId, paymentId: 'pi_none' };
      await expect(rig.payments.refund(request)).rejects.toMatchObject({
        name: 'PaymentsRefused',
      });
    });
  });

  it("speaks as Stripe's published OpenAPI description says, in calls, answers and events", async () => {
    const { paymentId, checkoutId } = await paid();
    await rig.payments.expire(checkoutId);
    await rig.payments.refund({ caseId, paymentId });
    rig.clock.walk(2 * DAY);
    await rig.payments.refund({ caseId, paymentId });
    const { checkoutId: second } = await rig.payments.checkout({ ...fee, purpose: 'fee#2' });
    await rig.payments.expire(second);
    await expect(rig.payments.refund({ caseId, paymentId: 'pi_none' })).rejects.toThrow();
    await heard();

    const faults = rig.exchanges.flatMap(({ method, url, requestBody, status, body }) => [
      ...faultsInRequest(method, url, requestBody),
      ...faultsInAnswer(method, url, { status, body }),
    ]);
    expect(faults).toEqual([]);
    const spoken = rig.exchanges.map(
      ({ method, url, status }) => `${method} ${url.pathname.split('/')[2]} ${status}`,
    );
    expect(new Set(spoken).size).toBeGreaterThanOrEqual(6);

    const events = rig.deliveries.map(({ body }) => JSON.parse(body));
    expect(new Set(events.map((event) => event.type))).toEqual(
      new Set([
        'payment_intent.succeeded',
        'checkout.session.completed',
        'checkout.session.expired',
        'refund.created',
        'charge.refunded',
      ]),
    );
    for (const event of events) {
      expect(faultsInObject(event)).toEqual([]);
      expect(faultsInObject(event.data.object)).toEqual([]);
    }
  });
});
