/** Forms of the console come from its own pages, in its own session. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the browser says that the request comes from this very site. Without a word about
 * it (no browser at all, or a very old one) the form token alone decides.
 * @param own where browsers reach the site; behind a gateway the request itself names another host
 */
export function isSameOrigin(request: Request, own: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  const hosts = [new URL(own).host, new URL(request.url).host];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** Bound to the session and worth nothing without it; not the session's secret itself. */
export function formTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('kaiji console form').digest('base64url');
}

export function isFormTokenOf(sessionSecret: string, given: unknown): boolean {
  const digest = (text: string) => createHmac('sha256', sessionSecret).update(text).digest();
  return (
    typeof given === 'string' && timingSafeEqual(digest(formTokenOf(sessionSecret)), digest(given))
  );
}
