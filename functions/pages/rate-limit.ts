/** A bound on how often one address may do one thing. Kept in memory, forgotten with the window. */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import type { Clock } from '../../platform/ports.ts';

/** More addresses than this at once are counted together: a flood cannot fill our memory. */
const MOST_ADDRESSES = 20_000;

const Connection = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

/** The peer's address as Node sees it; `unknown` for all where there is no socket. */
export function peerAddress(c: Context): string {
  return Connection.safeParse(c.env).data?.incoming.socket.remoteAddress ?? 'unknown';
}

/** One household or server has a whole IPv6 /64: it is counted as one. */
function place(address: string): string {
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice(7);
  if (!address.includes(':')) return address;
  const [left = [], right = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...(address.includes('::') ? zeros : []), ...right].slice(0, 4).join(':');
}

/**
 * At most `limit` requests of these methods in each window of `windowSeconds`, per address.
 * @param refuse answers for us, status 429; `Retry-After` is added
 */
export function rateLimit(options: {
  clock: Clock;
  limit: number;
  windowSeconds: number;
  refuse: (c: Context) => Response | Promise<Response>;
  methods?: readonly string[];
  addressOf?: (c: Context) => string;
}): MiddlewareHandler {
  const { clock, limit, windowSeconds, refuse } = options;
  const { methods = ['POST'], addressOf = peerAddress } = options;
  let windowStart = 0;
  let counts = new Map<string, number>();
  return createMiddleware(async (c, next) => {
    if (!methods.includes(c.req.method)) return next();
    const now = clock.now().getTime();
    const start = now - (now % (windowSeconds * 1000));
    if (start !== windowStart) {
      windowStart = start;
      counts = new Map();
    }
    const from = place(addressOf(c));
    const key = counts.has(from) || counts.size < MOST_ADDRESSES ? from : 'others';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= limit) return next();
    const response = await refuse(c);
    const again = Math.ceil((start + windowSeconds * 1000 - now) / 1000);
    response.headers.set('retry-after', String(again));
    return response;
  });
}
