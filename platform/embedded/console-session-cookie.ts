/** The console's session as the browser holds it, and who is signed in by it. */
import type { Context } from 'hono';
import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import type { ConsoleAccess } from '../console-access.ts';
import { formTokenOf, isFormTokenOf, isSameOrigin } from './console-forms.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import type { Operators } from './operators.ts';

export const HOME = '/console';
export const SIGN_IN = '/console/sign-in';
export const SIGN_OUT = '/console/sign-out';

/** Only back into the console: never to another site, whatever a link was made to say. */
export const Back = z
  .string()
  .max(500)
  .regex(/^\/console(?:[/?][\w\-./?=&%#+~:,]*)?$/)
  .refine((path) => !path.startsWith(SIGN_IN) && !path.includes('//'))
  .catch(HOME);

export function consoleAccess(
  sessions: ConsoleSessions,
  operators: Operators,
  cookie: () => string,
): ConsoleAccess {
  return {
    signInPath: (back) =>
      back === undefined || Back.parse(back) !== back || back === HOME
        ? SIGN_IN
        : `${SIGN_IN}?${new URLSearchParams({ back })}`,
    signOutPath: SIGN_OUT,
    async authenticate(request) {
      const secret = secretIn(request, cookie());
      const id = secret === null ? null : await sessions.operatorOf(secret);
      return id === null ? null : operators.get(id);
    },
    nameOf: async (operatorId) => operators.nameOf(operatorId),
    formToken(request) {
      const secret = secretIn(request, cookie());
      return secret === null ? '' : formTokenOf(secret);
    },
    acceptsForm(request, formToken) {
      const secret = secretIn(request, cookie());
      return secret !== null && isSameOrigin(request) && isFormTokenOf(secret, formToken);
    },
  };
}

/** `__Host-` binds the cookie to this very host, which browsers allow over https only. */
export function cookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-kaiji-console' : 'kaiji-console';
}

export function secretIn(request: Request, name: string): string | null {
  return parse(request.headers.get('cookie') ?? '', name)[name] || null;
}

/** `Lax`, since operators come by links in mails; the session's end is kept on the server. */
export function setSession(c: Context, origin: string, secret: string | null): void {
  const cookie = generateCookie(cookieName(origin), secret ?? '', {
    httpOnly: true,
    sameSite: 'Lax',
    secure: origin.startsWith('https:'),
    path: '/',
    ...(secret === null ? { maxAge: 0 } : {}),
  });
  c.header('set-cookie', cookie);
}
