import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import { embeddedPayments, type PaymentSettings } from '../../../platform/embedded/payments.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

function compose(directory: string, settings: PaymentSettings = {}) {
  return embeddedPayments({
    settings,
    database: testDatabase(),
    dataDirectory: directory,
    clock: new WalkingClock(),
    origin: () => 'http://127.0.0.1:1',
  });
}

it('without a key, pays by the stand-in', async () => {
  const { payments, standIn } = await compose(dataDirectory());
  const { url } = await payments.checkout({
    caseId: CaseId.parse('KJ-7F3K2-9QXM4'),
    purpose: 'fee',
    amount: 500,
    currency: 'usd',
    description: 'Fee',
    language: 'en',
    successUrl: 'http://127.0.0.1:1/a',
    cancelUrl: 'http://127.0.0.1:1/b',
  });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:1\/checkout\/cs_test_[0-9a-f]{32}$/);
  await standIn?.stop();
});

it("makes the stand-in's secrets once, readable by the owner alone", async () => {
  const directory = dataDirectory();
  const path = join(directory, 'stripe-stand-in.json');
  await (await compose(directory)).standIn?.stop();
  const first = readFileSync(path, 'utf8');
  await (await compose(directory)).standIn?.stop();
  expect(readFileSync(path, 'utf8')).toBe(first);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('with a key, uses Stripe itself', async () => {
  const settings = { stripeSecretKey: 'sk_test_x', stripeWebhookSecret: 'whsec_x' };
  expect((await compose(dataDirectory(), settings)).standIn).toBeNull();
});

it('refuses a key without a webhook secret, saying what to do', async () => {
  await expect(compose(dataDirectory(), { stripeSecretKey: 'sk_test_x' })).rejects.toThrow(
    /STRIPE_WEBHOOK_SECRET .*\/webhooks\/stripe/,
  );
});
