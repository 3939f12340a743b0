/** The console's session as the browser holds it, and who is signed in by it. */
import type { Context } from 'hono';
import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import type { ConsoleAccess, Operator } from './console-access.ts';
import { formTokenOf, isFormTokenOf, isSameOrigin } from './console-forms.ts';

export const HOME = '/console';
export const SIGN_IN = '/console/sign-in';
export const SIGN_OUT = '/console/sign-out';

/** Only back into the console: never to another site, whatever a link was made to say. */
export const Back = z
  .string()
  .max(500)
  .regex(/^\/console(?:[/?][\w\-./?=&%#+~:,]*)?$/)
  .refine((path) => !path.startsWith('/console/sign') && !path.includes('//'))
  .catch(HOME);

export function consoleAccess(parts: {
  /** Whose session it is, while it lasts. Counts as activity. */
  operatorOf: (secret: string) => Promise<Operator | null>;
  nameOf: ConsoleAccess['nameOf'];
  /** Where browsers reach this service. */
  origin: () => string;
}): ConsoleAccess {
  const secretOf = (request: Request) => secretIn(request, cookieName(parts.origin()));
  return {
    signInPath: (back) =>
      back === undefined || Back.parse(back) !== back || back === HOME
        ? SIGN_IN
        : `${SIGN_IN}?${new URLSearchParams({ back })}`,
    signOutPath: SIGN_OUT,
    async authenticate(request) {
      const secret = secretOf(request);
      return secret === null ? null : parts.operatorOf(secret);
    },
    nameOf: parts.nameOf,
    formToken(request) {
      const secret = secretOf(request);
      return secret === null ? '' : formTokenOf(secret);
    },
    acceptsForm(request, formToken) {
      const secret = secretOf(request);
      const ours = isSameOrigin(request, parts.origin());
      return secret !== null && ours && isFormTokenOf(secret, formToken);
    },
  };
}

/** `__Host-` binds a cookie to this very host, which browsers allow over https only. */
export function cookieName(origin: string, name = 'kaiji-console'): string {
  return origin.startsWith('https:') ? `__Host-${name}` : name;
}

export function secretIn(request: Request, name: string): string | null {
  return parse(request.headers.get('cookie') ?? '', name)[name] || null;
}

/** `Lax`, since operators come by links in mails; the session's end is kept on the server. */
export function setSession(c: Context, origin: string, secret: string | null): void {
  setSecret(c, { origin, name: cookieName(origin), secret });
}

/** @param cookie `null` as its secret takes the cookie away */
export function setSecret(
  c: Context,
  cookie: { origin: string; name: string; secret: string | null; maxAge?: number | undefined },
): void {
  const { origin, name, secret, maxAge = secret === null ? 0 : undefined } = cookie;
  const header = generateCookie(name, secret ?? '', {
    httpOnly: true,
    sameSite: 'Lax',
    secure: origin.startsWith('https:'),
    path: '/',
    ...(maxAge !== undefined && { maxAge }),
  });
  c.header('set-cookie', header, { append: true });
}
