import { describe, expect, it } from 'vitest';
import { CookieJar, cognitoDesk, landing } from '../../support/cognito-desk.ts';

const MINUTE = 60;

describe('what is refused', () => {
  const refused = async (
    tamper: (desk: Awaited<ReturnType<typeof cognitoDesk>>) => void,
  ): Promise<string | null> => {
    const desk = await cognitoDesk();
    tamper(desk);
    const jar = new CookieJar();
    const response = await desk.signIn(jar);
    expect(response.status).toBe(303);
    expect(jar.header).not.toContain('kaiji-console');
    expect(await desk.stored()).not.toContain('session');
    expect(await desk.operators.list()).toEqual([]);
    return response.headers.get('location');
  };

  it.each([
    ['another nonce', { nonce: 'n'.repeat(43) }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'somebody-else' }],
    ['another issuer', { iss: 'https://evil.example/pool' }],
    ['another use', { token_use: 'access' }],
    ['its time over', { exp: Date.parse('2026-11-19T08:00:00Z') / 1000 }],
    ['no end', { exp: undefined }],
    ['nobody in it', { sub: undefined }],
  ])('is a token with %s', async (_, tampered) => {
    const to = await refused(({ cognito }) => {
      cognito.tampered = tampered;
    });
    expect(to).toBe('/console/sign-in/refused');
  });

  it('is a token under a key that the pool does not publish', async () => {
    const to = await refused(({ cognito }) => {
      cognito.strangersKey = true;
    });
    expect(to).toBe('/console/sign-in/refused');
  });

  it('is an address that nobody has confirmed', async () => {
    for (const email_verified of [false, 'false'] as const) {
      const to = await refused(({ cognito }) => {
        cognito.person = { ...cognito.person, email_verified };
      });
      expect(to).toBe('/console/sign-in/unverified');
    }
  });

  it('is somebody in none of the groups', async () => {
    for (const groups of [undefined, [], ['eu-west-1_Company', 'operators']]) {
      const to = await refused(({ cognito }) => {
        cognito.person = { ...cognito.person, 'cognito:groups': groups };
      });
      expect(to).toBe('/console/sign-in/no-group');
    }
  });

  it('is one who was an operator before, and gets no mail from then on', async () => {
    const { signIn, signedIn, who, cognito, operators } = await cognitoDesk();
    const elsewhere = await signedIn();
    cognito.person = { ...cognito.person, 'cognito:groups': [] };
    expect(landing(await signIn(new CookieJar()))).toEqual([303, '/console/sign-in/no-group']);
    expect(await operators.list()).toEqual([]);
    expect(await who(elsewhere)).toBeNull();
  });

  it('is who cancels, or whom Cognito turns away', async () => {
    const denied = (error: string) =>
      refused(({ cognito }) => {
        cognito.denies = error;
      });
    expect(await denied('access_denied')).toBe('/console/sign-in/refused');
    expect(await denied('temporarily_unavailable')).toBe('/console/sign-in/unavailable');
  });

  it('is for now everybody, while Cognito cannot be reached or talks nonsense', async () => {
    for (const trouble of ['no connection', 'status 500', 'no JSON', 'no keys'] as const) {
      const to = await refused(({ cognito }) => {
        cognito.trouble = trouble;
      });
      expect(to, trouble).toBe('/console/sign-in/unavailable');
    }
  });

  it('is a way back that began in another browser, long ago, or nowhere', async () => {
    const { atCognito, request, clock, cognito } = await cognitoDesk();
    const stale = [303, '/console/sign-in/stale'];
    const mine = new CookieJar();
    const address = await atCognito(mine);
    expect(landing(await request(new CookieJar(), address))).toEqual(stale);
    const other = new CookieJar();
    await atCognito(other);
    expect(landing(await request(other, address))).toEqual(stale);
    const forged = address.replace(/state=\w{5}/, 'state=AAAAA');
    for (const path of [forged, '/console/signed-in', '/console/signed-in?code=1&state=.'])
      expect(landing(await request(mine, path))).toEqual(stale);
    expect(cognito.asked).toEqual([]);
    clock.walk(15 * MINUTE);
    expect(landing(await request(mine, address))).toEqual(stale);
  });

  it('keeps where one wanted to go for the next attempt', async () => {
    const { signIn, cognito, request } = await cognitoDesk();
    cognito.denies = 'access_denied';
    const response = await signIn(new CookieJar(), '/console/metrics');
    const page = await request(new CookieJar(), response.headers.get('location') ?? '');
    expect(await page.text()).toContain('href="/console/sign-in?back=%2Fconsole%2Fmetrics"');
  });

  it('is said in words, in both languages, with a way to try again', async () => {
    const { request } = await cognitoDesk();
    const said = async (path: string) => {
      const response = await request(new CookieJar(), `/console/sign-in/${path}`);
      return [response.status, await response.text()] as const;
    };
    const statuses = { refused: 403, stale: 410, unavailable: 503, 'no-group': 403 };
    for (const [what, status] of Object.entries(statuses)) {
      const [english, japanese] = [await said(what), await said(`${what}?lang=ja`)];
      expect([english[0], japanese[0]]).toEqual([status, status]);
      expect(english[1]).toContain('<a href="/console/sign-in">Try again</a>');
      expect(japanese[1]).toContain('<a href="/console/sign-in">もう一度試す</a>');
    }
    expect((await said('no-group'))[1]).toContain('/logout?client_id=');
    expect((await said('elsewhere'))[0]).toBe(303);
  });
});

describe('the log', () => {
  it('names errors, and neither people nor codes nor tokens', async () => {
    const { signIn, cognito, logged } = await cognitoDesk();
    for (const trouble of ['no connection', 'status 500', 'no JSON', 'no keys'] as const) {
      cognito.trouble = trouble;
      await signIn(new CookieJar());
    }
    cognito.trouble = 'none';
    for (const error of ['access_denied', 'hanako@example.co.jp']) {
      cognito.denies = error;
      await signIn(new CookieJar());
    }
    cognito.denies = null;
    cognito.tampered = { nonce: 'x' };
    await signIn(new CookieJar());
    const later = { why: 'unavailable', error: 'CognitoUnavailable', said: '' };
    expect(logged.map(({ facts }) => facts)).toEqual([
      later,
      { ...later, said: 'server_error' },
      later,
      later,
      { why: 'refused', error: '', said: 'access_denied' },
      { why: 'refused', error: '', said: 'other' },
      { why: 'refused', error: 'BadToken', said: '' },
    ]);
  });
});
