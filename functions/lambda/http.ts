/** A door of HTTP as a function behind the edge: API Gateway's event in, its answer out. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent, streamHandle } from 'hono/aws-lambda';
import { routePath } from 'hono/route';
import { z } from 'zod';
import type { House } from '../../platform/aws/house.ts';
import { failure, nameOf } from './failure.ts';
import { handled } from './handled.ts';
import type { FunctionName } from './roster.ts';
import { log } from './telemetry.ts';

/** The header by which the edge shows that a request has come through it, and past its firewall. */
export const EDGE_HEADER = 'x-kaiji-edge';
const EDGE = z.object({ KAIJI_EDGE_WORD: z.string().min(16) });

/** Where the edge was let in: the address before the last is the one that the edge itself has seen. */
export function viewerAddress(c: Context): string {
  const passed = (c.req.header('x-forwarded-for') ?? '').split(',').map((place) => place.trim());
  return passed.at(-2) || passed.at(-1) || 'unknown';
}

interface Door {
  house: House;
  app: { fetch: (request: Request, env: unknown) => Response | Promise<Response> };
}

/** @param open makes the door, at the first call */
export function http(name: FunctionName, open: () => Door) {
  const door = behindEdge(open);
  return handled(name, (event: LambdaEvent, lambda?: LambdaContext) =>
    handle(door())(event, lambda),
  );
}

/** The answer goes out as it is made, however long it is. */
export function streamed(name: FunctionName, open: () => Door) {
  const door = behindEdge(open);
  const app = new Hono();
  app.all('*', async (c) => {
    const answer = await door().fetch(c.req.raw, c.env);
    return answer.body ? new Response(spoken(name, answer.body), answer) : answer;
  });
  app.onError((error, c) => {
    failure(error, { function: name });
    return sorry(c);
  });
  return streamHandle(app);
}

/** What breaks off is printed by the adapter: it is given no more than a name. */
function spoken(name: FunctionName, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(
    (async function* () {
      try {
        yield* body;
      } catch (error) {
        throw failure(error, { function: name });
      }
    })(),
  );
}

function behindEdge(open: () => Door): () => Hono {
  let known: Hono | undefined;
  return () => {
    known ??= guarded(open());
    return known;
  };
}

function guarded({ house, app }: Door): Hono {
  const { KAIJI_EDGE_WORD: word } = house.read(EDGE);
  const outer = new Hono();
  outer.use(async (c, next) => {
    if (isSame(word, c.req.header(EDGE_HEADER) ?? '')) return next();
    return c.text('Please come by the front door.', 403);
  });
  outer.all('*', (c) => app.fetch(c.req.raw, c.env));
  // What went wrong stands in no answer; Stripe takes it for "send it again".
  outer.onError((error, c) => {
    log('request failed', { path: routePath(c), error: nameOf(error) });
    return sorry(c);
  });
  return outer;
}

const sorry = (c: Context) => c.text('Something went wrong on our side. Please try again.', 500);

function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
