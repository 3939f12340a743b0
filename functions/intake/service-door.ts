/**
 * The door for the company's own sites, which know who is signed in: `POST /signal` when such a person's
 * browser sends Global Privacy Control (L-23), and `POST /signal/status` before anybody is asked to opt
 * in (L-24, L-25). Both take the shared secret as a bearer token; addresses travel in bodies, never in
 * an address line, and stand in no log.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { optInAnswer } from '../../core/law/opt-in.ts';
import { Language } from '../../core/law/rights.ts';
import { SIGNAL } from '../../core/law/signal.ts';
import { MailAddress } from '../../core/mail-address.ts';
import { newestAsking } from '../acts/opt-outs.ts';
import type { Context } from '../context.ts';
import { honourSignal } from './signal.ts';

const LARGEST_BODY = 8 * 1024;

const Person = {
  email: MailAddress,
  /** The last opt-in, with both its steps, that the site knows of. */
  optedInAt: z.iso.datetime().nullable().default(null),
};

const Signal = z.strictObject({
  ...Person,
  /** The value of the header as the browser sent it. */
  signal: z.literal(SIGNAL.value),
  name: z.string().trim().max(200).default(''),
  language: Language.default('en'),
});

const Question = z.strictObject({
  ...Person,
  phone: z.string().max(40).optional(),
  /** In years, where the site knows that the person is, or may be, under 16. */
  age: z.int().min(0).max(150).nullable().default(null),
});

/** @param secret what the sites prove themselves with; see KAIJI_SERVICE_SECRET */
export function serviceDoor(context: Context, secret: string): Hono {
  const app = new Hono();
  app.use('/signal/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    if (isBearer(secret, c.req.header('authorization'))) return next();
    return c.json({ error: 'unauthorized' }, 401, { 'www-authenticate': 'Bearer' });
  });
  const onError: Parameters<typeof bodyLimit>[0]['onError'] = (c) =>
    c.json({ error: 'too-large' }, 413);
  app.use('/signal/*', bodyLimit({ maxSize: LARGEST_BODY, onError }));

  app.post('/signal', async (c) => {
    const read = Signal.safeParse(await jsonOf(c.req.raw));
    if (!read.success) return c.json(whatIsWrong(read.error), 422);
    const now = context.ports.clock.now().toISOString();
    if (isLater(read.data.optedInAt, now)) return c.json(IN_THE_FUTURE, 422);
    const { caseId, receivedAt } = await honourSignal(context, read.data);
    return c.json({ honoured: true, case: caseId, since: receivedAt });
  });

  app.post('/signal/status', async (c) => {
    const read = Question.safeParse(await jsonOf(c.req.raw));
    if (!read.success) return c.json(whatIsWrong(read.error), 422);
    const { optedInAt, age, ...person } = read.data;
    const now = context.ports.clock.now().toISOString();
    if (isLater(optedInAt, now)) return c.json(IN_THE_FUTURE, 422);
    const [out, limit] = await Promise.all([
      newestAsking(context, person, 'ccpa.opt-out'),
      newestAsking(context, person, 'ccpa.limit'),
    ]);
    const [optedOutAt, limitedAt] = [out?.at ?? null, limit?.at ?? null];
    return c.json(optInAnswer({ optedOutAt, limitedAt, optedInAt, age }, now));
  });
  return app;
}

const IN_THE_FUTURE = { error: 'not-accepted', fields: ['optedInAt'] };

const isLater = (at: string | null, now: string): boolean =>
  at !== null && Date.parse(at) > Date.parse(now);

/** Which fields, never what stood in them. */
const whatIsWrong = ({ issues }: z.ZodError) => ({
  error: 'not-accepted',
  fields: [...new Set(issues.map(({ path }) => path.join('.') || 'body'))],
});

const jsonOf = async (request: Request): Promise<unknown> => request.json().catch(() => undefined);

/** Compared as hashes: in the same time whatever was sent. */
function isBearer(secret: string, given: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(`Bearer ${secret}`), hash(given ?? ''));
}
