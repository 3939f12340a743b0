import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import Stripe from 'stripe';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { AwsPayments } from '../../../platform/aws/payments.ts';
import { BadSignature } from '../../../platform/ports.ts';
import { LOCAL } from '../../support/aws-table.ts';
import { jsonService } from '../../support/aws-wire.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

const SECRET = 'kaiji/stripe';
const Get = z.object({ SecretId: z.literal(SECRET) });
const GOOD = { secretKey: 'sk_test_1', webhookSecret: 'whsec_1' };

async function make(held: unknown) {
  const secret = { held, read: 0 };
  const endpoint = await jsonService({
    GetSecretValue: (input) => {
      secret.read += 1;
      return { Name: Get.parse(input).SecretId, SecretString: JSON.stringify(secret.held) };
    },
  });
  const secrets = new SecretsManagerClient({ ...LOCAL, endpoint });
  onTestFinished(() => secrets.destroy());
  const clock = new WalkingClock();
  return { payments: new AwsPayments({ secrets, secretId: SECRET, clock }), secret, clock };
}

function webhook(clock: WalkingClock, secret: string) {
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.created',
    data: { object: {} },
  });
  const timestamp = Math.floor(clock.now().getTime() / 1000);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  return [body, signature] as const;
}

it('reads its secrets when something is paid for, and keeps them for five minutes', async () => {
  const { payments, secret, clock } = await make(GOOD);
  expect(secret.read).toBe(0);
  for (let n = 0; n < 3; n += 1)
    expect(await payments.readWebhook(...webhook(clock, 'whsec_1'))).toMatchObject({
      eventId: 'evt_1',
    });
  expect(secret.read).toBe(1);
  secret.held = { ...GOOD, webhookSecret: 'whsec_2' };
  clock.walk(5 * 60);
  await payments.readWebhook(...webhook(clock, 'whsec_2'));
  await expect(payments.readWebhook(...webhook(clock, 'whsec_1'))).rejects.toBeInstanceOf(
    BadSignature,
  );
});

it.each([
  ['nothing', null],
  ['a word', 'sk_live_abc'],
  ['another key', { ...GOOD, secretKey: 'pk_live_abc' }],
  ['half of it', { secretKey: 'sk_live_abc' }],
])('says which secret is wrong, not what is in it: %s', async (_, held) => {
  const { payments, secret, clock } = await make(held);
  const read = payments.readWebhook(...webhook(clock, 'whsec_1'));
  await expect(read).rejects.toThrow(/the secret kaiji\/stripe must hold/);
  await expect(read).rejects.not.toThrow(/abc/);
  secret.held = GOOD;
  await payments.readWebhook(...webhook(clock, 'whsec_1'));
});
