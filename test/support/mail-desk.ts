/** The console's sign-in by mailed links, and one operator's mailbox. */
import { randomBytes } from 'node:crypto';
import { consoleSignIn } from '../../platform/embedded/console-signin.ts';
import { Operators } from '../../platform/embedded/operators.ts';
import { testDatabase } from './data-directory.ts';
import { WalkingClock } from './payments-rig.ts';

export const HANAKO = {
  email: 'hanako@example.co.jp',
  name: '山田 花子',
  roles: ['operator', 'approver'] as ('operator' | 'approver')[],
  language: 'ja' as const,
};

export async function mailDesk(origin = 'http://127.0.0.1:8080') {
  const clock = new WalkingClock();
  const database = testDatabase();
  const operators = new Operators(database, randomBytes);
  const hanako = await operators.add(HANAKO);
  const mails: { to: string; url: string }[] = [];
  const failures: unknown[] = [];
  const state = { remote: '192.0.2.1', mailFails: false };
  const signIn = consoleSignIn({
    database,
    operators,
    clock,
    randomBytes,
    origin: () => origin,
    sendLink: async (operator, url) => {
      if (state.mailFails) throw new Error('no mail today');
      mails.push({ to: operator.email, url });
    },
    onSendFailed: (error) => failures.push(error),
    remoteOf: () => state.remote,
    stylesheet: '/assets/console.css',
  });
  const request = (path: string, init: RequestInit = {}) =>
    signIn.app.request(new Request(new URL(path, origin), init));
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    request(path, { method: 'POST', body: new URLSearchParams(form), headers });
  const ask = async (email: string, form: Record<string, string> = {}) => {
    const response = await post('/console/sign-in', { email, ...form });
    await signIn.settled();
    return response;
  };
  const mailed = async (form: Record<string, string> = {}) => {
    await ask(HANAKO.email, form);
    return mails.at(-1)?.url ?? '';
  };
  const signedIn = async () => {
    const response = await post(await mailed(), {});
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const signOut = async (cookie: string, formToken?: string) =>
    post('/console/sign-out', formToken === undefined ? {} : { formToken }, { cookie });
  const bearing = (cookie: string, headers: Record<string, string> = {}) =>
    new Request(new URL('/console', origin), { headers: { cookie, ...headers } });
  const who = (cookie: string) => signIn.access.authenticate(bearing(cookie));
  return {
    ...{ clock, database, operators, hanako, mails, failures, state, signIn },
    ...{ request, post, ask, mailed, signedIn, signOut, bearing, who },
  };
}
