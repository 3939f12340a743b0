/** The console's sign-in on AWS with a user pool beside it, and one operator's browser. */
import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { cognitoSignIn } from '../../platform/aws/console-signin.ts';
import { AwsOperators } from '../../platform/aws/operators.ts';
import { testTable } from './aws-table.ts';
import { StandInCognito } from './cognito.ts';
import { WalkingClock } from './payments-rig.ts';

export const CONSOLE = 'https://kaiji.example';
const COGNITO = 'https://kaiji.auth.example';

/** Keeps cookies as a browser does, and follows pages that lead on. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** As the header has it. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Where a page leads by itself. */
export const onwardIn = (page: string): string =>
  (/http-equiv="refresh" content="0;url=([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');

export const landing = (response: Response) => [response.status, response.headers.get('location')];

export async function cognitoDesk() {
  const clock = new WalkingClock();
  const { table, client } = await testTable();
  const operators = new AwsOperators(table);
  const cognito = await StandInCognito.make({ origin: COGNITO, console: CONSOLE, clock });
  const logged: { event: string; facts: Readonly<Record<string, string>> }[] = [];
  const { app, access } = cognitoSignIn({
    ...{ table, operators, clock, randomBytes },
    environment: cognito.environment,
    log: (event, facts) => logged.push({ event, facts }),
    fetch: cognito.fetch,
  });
  const request = async (jar: CookieJar, path: string, init: RequestInit = {}) =>
    jar.keep(
      await app.request(new URL(path, CONSOLE), {
        ...init,
        headers: { cookie: jar.header, ...init.headers },
      }),
    );
  /** @returns the address with which Cognito sends the browser back */
  const atCognito = async (jar: CookieJar, back?: string) => {
    const page = await (await request(jar, access.signInPath(back))).text();
    const answer = await cognito.app.request(onwardIn(page));
    return answer.headers.get('location') ?? '';
  };
  const signIn = async (jar: CookieJar, back?: string) => request(jar, await atCognito(jar, back));
  const signedIn = async () => {
    const jar = new CookieJar();
    await signIn(jar);
    return jar.header;
  };
  const signOut = async (cookie: string, formToken = '') =>
    app.request(new URL('/console/sign-out', CONSOLE), {
      method: 'POST',
      body: new URLSearchParams({ formToken }),
      headers: { cookie },
    });
  const bearing = (cookie: string, headers: Record<string, string> = {}) =>
    new Request(new URL('/console', CONSOLE), { headers: { cookie, ...headers } });
  const who = (cookie: string) => access.authenticate(bearing(cookie));
  const stored = async () =>
    JSON.stringify((await client.send(new ScanCommand({ TableName: 'kaiji' }))).Items);
  return {
    ...{ clock, table, client, operators, cognito, logged, app, access },
    ...{ request, atCognito, signIn, signedIn, signOut, bearing, who, stored },
  };
}
