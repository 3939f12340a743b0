/** Payments on one machine: Stripe itself when there is a key, the stand-in when there is none. */
import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import type { Clock, Payments } from '../ports.ts';
import { StripePayments } from '../stripe-payments.ts';
import type { Database } from './database.ts';
import { standInSecrets } from './stripe-stand-in/secrets.ts';
import { type StripeStandIn, stripeStandIn } from './stripe-stand-in/stand-in.ts';

/** Long enough for a slow answer, short enough that a step's own retry takes over. */
const CALL_MS = 20_000;
const RETRIES = 2;

export interface PaymentSettings {
  /** `STRIPE_SECRET_KEY` and `STRIPE_WEBHOOK_SECRET`; both or neither. */
  stripeSecretKey?: string | undefined;
  stripeWebhookSecret?: string | undefined;
}

class PaymentSettingsIncomplete extends Error {
  override readonly name = 'PaymentSettingsIncomplete';
}

/**
 * @param parts.origin where browsers reach this service; asked only once something is paid for,
 *   so that the port may be known later than the payments are made
 * @returns with `standIn: null` when Stripe itself is used
 * @throws {PaymentSettingsIncomplete} with a key but no webhook secret: payments would go unheard
 */
export async function embeddedPayments(parts: {
  settings: PaymentSettings;
  database: Database;
  dataDirectory: string;
  clock: Clock;
  origin: () => string;
}): Promise<{ payments: Payments; standIn: StripeStandIn | null }> {
  const { settings, database, dataDirectory, clock, origin } = parts;
  const { stripeSecretKey, stripeWebhookSecret: webhookSecret } = settings;
  if (stripeSecretKey) {
    if (!webhookSecret)
      throw new PaymentSettingsIncomplete(
        'STRIPE_SECRET_KEY is set, so STRIPE_WEBHOOK_SECRET (whsec_…) is needed too: ' +
          `register ${origin()}/webhooks/stripe with Stripe, or run "stripe listen"`,
      );
    const stripe = new Stripe(stripeSecretKey, { timeout: CALL_MS, maxNetworkRetries: RETRIES });
    return { payments: new StripePayments({ stripe, webhookSecret, clock }), standIn: null };
  }
  const secrets = standInSecrets(dataDirectory, randomBytes);
  const standIn = await stripeStandIn({ database, clock, origin, randomBytes, ...secrets });
  const stripe = new Stripe(secrets.secretKey, {
    ...standIn.api,
    timeout: CALL_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
  });
  const payments = new StripePayments({
    stripe,
    webhookSecret: secrets.webhookSecret,
    clock,
  });
  return { payments, standIn };
}
