import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { consoleSignIn } from '../../../platform/embedded/console-signin.ts';
import { Operators } from '../../../platform/embedded/operators.ts';
import { testDatabase } from '../../support/data-directory.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

const HANAKO = {
  email: 'hanako@example.co.jp',
  name: '山田 花子',
  roles: ['operator', 'approver'] as ('operator' | 'approver')[],
  language: 'ja' as const,
};
const MINUTE = 60;
const HOUR = 60 * MINUTE;

async function desk(origin = 'http://127.0.0.1:8080') {
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
  const bearing = (cookie: string, headers: Record<string, string> = {}) =>
    new Request(new URL('/console', origin), { headers: { cookie, ...headers } });
  const who = (cookie: string) => signIn.access.authenticate(bearing(cookie));
  return {
    ...{ clock, database, operators, hanako, mails, failures, state, signIn },
    ...{ request, post, ask, mailed, signedIn, bearing, who },
  };
}

describe('asking for a link', () => {
  it('mails a link to an operator, however the address is written', async () => {
    const { ask, mails } = await desk();
    await ask('  Hanako@Example.co.jp ');
    expect(mails).toEqual([
      {
        to: HANAKO.email,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/console\/sign-in\/[\w-]{43}$/),
      },
    ]);
  });

  it('says the same to an operator, to a stranger and beyond the limit', async () => {
    const { ask, mails } = await desk();
    const seen = async (email: string) => {
      const response = await ask(email);
      return [response.status, [...response.headers], await response.text()];
    };
    const operator = await seen(HANAKO.email);
    expect(await seen('stranger@example.com')).toEqual(operator);
    for (let i = 0; i < 5; i++) expect(await seen(HANAKO.email)).toEqual(operator);
    expect(mails).toHaveLength(5);
  });

  it('answers before it looks the address up', async () => {
    const { post, mails, signIn } = await desk();
    await post('/console/sign-in', { email: HANAKO.email });
    expect(mails).toEqual([]);
    await signIn.settled();
    expect(mails).toHaveLength(1);
  });

  it('mails again after a quarter of an hour', async () => {
    const { ask, mails, clock } = await desk();
    for (let i = 0; i < 7; i++) await ask(HANAKO.email);
    clock.walk(15 * MINUTE);
    await ask(HANAKO.email);
    expect(mails).toHaveLength(6);
  });

  it('bounds the attempts of one remote, and not those of others', async () => {
    const { post, state } = await desk();
    const attempt = async (i: number) =>
      (await post('/console/sign-in', { email: `a${i}@example.com` })).status;
    for (let i = 0; i < 20; i++) expect(await attempt(i)).toBe(200);
    expect(await attempt(20)).toBe(429);
    state.remote = '192.0.2.2';
    expect(await attempt(21)).toBe(200);
  });

  it('asks again for what is no address, and escapes it', async () => {
    const { ask } = await desk();
    const response = await ask('"><script>');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('reports a mail that could not be sent, and nobody sees it in the answer', async () => {
    const { ask, state, failures } = await desk();
    state.mailFails = true;
    expect((await ask(HANAKO.email)).status).toBe(200);
    expect(failures).toHaveLength(1);
  });

  it('refuses a form of another site', async () => {
    const { post } = await desk();
    const form = { email: HANAKO.email };
    const status = async (headers: Record<string, string>) =>
      (await post('/console/sign-in', form, headers)).status;
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ origin: 'http://127.0.0.1:8080' })).toBe(200);
    expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});

