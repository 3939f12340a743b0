import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { consoleSignIn } from '../../../platform/embedded/console-signin.ts';
import { Operators } from '../../../platform/embedded/operators.ts';
import { testDatabase } from '../../support/data-directory.ts';
import { HANAKO, mailDesk } from '../../support/mail-desk.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('asking for a link', () => {
  it('mails a link to an operator, however the address is written', async () => {
    const { ask, mails } = await mailDesk();
    await ask('  Hanako@Example.co.jp ');
    expect(mails).toEqual([
      {
        to: HANAKO.email,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/console\/sign-in\/[\w-]{43}$/),
      },
    ]);
  });

  it('says the same to an operator, to a stranger and beyond the limit', async () => {
    const { ask, mails } = await mailDesk();
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
    const { post, mails, signIn } = await mailDesk();
    await post('/console/sign-in', { email: HANAKO.email });
    expect(mails).toEqual([]);
    await signIn.settled();
    expect(mails).toHaveLength(1);
  });

  it('mails again after a quarter of an hour', async () => {
    const { ask, mails, clock } = await mailDesk();
    for (let i = 0; i < 7; i++) await ask(HANAKO.email);
    clock.walk(15 * MINUTE);
    await ask(HANAKO.email);
    expect(mails).toHaveLength(6);
  });

  it('bounds the attempts of one remote, and not those of others', async () => {
    const { post, state } = await mailDesk();
    const attempt = async (i: number) =>
      (await post('/console/sign-in', { email: `a${i}@example.com` })).status;
    for (let i = 0; i < 20; i++) expect(await attempt(i)).toBe(200);
    expect(await attempt(20)).toBe(429);
    state.remote = '192.0.2.2';
    expect(await attempt(21)).toBe(200);
  });

  it('asks again for what is no address, and escapes it', async () => {
    const { ask } = await mailDesk();
    const response = await ask('"><script>');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('reports a mail that could not be sent, and nobody sees it in the answer', async () => {
    const { ask, state, failures } = await mailDesk();
    state.mailFails = true;
    expect((await ask(HANAKO.email)).status).toBe(200);
    expect(failures).toHaveLength(1);
  });

  it('refuses a form of another site', async () => {
    const { post } = await mailDesk();
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
    const { mailed, request, post } = await mailDesk();
    const url = await mailed();
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await request(url, { method })).status).toBe(200);
    expect((await post(url, {})).status).toBe(303);
  });

  it('signs in once, and takes the other links with it', async () => {
    const { mailed, post, request } = await mailDesk();
    const [first, second] = [await mailed(), await mailed()];
    expect((await post(second, {})).status).toBe(303);
    expect((await post(second, {})).status).toBe(410);
    expect((await post(first, {})).status).toBe(410);
    expect((await request(first)).status).toBe(410);
  });

  it('used at the same moment signs in once', async () => {
    const { mailed, post } = await mailDesk();
    const url = await mailed();
    const answers = await Promise.all([post(url, {}), post(url, {}), post(url, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  });

  it('works for 15 minutes', async () => {
    const { mailed, post, clock } = await mailDesk();
    const inTime = await mailed();
    clock.walk(15 * MINUTE - 1);
    expect((await post(inTime, {})).status).toBe(303);
    const late = await mailed();
    clock.walk(15 * MINUTE);
    expect((await post(late, {})).status).toBe(410);
  });

  it('leads back to where the operator wanted to go, and never elsewhere', async () => {
    const { mailed, post, signIn } = await mailDesk();
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
  it('travels in a cookie that scripts and other sites do not get', async () => {
    const { mailed, post } = await mailDesk();
    const cookie = (await post(await mailed(), {})).headers.get('set-cookie');
    expect(cookie).toMatch(/^kaiji-console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await mailDesk('https://kaiji.example');
    expect((await secure.post(await secure.mailed(), {})).headers.get('set-cookie')).toMatch(
      /^__Host-kaiji-console=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('the pages', () => {
  it('come in the language asked for, without script or inline style', async () => {
    const { request } = await mailDesk();
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
    const { request, signedIn } = await mailDesk();
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
