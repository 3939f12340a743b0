import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import { decodeForm } from '../../../platform/embedded/stripe-stand-in/form.ts';
import { PaymentsRig } from '../../support/payments-rig.ts';

const fee = {
  caseId: CaseId.parse('KJ-7F3K2-9QXM4'),
  purpose: 'fee',
  amount: 500,
  currency: 'usd',
  description: '手数料 <b>',
  language: 'ja',
  successUrl: 'http://127.0.0.1:1/case?paid={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://127.0.0.1:1/case',
} as const;

let rig: PaymentsRig;
beforeEach(async () => {
  rig = await PaymentsRig.open();
});
afterEach(async () => {
  await rig.close();
});

describe("the stand-in's webhooks", () => {
  it('come again, with the same event and a growing pause, until they are taken', async () => {
    const { checkoutId } = await rig.payments.checkout(fee);
    rig.failures = 4;
    await rig.press(checkoutId, 'pay');
    expect(await rig.standIn.deliverDue()).toBe(2);
    expect(await rig.standIn.deliverDue()).toBe(0);
    rig.clock.walk(1);
    expect(await rig.standIn.deliverDue()).toBe(2);
    rig.clock.walk(1);
    expect(await rig.standIn.deliverDue()).toBe(0);
    rig.clock.walk(1);
    expect(await rig.standIn.deliverDue()).toBe(2);
    rig.clock.walk(3600);
    expect(await rig.standIn.deliverDue()).toBe(0);
    expect(rig.deliveries).toHaveLength(6);
    expect(new Set(rig.deliveries.map(({ body }) => body)).size).toBe(2);
    expect(rig.events.map(({ kind }) => kind).sort()).toEqual(['other', 'paid']);
  });

  it('come after a restart when they could not be sent before it', async () => {
    const { checkoutId } = await rig.payments.checkout(fee);
    await rig.press(checkoutId, 'pay');
    await rig.restart();
    await rig.standIn.deliverDue();
    expect(rig.events.map(({ kind }) => kind)).toContain('paid');
  });

  it('come by themselves once started, and again when asked for', async () => {
    rig.standIn.start();
    const { checkoutId } = await rig.payments.checkout(fee);
    await rig.press(checkoutId, 'pay');
    await expect.poll(() => rig.deliveries.length).toBe(2);
    await rig.press(checkoutId, 'resend');
    await expect.poll(() => rig.deliveries.length).toBe(4);
    expect(rig.events).toHaveLength(2);
  });
});

describe("the stand-in's checkout page", () => {
  const read = async (url: string) => {
    const response = await fetch(url);
    return { response, text: await response.text() };
  };

  it('says in both languages that no card is charged', async () => {
    const { url } = await rig.payments.checkout(fee);
    const japanese = await read(url);
    expect(japanese.text).toContain('<html lang="ja">');
    expect(japanese.text).toContain('実際のカード請求は発生せず');
    expect(japanese.text).toContain('$5.00 を支払う');
    const english = await read(`${url}?lang=en`);
    expect(english.text).toContain('No real card is charged');
    expect(english.text).toContain('Pay $5.00');
  });

  it('escapes what it is told and runs nothing', async () => {
    const { url } = await rig.payments.checkout(fee);
    const { response, text } = await read(url);
    expect(text).toContain('手数料 &lt;b&gt;');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'nonce-[0-9a-f]{32}'; form-action 'self' http:\/\/127\.0\.0\.1:1;/,
    );
  });

  it('sends the payer back to the service, also when the button is pressed twice', async () => {
    const { checkoutId } = await rig.payments.checkout(fee);
    for (const response of [await rig.press(checkoutId, 'pay'), await rig.press(checkoutId, 'pay')])
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `http://127.0.0.1:1/case?paid=${checkoutId}`,
      ]);
  });

  it('offers nothing to pay once it is paid or expired', async () => {
    const { checkoutId, url } = await rig.payments.checkout(fee);
    await rig.press(checkoutId, 'pay');
    expect((await read(url)).text).toContain('お支払いは完了しています');
    const second = await rig.payments.checkout({ ...fee, purpose: 'fee#2' });
    await rig.payments.expire(second.checkoutId);
    const { text } = await read(second.url);
    expect(text).toContain('期限が切れました');
    expect(text).not.toContain('value="pay"');
  });

  it('knows no other payments', async () => {
    const { response } = await read(`${rig.origin}/checkout/cs_test_none`);
    expect(response.status).toBe(404);
  });
});

describe("the stand-in's API", () => {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${rig.standIn.api.port}${path}`, init);

  it('is closed without its key', async () => {
    const response = await call('/v1/refunds?payment_intent=pi_1');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('refuses what it does not know instead of ignoring it', async () => {
    const headers = { authorization: 'Bearer sk_test_rig' };
    const body = new URLSearchParams({
      payment_intent: 'pi_1',
      'metadata[case]': 'x',
      amount: '1',
    });
    const response = await call('/v1/refunds', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'parameter_unknown', param: 'amount' },
    });
    expect((await call('/v1/customers', { headers })).status).toBe(404);
  });
});

it('decodes nested forms, and no form reaches an object prototype', () => {
  expect(decodeForm('a=1&b[c]=2&d[0][e]=3&d[1][e]=4&f[__proto__][g]=5')).toMatchObject({
    a: '1',
    b: { c: '2' },
    d: [{ e: '3' }, { e: '4' }],
  });
  expect(Object.hasOwn(Object.prototype, 'g')).toBe(false);
});
