/** Payments on AWS: Stripe itself, its secrets from Secrets Manager. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import Stripe from 'stripe';
import { z } from 'zod';
import type { CheckoutRequest, Clock, PaymentEvent, Payments } from '../ports.ts';
import { StripePayments } from '../stripe-payments.ts';

/** Long enough for a slow answer, short enough that a step's own retry takes over. */
const CALL_MS = 20_000;
const RETRIES = 2;

/** How long a replaced key may still be used: replace one in Stripe with at least as much overlap. */
const KEPT_MS = 5 * 60_000;

const Secrets = z.object({
  secretKey: z.string().regex(/^(sk|rk)_/),
  webhookSecret: z.string().regex(/^whsec_/),
  /** Where Stripe's place is taken by something that answers as it does, for tests: an address as far as its port. */
  api: z.url({ protocol: /^https?$/ }).optional(),
});

/** Says which secret and what should be in it, never what is. */
class BadStripeSecret extends Error {
  override readonly name = 'BadStripeSecret';
}

export class AwsPayments implements Payments {
  readonly #parts: { secrets: SecretsManagerClient; secretId: string; clock: Clock };
  #open: { payments: Promise<StripePayments>; until: number } | undefined;

  constructor(parts: { secrets: SecretsManagerClient; secretId: string; clock: Clock }) {
    this.#parts = parts;
  }

  async checkout(request: CheckoutRequest): Promise<{ checkoutId: string; url: string }> {
    return (await this.#payments()).checkout(request);
  }

  async expire(checkoutId: string): Promise<void> {
    return (await this.#payments()).expire(checkoutId);
  }

  async refund(request: Parameters<Payments['refund']>[0]): Promise<{ refundId: string }> {
    return (await this.#payments()).refund(request);
  }

  async readWebhook(body: string, signature: string): Promise<PaymentEvent> {
    return (await this.#payments()).readWebhook(body, signature);
  }

  /** Read when something is paid for, and not before: most functions never need it. */
  #payments(): Promise<StripePayments> {
    const now = this.#parts.clock.now().getTime();
    if (this.#open && now < this.#open.until) return this.#open.payments;
    const payments = this.#read();
    this.#open = { payments, until: now + KEPT_MS };
    payments.catch(() => {
      this.#open = undefined;
    });
    return payments;
  }

  async #read(): Promise<StripePayments> {
    const { secrets, secretId, clock } = this.#parts;
    const { SecretString: text = '' } = await secrets.send(
      new GetSecretValueCommand({ SecretId: secretId }),
    );
    const read = Secrets.safeParse(jsonIn(text));
    if (!read.success)
      throw new BadStripeSecret(
        `the secret ${secretId} must hold {"secretKey": "sk_…", "webhookSecret": "whsec_…"}`,
      );
    const { secretKey, webhookSecret, api } = read.data;
    const stripe = new Stripe(secretKey, {
      timeout: CALL_MS,
      maxNetworkRetries: RETRIES,
      ...(api && placeOf(api)),
    });
    return new StripePayments({ stripe, webhookSecret, clock });
  }
}

function placeOf(api: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const { hostname: host, port, protocol } = new URL(api);
  return protocol === 'http:'
    ? { host, port: port || '80', protocol: 'http' }
    : { host, port: port || '443', protocol: 'https' };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
