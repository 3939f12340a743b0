import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { beginFlow, flowThatCameBack } from '../../../platform/aws/console-flow.ts';
import { cognitoSignIn } from '../../../platform/aws/console-signin.ts';
import { CONSOLE, CookieJar, cognitoDesk, landing, onwardIn } from '../../support/cognito-desk.ts';

describe('the way to Cognito', () => {
  it('is a page that leads there, since browsers let no form be sent on to another site', async () => {
    const { request } = await cognitoDesk();
    const response = await request(new CookieJar(), '/console/sign-in', {
      headers: { 'accept-language': 'ja' },
    });
    const page = await response.text();
    const url = new URL(onwardIn(page));
    expect(response.status).toBe(200);
    expect(url.origin + url.pathname).toBe('https://kaiji.auth.example/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${CONSOLE}/console/signed-in`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      lang: 'ja',
    });
    expect(page).toContain(`href="${onwardIn(page).replaceAll('&', '&amp;')}"`);
    expect(page).not.toMatch(/<script|<style|style=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('binds the sign-in to the browser by a cookie that lasts a quarter of an hour', async () => {
    const { request } = await cognitoDesk();
    const response = await request(new CookieJar(), '/console/sign-in');
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-kaiji-sign-in=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('never has the same state, nonce or challenge twice, and tells none of the secrets', async () => {
    const secret = 's'.repeat(43);
    const now = new Date('2026-11-19T08:00:00Z');
    const flow = (salt: string) => beginFlow(secret, { back: '/console', now, salt });
    const [one, two] = [flow('1'), flow('2')];
    for (const part of ['state', 'nonce', 'verifier', 'challenge'] as const)
      expect(one[part]).not.toBe(two[part]);
    expect(one.state).not.toContain(one.verifier);
    expect(one.verifier).toMatch(/^[\w-]{43}$/);
    expect(flowThatCameBack(secret, one.state, now)).toEqual(one);
    expect(flowThatCameBack('t'.repeat(43), one.state, now)).toBeNull();
  });

  it('is not gone by who is signed in already', async () => {
    const { request, signIn } = await cognitoDesk();
    const jar = new CookieJar();
    await signIn(jar);
    const response = await request(jar, '/console/sign-in?back=/console/metrics');
    expect(landing(response)).toEqual([303, '/console/metrics']);
  });

  it('is refused in the clear, except on one machine', async () => {
    const { table, operators, clock, cognito } = await cognitoDesk();
    const withAddress = (address: string) => () =>
      cognitoSignIn({
        ...{ table, operators, clock, randomBytes, log: () => {} },
        environment: { ...cognito.environment, KAIJI_SIGN_IN_DOMAIN: address },
      });
    expect(withAddress('http://kaiji.auth.example')).toThrow('KAIJI_SIGN_IN_DOMAIN: expected');
    expect(withAddress('http://127.0.0.1.evil.example')).toThrow('expected an https address');
    for (const address of ['http://127.0.0.1:4566', 'http://pool.localhost:4566'])
      expect(withAddress(address)).not.toThrow();
  });
});

describe('coming back from Cognito', () => {
  it('signs in with the roles of the groups, and leads to where one wanted to go', async () => {
    const { signIn, who, operators } = await cognitoDesk();
    const jar = new CookieJar();
    const response = await signIn(jar, '/console/cases/KJ-7F3K2-9QXM4');
    expect(landing(response)).toEqual([303, '/console/cases/KJ-7F3K2-9QXM4']);
    const hanako = {
      ...{ id: '2f3c-hanako', email: 'hanako@example.co.jp', name: '山田 花子' },
      ...{ roles: ['operator', 'approver'], language: 'ja' },
    };
    expect(await who(jar.header)).toEqual(hanako);
    expect(await operators.list()).toEqual([hanako]);
  });

  it('keeps two people apart', async () => {
    const { signedIn, who, cognito } = await cognitoDesk();
    const hanako = await signedIn();
    cognito.person = { ...cognito.person, sub: '1a-aki', name: 'Aki', email: 'aki@example.com' };
    const aki = await signedIn();
    expect(await who(hanako)).toMatchObject({ id: '2f3c-hanako', name: '山田 花子' });
    expect(await who(aki)).toMatchObject({ id: '1a-aki', name: 'Aki' });
  });

  it('gives a cookie that scripts and other sites do not get, and takes the other away', async () => {
    const { signIn } = await cognitoDesk();
    const jar = new CookieJar();
    const [session = '', flow = ''] = (await signIn(jar)).headers.getSetCookie();
    expect(session).toMatch(
      /^__Host-kaiji-console=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(flow).toMatch(/^__Host-kaiji-sign-in=; Max-Age=0;/);
    expect(jar.header).toMatch(/^__Host-kaiji-console=[\w-]{43}$/);
  });

  it('takes the name and the language from what there is', async () => {
    const { signedIn, who, cognito } = await cognitoDesk();
    const { name: _, locale: __, ...bare } = cognito.person;
    cognito.person = { ...bare, email_verified: 'true' };
    expect(await who(await signedIn())).toMatchObject({
      name: 'hanako@example.co.jp',
      language: 'en',
    });
    cognito.person = { ...bare, name: ' Hanako ', locale: 'ja' };
    expect(await who(await signedIn())).toMatchObject({ name: 'Hanako', language: 'ja' });
  });

  it('takes each code once', async () => {
    const { atCognito, request, who } = await cognitoDesk();
    const jar = new CookieJar();
    const address = await atCognito(jar);
    const flow = jar.header;
    await request(jar, address);
    const again = await request(new CookieJar(), address, { headers: { cookie: flow } });
    expect(landing(again)).toEqual([303, '/console/sign-in/stale']);
    expect(await who(jar.header)).not.toBeNull();
  });

  it('works in two tabs, one after the other', async () => {
    const { atCognito, request, who } = await cognitoDesk();
    const jar = new CookieJar();
    const [first, second] = [await atCognito(jar, '/console/metrics'), await atCognito(jar)];
    expect(landing(await request(jar, first))).toEqual([303, '/console/metrics']);
    expect(landing(await request(jar, second))).toEqual([303, '/console']);
    expect(await who(jar.header)).not.toBeNull();
  });

  it('ends the session that was in this browser before', async () => {
    const { signedIn, atCognito, request, who } = await cognitoDesk();
    const before = await signedIn();
    const jar = new CookieJar();
    const address = await atCognito(jar);
    await request(jar, address, { headers: { cookie: `${jar.header}; ${before}` } });
    expect(await who(before)).toBeNull();
    expect(await who(jar.header)).not.toBeNull();
  });
});

describe('forms', () => {
  it('are known by where browsers reach the console, whatever the gateway calls itself', async () => {
    const { signedIn, access } = await cognitoDesk();
    const cookie = await signedIn();
    const from = (origin: string) =>
      new Request('https://a1b2.execute-api.example/console', { headers: { cookie, origin } });
    const token = access.formToken(from(CONSOLE));
    expect(access.acceptsForm(from(CONSOLE), token)).toBe(true);
    expect(access.acceptsForm(from('https://evil.example'), token)).toBe(false);
    expect(access.acceptsForm(from('null'), token)).toBe(false);
  });
});

describe('signing out', () => {
  it('ends the session here, then the one at Cognito, and comes back', async () => {
    const { signedIn, signOut, access, bearing, cognito, request, who } = await cognitoDesk();
    const cookie = await signedIn();
    const response = await signOut(cookie, access.formToken(bearing(cookie)));
    expect(response.status).toBe(200);
    expect(await who(cookie)).toBeNull();
    const left = await cognito.app.request(onwardIn(await response.text()));
    expect(landing(left)).toEqual([302, `${CONSOLE}/console/signed-out`]);
    const page = await request(new CookieJar(), '/console/signed-out?lang=ja');
    expect(await page.text()).toContain('<a href="/console/sign-in">もう一度サインインする</a>');
  });
});
