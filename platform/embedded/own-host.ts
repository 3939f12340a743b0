/**
 * Answers only what was asked of this very host. A page elsewhere can have its own name lead to
 * 127.0.0.1 (DNS rebinding) and would then be read here as if it were ours; but the browser still
 * says by which name it asked.
 */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

/** Names that no other site can have; the port listens on loopback only. */
const LOOPBACK = ['127.0.0.1', 'localhost'];

/** @param baseUrl where browsers reach the service; its host is the only other name that counts */
export function ownHostOnly(baseUrl: string): MiddlewareHandler {
  const own = new Set([...LOOPBACK, new URL(baseUrl).hostname]);
  return createMiddleware(async (c, next) =>
    own.has(new URL(c.req.url).hostname)
      ? next()
      : c.text('Nothing is served here under this name.', 421, { 'cache-control': 'no-store' }),
  );
}
