import { inspect } from 'node:util';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Stripe from 'stripe';
import { expect, it, onTestFinished } from 'vitest';
import { StripePayments } from '../../platform/stripe-payments.ts';
import { WalkingClock } from '../support/payments-rig.ts';

const KEY = 'sk_test_very_secret';

function paymentsAt(port: number): StripePayments {
  const stripe = new Stripe(KEY, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return new StripePayments({ stripe, webhookSecret: 'whsec_x', clock: new WalkingClock() });
}

/** A server that answers everything alike. */
function answering(status: number, body: string): Promise<number> {
  const app = new Hono();
  app.all('*', () => new Response(body, { status, headers: { 'request-id': 'req_7' } }));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(port),
    );
    onTestFinished(() => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  });
}

const problem = (type: string, code?: string) =>
  JSON.stringify({ error: { type, code, message: `key ${KEY} of Taro Yamada` } });

it.each([
  [500, problem('api_error'), 'PaymentsUnavailable'],
  [503, '<h1>down</h1>', 'PaymentsUnavailable'],
  [429, problem('invalid_request_error', 'rate_limit'), 'PaymentsUnavailable'],
  [409, problem('idempotency_error', 'idempotency_key_in_use'), 'PaymentsUnavailable'],
  [400, problem('idempotency_error'), 'PaymentsRefused'],
  [400, problem('invalid_request_error', 'parameter_unknown'), 'PaymentsRefused'],
  [401, problem('invalid_request_error'), 'PaymentsRefused'],
  [403, problem('invalid_request_error'), 'PaymentsRefused'],
  [402, problem('card_error', 'card_declined'), 'PaymentsRefused'],
])('an answer %i %s is %s, told without the body or the key', async (status, body, name) => {
  const payments = paymentsAt(await answering(status, body));
  const error = await payments.expire('cs_1').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name, cause: { name: 'StripeFault' } });
  const shown = inspect(error, { depth: 10 });
  expect(shown).not.toContain(KEY);
  expect(shown).not.toContain('Yamada');
});

it('a refused connection is PaymentsUnavailable, and says so', async () => {
  const error = await paymentsAt(1)
    .expire('cs_1')
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'PaymentsUnavailable' });
  expect(inspect(error)).toContain('ECONNREFUSED');
});
