/** The stand-in, the real SDK and the webhook door, wired as in the service; every exchange is kept. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Stripe from 'stripe';
import { stripeWebhook } from '../../functions/webhooks/stripe.ts';
import { Database } from '../../platform/embedded/database.ts';
import {
  type StripeStandIn,
  stripeStandIn,
} from '../../platform/embedded/stripe-stand-in/stand-in.ts';
import { SqliteWebhookLedger } from '../../platform/embedded/webhook-ledger.ts';
import type { PaymentEvent } from '../../platform/ports.ts';
import { StripePayments } from '../../platform/stripe-payments.ts';

const WEBHOOK_SECRET = 'whsec_test';
const SECRET_KEY = 'sk_test_rig';

export interface Exchange {
  method: string;
  url: URL;
  headers: Headers;
  requestBody: string;
  status: number;
  body: unknown;
}

export class WalkingClock {
  ms = Date.parse('2026-11-19T08:00:00.000Z');
  now(): Date {
    return new Date(this.ms);
  }
  walk(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

export class PaymentsRig {
  readonly clock = new WalkingClock();
  readonly exchanges: Exchange[] = [];
  /** What reached the service, in order of arrival, and the bodies it came in. */
  readonly events: PaymentEvent[] = [];
  readonly deliveries: { body: string; signature: string }[] = [];
  /** Thrown by the service instead of taking the next events in. */
  failures = 0;
  readonly #directory = mkdtempSync(join(tmpdir(), 'kaiji-pay-'));
  readonly #closing: (() => Promise<void> | void)[] = [];
  #origin = '';
  #parts: { standIn: StripeStandIn; payments: StripePayments; database: Database } | undefined;

  static async open(): Promise<PaymentsRig> {
    const rig = new PaymentsRig();
    await rig.#start();
    return rig;
  }

  get payments(): StripePayments {
    return this.#running().payments;
  }
  get standIn(): StripeStandIn {
    return this.#running().standIn;
  }
  get origin(): string {
    return this.#origin;
  }

  async #start(): Promise<void> {
    const { clock } = this;
    const database = new Database(join(this.#directory, 'kaiji.db'));
    const standIn = await stripeStandIn({
      database,
      clock,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      origin: () => this.#origin,
      randomBytes,
    });
    const stripe = new Stripe(SECRET_KEY, {
      ...standIn.api,
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(this.#recorded),
    });
    const payments = new StripePayments({ stripe, webhookSecret: WEBHOOK_SECRET, clock });
    this.#parts = { standIn, payments, database };
    const app = new Hono();
    app.use('/webhooks/*', async (c, next) => {
      const signature = c.req.header('stripe-signature') ?? '';
      this.deliveries.push({ body: await c.req.raw.clone().text(), signature });
      return next();
    });
    app.onError((_, c) => c.text('not now', 500));
    app.route('/', standIn.pages);
    const ledger = new SqliteWebhookLedger(database, clock);
    app.route('/', stripeWebhook({ payments, ledger, onPaymentEvent: (e) => this.#take(e) }));
    await this.#listen(app);
  }

  /** The service dies and comes back over the same disk. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#stop();
    rmSync(this.#directory, { recursive: true });
  }

  /** Presses a button of the checkout page. */
  press(checkoutId: string, act: 'pay' | 'late' | 'resend'): Promise<Response> {
    return fetch(`${this.#origin}/checkout/${checkoutId}`, {
      method: 'POST',
      body: new URLSearchParams({ act }),
      redirect: 'manual',
    });
  }

  async #take(event: PaymentEvent): Promise<void> {
    if (this.failures-- > 0) throw new Error('the service cannot take this in now');
    this.events.push(event);
  }

  readonly #recorded: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const requestBody = await request.clone().text();
    const response = await fetch(request);
    const { method, headers } = request;
    const body: unknown = await response.clone().json();
    const { status } = response;
    this.exchanges.push({ method, url: new URL(request.url), headers, requestBody, status, body });
    return response;
  };

  #listen(app: Hono): Promise<void> {
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
        this.#origin = `http://127.0.0.1:${port}`;
        resolve();
      });
      this.#closing.push(
        () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      );
    });
  }

  async #stop(): Promise<void> {
    const { standIn, database } = this.#running();
    await standIn.stop();
    for (const close of this.#closing.splice(0)) await close();
    database.close();
  }

  #running() {
    if (!this.#parts) throw new Error('the rig has not been opened');
    return this.#parts;
  }
}
