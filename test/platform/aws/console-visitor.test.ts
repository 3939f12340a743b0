import { describe, expect, it } from 'vitest';
import { cognitoDesk } from '../../support/cognito-desk.ts';

const MINUTE = 60;

describe('while somebody is signed in', () => {
  it('Cognito is asked again every half hour, and its groups count', async () => {
    const { signedIn, who, clock, cognito, operators } = await cognitoDesk();
    const cookie = await signedIn();
    cognito.person = { ...cognito.person, 'cognito:groups': ['auditor'], name: '佐藤 花子' };
    clock.walk(29 * MINUTE);
    expect(await who(cookie)).toMatchObject({ roles: ['operator', 'approver'] });
    clock.walk(MINUTE);
    expect(await who(cookie)).toMatchObject({ roles: ['auditor'], name: '佐藤 花子' });
    expect(await operators.list()).toMatchObject([{ roles: ['auditor'] }]);
    expect(await who(cookie)).not.toBeNull();
    expect(cognito.asked).toEqual(['authorization_code', 'refresh_token']);
  });

  it('one who has left every group is out within the hour, in all browsers, and gets no mail', async () => {
    const { signedIn, who, clock, cognito, operators, access, stored } = await cognitoDesk();
    const [cookie, other] = [await signedIn(), await signedIn()];
    cognito.person = { ...cognito.person, 'cognito:groups': [] };
    clock.walk(30 * MINUTE);
    expect(await who(cookie)).toBeNull();
    cognito.person = { ...cognito.person, 'cognito:groups': ['operator'] };
    expect(await who(other)).toBeNull();
    expect(await operators.list()).toEqual([]);
    expect(await access.nameOf('2f3c-hanako')).toBe('山田 花子');
    expect(await stored()).not.toContain('hanako@example.co.jp');
  });

  it('one who is disabled, deleted or signed out everywhere is out within the hour', async () => {
    const { signedIn, who, clock, cognito, logged, stored } = await cognitoDesk();
    const cookie = await signedIn();
    cognito.revoked = true;
    clock.walk(30 * MINUTE);
    expect(await who(cookie)).toBeNull();
    cognito.revoked = false;
    expect(await who(cookie)).toBeNull();
    expect(await stored()).not.toContain('session#');
    expect(logged).toEqual([
      { event: 'console session ended by Cognito', facts: { error: 'GrantRefused' } },
    ]);
  });

  it('a token of somebody else, or one that does not hold, ends the session', async () => {
    for (const tampered of [{ sub: 'somebody-else' }, { aud: 'another' }]) {
      const { signedIn, who, clock, cognito } = await cognitoDesk();
      const cookie = await signedIn();
      cognito.tampered = tampered;
      clock.walk(30 * MINUTE);
      expect(await who(cookie)).toBeNull();
      cognito.tampered = {};
      expect(await who(cookie)).toBeNull();
    }
  });

  it('half an hour of trouble at Cognito disturbs nobody; after that they wait for it', async () => {
    const { signedIn, who, clock, cognito } = await cognitoDesk();
    const cookie = await signedIn();
    cognito.trouble = 'status 500';
    clock.walk(59 * MINUTE);
    expect(await who(cookie)).not.toBeNull();
    clock.walk(MINUTE);
    await expect(who(cookie)).rejects.toMatchObject({ name: 'CognitoUnavailable' });
    cognito.trouble = 'none';
    expect(await who(cookie)).not.toBeNull();
  });

  it('a pool that gives a new refresh token each time is kept up with', async () => {
    const { signedIn, who, clock, cognito } = await cognitoDesk();
    cognito.rotates = true;
    const cookie = await signedIn();
    for (let i = 0; i < 3; i++) {
      clock.walk(40 * MINUTE);
      expect(await who(cookie)).not.toBeNull();
    }
    expect(cognito.asked).toHaveLength(4);
  });

  it('many pages at the same moment are all let in', async () => {
    const { signedIn, who, clock } = await cognitoDesk();
    const cookie = await signedIn();
    clock.walk(40 * MINUTE);
    const all = await Promise.all(Array.from({ length: 6 }, () => who(cookie)));
    for (const one of all) expect(one).toMatchObject({ id: '2f3c-hanako' });
    expect(await who(cookie)).not.toBeNull();
  });

  it('signing out in one tab is not undone by a page that another is loading', async () => {
    const { signedIn, who, signOut, access, bearing, clock, cognito } = await cognitoDesk();
    const cookie = await signedIn();
    clock.walk(40 * MINUTE);
    cognito.beforeAnswering = async () => {
      await signOut(cookie, access.formToken(bearing(cookie)));
    };
    expect(await who(cookie)).toBeNull();
    expect(await who(cookie)).toBeNull();
  });

  it('the table holds no refresh token that could be used, and says when the session ends', async () => {
    const { signedIn, stored, cognito } = await cognitoDesk();
    await signedIn();
    const kept = await stored();
    for (const token of cognito.refreshTokens) {
      expect(kept).not.toContain(token);
      expect(kept).not.toContain(Buffer.from(token).toString('base64'));
    }
    expect(cognito.refreshTokens.size).toBe(1);
    const end = Date.parse('2026-11-19T20:00:00Z') / 1000;
    expect(kept).toContain(`"expires":{"N":"${end}"}`);
  });
});
