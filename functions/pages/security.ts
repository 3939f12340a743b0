/** What every answer of portal and console carries, and who may post to them. */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

/**
 * Nothing but our own style, script and pictures.
 * @param formTargets origins that a form may lead to, also by way of a redirect (Stripe, the vault)
 */
export function contentSecurityPolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "script-src 'self'",
    ["form-action 'self'", ...new Set(formTargets)].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** A handler's own Content-Security-Policy or Cache-Control stands. */
export function securityHeaders(options: {
  /** Whether browsers reach us by https only: then they are told to keep to it. */
  https: boolean;
  formTargets?: readonly string[];
}): MiddlewareHandler {
  const policy = contentSecurityPolicy(options.formTargets);
  return createMiddleware(async (c, next) => {
    await next();
    const { headers } = c.res;
    const unlessSet = (name: string, value: string) => {
      if (!headers.has(name)) c.header(name, value);
    };
    unlessSet('content-security-policy', policy);
    unlessSet('referrer-policy', 'no-referrer');
    unlessSet('x-content-type-options', 'nosniff');
    unlessSet('cross-origin-opener-policy', 'same-origin');
    unlessSet('cross-origin-resource-policy', 'same-origin');
    unlessSet('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    unlessSet('cache-control', 'no-store');
    if (options.https)
      unlessSet('strict-transport-security', 'max-age=63072000; includeSubDomains');
  });
}

/**
 * Lets a form post only from our own pages. Browsers since 2023 say where a post comes from in
 * `Sec-Fetch-Site`; older ones name an `Origin`, or `null` under our Referrer-Policy, which says
 * nothing. What says nothing passes: cookies here are `SameSite=Strict`, so that it carries none.
 * @param refuse answers for us, status 403
 */
export function sameOrigin(
  baseUrl: string,
  refuse: (c: Parameters<MiddlewareHandler>[0]) => Response | Promise<Response>,
): MiddlewareHandler {
  const { origin: own } = new URL(baseUrl);
  return createMiddleware(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const ours =
      site === undefined ? [undefined, 'null', own].includes(origin) : site === 'same-origin';
    return ours ? next() : refuse(c);
  });
}
