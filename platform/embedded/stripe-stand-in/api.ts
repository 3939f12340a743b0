/** The calls of Stripe's API that `StripePayments` makes, over the stand-in's books. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import type { Database } from '../database.ts';
import { Books, type BooksOptions } from './books.ts';
import { faultOfParameters, StripeFault, unauthorized } from './faults.ts';
import { decodeForm } from './form.ts';
import { type Answer, answerOnce, answerTo } from './idempotency.ts';
import { CreateRefund, CreateSession, ListRefunds, Nothing } from './parameters.ts';

const LARGEST_BODY = 64 * 1024;

export interface ApiOptions extends BooksOptions {
  database: Database;
  secretKey: string;
  /** Called after every change: there may be events to deliver. */
  changed: () => void;
}

export function standInApi(options: ApiOptions): Hono {
  const app = new Hono();
  app.use('/v1/*', bodyLimit({ maxSize: LARGEST_BODY }), async (c, next) => {
    c.header('request-id', `req_${options.randomHex(8)}`);
    if (!isKey(options.secretKey, c.req.header('authorization'))) {
      const { status, body } = answerTo(() => {
        throw unauthorized();
      });
      return reply(c, { status, body });
    }
    return next();
  });

  const post = <T>(
    path: string,
    schema: z.ZodType<T>,
    work: (books: Books, params: T, id: string) => unknown,
  ) =>
    app.post(path, async (c) => {
      const text = await c.req.text();
      const params = parsed(schema, text);
      if (params instanceof StripeFault)
        return reply(c, { status: params.status, body: JSON.stringify(params.body) });
      const request = {
        key: c.req.header('idempotency-key'),
        fingerprint: createHash('sha256').update(`${c.req.path}\n${text}`).digest('hex'),
        nowMs: options.nowMs(),
      };
      const answer = await options.database.write((db) => {
        const books = new Books(db, options);
        books.expireOverdue();
        return answerOnce(db, request, () => work(books, params, c.req.param('id') ?? ''));
      });
      options.changed();
      return reply(c, answer);
    });

  post('/v1/checkout/sessions', CreateSession, (books, params) => books.createSession(params));
  post('/v1/checkout/sessions/:id/expire', Nothing, (books, _, id) => books.expireSession(id));
  post('/v1/refunds', CreateRefund, (books, params) => books.createRefund(params));

  app.get('/v1/checkout/sessions/:id', async (c) => {
    const answer = await options.database.write((db) => {
      const books = new Books(db, options);
      books.expireOverdue();
      return answerTo(() => books.showSession(c.req.param('id')));
    });
    options.changed();
    return reply(c, answer);
  });
  app.get('/v1/refunds', (c) => {
    const params = parsed(ListRefunds, new URL(c.req.url).search.slice(1));
    const answer = answerTo(() => {
      if (params instanceof StripeFault) throw params;
      return options.database.read((db) => new Books(db, options).listRefunds(params));
    });
    return reply(c, answer);
  });

  app.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
    return c.json({ error: { type: 'invalid_request_error', message } }, 404);
  });
  return app;
}

function parsed<T>(schema: z.ZodType<T>, form: string): T | StripeFault {
  const result = schema.safeParse(decodeForm(form));
  return result.success ? result.data : faultOfParameters(result.error);
}

function reply(c: Context, answer: Answer): Response {
  if (answer.replayed) c.header('idempotent-replayed', 'true');
  c.header('content-type', 'application/json');
  c.header('stripe-should-retry', 'false');
  return c.body(answer.body, answer.status);
}

function isKey(secretKey: string, authorization: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${secretKey}`), digest(authorization ?? ''));
}