describe('the link', () => {
  it('is not used up by looking at it', async () => {
    const { mailed, request, post } = await desk();
    const url = await mailed();
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await request(url, { method })).status).toBe(200);
    expect((await post(url, {})).status).toBe(303);
  });

  it('signs in once, and takes the other links with it', async () => {
    const { mailed, post, request } = await desk();
    const [first, second] = [await mailed(), await mailed()];
    expect((await post(second, {})).status).toBe(303);
    expect((await post(second, {})).status).toBe(410);
    expect((await post(first, {})).status).toBe(410);
    expect((await request(first)).status).toBe(410);
  });

  it('used at the same moment signs in once', async () => {
    const { mailed, post } = await desk();
    const url = await mailed();
    const answers = await Promise.all([post(url, {}), post(url, {}), post(url, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  });

  it('works for 15 minutes', async () => {
    const { mailed, post, clock } = await desk();
    const inTime = await mailed();
    clock.walk(15 * MINUTE - 1);
    expect((await post(inTime, {})).status).toBe(303);
    const late = await mailed();
    clock.walk(15 * MINUTE);
    expect((await post(late, {})).status).toBe(410);
  });

  it('leads back to where the operator wanted to go, and never elsewhere', async () => {
    const { mailed, post, signIn } = await desk();
    const goesTo = async (back: string) =>
      (await post(await mailed({ back }), {})).headers.get('location');
    expect(await goesTo('/console/cases/KJ-7F3K2-9QXM4')).toBe('/console/cases/KJ-7F3K2-9QXM4');
    for (const back of ['https://evil.example', '//evil.example', '/console//evil', '/consoles'])
      expect(signIn.access.signInPath(back)).toBe('/console/sign-in');
    expect(await goesTo('/\\evil.example')).toBe('/console');
    expect(await goesTo('/console/sign-in')).toBe('/console');
  });
});

describe('the session', () => {
  it('knows its operator, and nobody without it', async () => {
    const { signedIn, who, hanako } = await desk();
    expect(await who(await signedIn())).toEqual(hanako);
    expect(await who('')).toBeNull();
    expect(await who('kaiji-console=guess')).toBeNull();
  });

  it('travels in a cookie that scripts and other sites do not get', async () => {
    const { mailed, post } = await desk();
    const cookie = (await post(await mailed(), {})).headers.get('set-cookie');
    expect(cookie).toMatch(/^kaiji-console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await desk('https://kaiji.example');
    expect((await secure.post(await secure.mailed(), {})).headers.get('set-cookie')).toMatch(
      /^__Host-kaiji-console=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('ends after an hour without activity', async () => {
    const { signedIn, who, clock } = await desk();
    const cookie = await signedIn();
    for (let i = 0; i < 3; i++) {
      clock.walk(50 * MINUTE);
      expect(await who(cookie)).not.toBeNull();
    }
    clock.walk(HOUR);
    expect(await who(cookie)).toBeNull();
  });

  it('ends after twelve hours in any case', async () => {
    const { signedIn, who, clock } = await desk();
    const cookie = await signedIn();
    for (let i = 0; i < 23; i++) {
      clock.walk(30 * MINUTE);
      expect(await who(cookie)).not.toBeNull();
    }
    clock.walk(30 * MINUTE);
    expect(await who(cookie)).toBeNull();
  });

  it('ends with signing out, and with the operator', async () => {
    const { signedIn, who, post, signIn, bearing, operators, hanako } = await desk();
    const cookie = await signedIn();
    const formToken = signIn.access.formToken(bearing(cookie));
    const response = await post('/console/sign-out', { formToken }, { cookie });
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await who(cookie)).toBeNull();
    const second = await signedIn();
    await operators.add({ ...HANAKO, email: 'second@example.co.jp' });
    await operators.remove(HANAKO.email);
    expect(await who(second)).toBeNull();
    expect(await signIn.access.nameOf(hanako.id)).toBe(HANAKO.name);
  });

  it('is not kept in the database in a form that lets anybody in', async () => {
    const { signedIn, database } = await desk();
    const secret = (await signedIn()).split('=')[1];
    const rows = database.read((db) => db.prepare('SELECT * FROM console_session').all());
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('forms of the console', () => {
  it('are accepted with the token of this session from this site only', async () => {
    const { signedIn, signIn, bearing } = await desk();
    const [mine, other] = [await signedIn(), await signedIn()];
    const { access } = signIn;
    const token = access.formToken(bearing(mine));
    expect(access.acceptsForm(bearing(mine), token)).toBe(true);
    expect(access.acceptsForm(bearing(other), token)).toBe(false);
    expect(access.acceptsForm(bearing(''), token)).toBe(false);
    expect(access.acceptsForm(bearing(mine), undefined)).toBe(false);
    expect(access.acceptsForm(bearing(mine), '')).toBe(false);
    const foreign = bearing(mine, { 'sec-fetch-site': 'cross-site' });
    expect(access.acceptsForm(foreign, token)).toBe(false);
  });

  it('do not sign out at the wish of another site', async () => {
    const { signedIn, who, post } = await desk();
    const cookie = await signedIn();
    expect((await post('/console/sign-out', {}, { cookie })).status).toBe(403);
    expect(await who(cookie)).not.toBeNull();
  });
});

describe('the pages', () => {
  it('come in the language asked for, without script or inline style', async () => {
    const { request } = await desk();
    const japanese = await request('/console/sign-in', {
      headers: { 'accept-language': 'fr, ja;q=0.9, en;q=0.8' },
    });
    expect(await japanese.text()).toContain('<html lang="ja">');
    const english = await request('/console/sign-in?lang=en&back=/console/cases');
    const text = await english.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('?back=%2Fconsole%2Fcases&amp;lang=ja');
    expect(text).not.toMatch(/<script|<style|style=/);
    expect(english.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(english.headers.get('cache-control')).toBe('no-store');
  });

  it('lead on at once who is signed in already', async () => {
    const { request, signedIn } = await desk();
    const response = await request('/console/sign-in', { headers: { cookie: await signedIn() } });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console']);
  });
});

describe('the first operator', () => {
  const fresh = () => {
    const database = testDatabase();
    const clock = new WalkingClock();
    const operators = new Operators(database, randomBytes);
    const signIn = consoleSignIn({
      ...{ database, operators, clock, randomBytes },
      origin: () => 'http://127.0.0.1:8080',
      sendLink: async () => {},
      onSendFailed: () => {},
      remoteOf: () => '',
      stylesheet: '/s.css',
    });
    return { operators, signIn, clock };
  };
  const use = async (signIn: ReturnType<typeof fresh>['signIn'], url: string | null) =>
    (await signIn.app.request(url ?? '', { method: 'POST' })).status;

  it('is made from the settings, and gets a link at each start until it is used', async () => {
    const { operators, signIn, clock } = fresh();
    const first = await signIn.firstLink(HANAKO);
    expect(await operators.list()).toMatchObject([HANAKO]);
    clock.walk(23 * HOUR);
    expect(await signIn.firstLink(HANAKO)).not.toBe(first);
    expect(await operators.list()).toHaveLength(1);
    expect(await use(signIn, first)).toBe(303);
    expect(await signIn.firstLink(HANAKO)).toBeNull();
  });

  it('is the only one who gets a link without mail', async () => {
    const { operators, signIn } = fresh();
    await signIn.firstLink(HANAKO);
    await expect(operators.add(HANAKO)).rejects.toMatchObject({ name: 'OperatorExists' });
    await operators.add({ ...HANAKO, email: 'second@example.co.jp' });
    await use(signIn, await signIn.firstLink({ ...HANAKO, email: 'third@example.co.jp' }));
    expect((await operators.list()).map(({ email }) => email)).not.toContain('third@example.co.jp');
    expect(await signIn.firstLink(HANAKO)).toBeNull();
  });
});
