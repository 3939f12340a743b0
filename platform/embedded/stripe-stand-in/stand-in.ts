/**
 * Stripe's place on a machine without a Stripe account: the API on a loopback port of its
 * own for the SDK, the checkout page for the browser, the webhooks. No money moves.
 */
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Clock } from '../../ports.ts';
import type { Database } from '../database.ts';
import { standInApi } from './api.ts';
import { Deliveries } from './deliveries.ts';
import { checkoutPages } from './pages.ts';
import { TABLES } from './tables.ts';

export interface StandInOptions {
  database: Database;
  clock: Clock;
  secretKey: string;
  webhookSecret: string;
  /** Where browsers reach this service, without a slash at the end: `http://127.0.0.1:8080`. */
  origin: () => string;
  randomBytes: (length: number) => Uint8Array;
}

export interface StripeStandIn {
  /** `/checkout/*`, to be mounted at the root of the service. */
  pages: Hono;
  /** Where the SDK is pointed. */
  api: { host: string; port: number; protocol: 'http' };
  /** From here on webhooks go to `<origin>/webhooks/stripe`. */
  start(): void;
  /** One round of deliveries now; resolves to how many were tried. For tests and demos. */
  deliverDue(): Promise<number>;
  /** Lets what is on its way end, and closes the port. Undelivered events stay for the next start. */
  stop(): Promise<void>;
}

export async function stripeStandIn(options: StandInOptions): Promise<StripeStandIn> {
  const { database, clock, secretKey, webhookSecret, origin } = options;
  database.define(TABLES);
  const books = {
    database,
    nowMs: () => clock.now().getTime(),
    randomHex: (length: number) => Buffer.from(options.randomBytes(length)).toString('hex'),
    pageUrl: (sessionId: string) => `${origin()}/checkout/${sessionId}`,
  };
  const deliveries = new Deliveries({
    ...books,
    webhookSecret,
    webhookUrl: () => `${origin()}/webhooks/stripe`,
  });
  const changed = () => deliveries.wake();
  const { port, close } = await listen(standInApi({ ...books, secretKey, changed }));
  return {
    pages: checkoutPages({ ...books, changed }),
    api: { host: '127.0.0.1', port, protocol: 'http' },
    start: () => deliveries.start(),
    deliverDue: () => deliveries.deliverDue(),
    stop: async () => {
      await deliveries.stop();
      await close();
    },
  };
}

function listen(app: Hono): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // The SDK keeps its connections open for the next call.
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
    server.on('error', reject);
  });
}
