import { describe, expect, it } from 'vitest';
import type { ConsoleAccess, Operator } from '../../platform/console-access.ts';
import { cognitoDesk } from '../support/cognito-desk.ts';
import { HANAKO, mailDesk } from '../support/mail-desk.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

interface Desk {
  access: ConsoleAccess;
  operator: Operator;
  walk(seconds: number): void;
  /** The cookie of one who has just signed in. */
  signedIn(): Promise<string>;
  signOut(cookie: string, formToken?: string): Promise<Response>;
  bearing(cookie: string, headers?: Record<string, string>): Request;
  who(cookie: string): Promise<Operator | null>;
  /** Takes the operator from those who may sign in. */
  remove(): Promise<void>;
  /** All that is kept of sessions. */
  stored(): Promise<string>;
}

function keepsTheContract(make: () => Promise<Desk>) {
  it('knows the operator of a session, and nobody without it', async () => {
    const { signedIn, who, operator } = await make();
    const cookie = await signedIn();
    expect(await who(cookie)).toEqual(operator);
    expect(await who('')).toBeNull();
    expect(await who(cookie.replace(/=.*/, '=guess'))).toBeNull();
  });

  it('ends a session after an hour without activity', async () => {
    const { signedIn, who, walk } = await make();
    const cookie = await signedIn();
    for (let i = 0; i < 3; i++) {
      walk(50 * MINUTE);
      expect(await who(cookie)).not.toBeNull();
    }
    walk(HOUR);
    expect(await who(cookie)).toBeNull();
  });

  it('ends a session after twelve hours in any case', async () => {
    const { signedIn, who, walk } = await make();
    const cookie = await signedIn();
    for (let i = 0; i < 23; i++) {
      walk(30 * MINUTE);
      expect(await who(cookie)).not.toBeNull();
    }
    walk(30 * MINUTE);
    expect(await who(cookie)).toBeNull();
  });

  it('ends a session with signing out, and no other of the same operator', async () => {
    const { signedIn, who, signOut, access, bearing } = await make();
    const [cookie, other] = [await signedIn(), await signedIn()];
    const response = await signOut(cookie, access.formToken(bearing(cookie)));
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await who(cookie)).toBeNull();
    expect(await who(other)).not.toBeNull();
  });

  it('ends every session of an operator who is removed, and keeps the name', async () => {
    const { signedIn, who, remove, access, operator } = await make();
    const cookies = [await signedIn(), await signedIn()];
    await remove();
    for (const cookie of cookies) expect(await who(cookie)).toBeNull();
    expect(await access.nameOf(operator.id)).toBe(operator.name);
    expect(await access.nameOf('nobody')).toBeNull();
  });

  it('keeps nothing by which somebody could get in', async () => {
    const { signedIn, stored } = await make();
    const secret = (await signedIn()).split('=')[1];
    expect(secret).toHaveLength(43);
    expect(await stored()).not.toContain(secret);
  });

  it('takes forms with the token of this session from this site only', async () => {
    const { signedIn, access, bearing } = await make();
    const [mine, other] = [await signedIn(), await signedIn()];
    const token = access.formToken(bearing(mine));
    expect(access.acceptsForm(bearing(mine), token)).toBe(true);
    expect(access.acceptsForm(bearing(other), token)).toBe(false);
    expect(access.acceptsForm(bearing(''), token)).toBe(false);
    expect(access.acceptsForm(bearing(mine), undefined)).toBe(false);
    expect(access.acceptsForm(bearing(mine), '')).toBe(false);
    const foreign = bearing(mine, { 'sec-fetch-site': 'cross-site' });
    expect(access.acceptsForm(foreign, token)).toBe(false);
  });

  it('signs nobody out at the wish of another site', async () => {
    const { signedIn, who, signOut } = await make();
    const cookie = await signedIn();
    expect((await signOut(cookie)).status).toBe(403);
    expect(await who(cookie)).not.toBeNull();
  });

  it('comes back to a page of the console, and never to another site', async () => {
    const { access } = await make();
    expect(access.signInPath()).toBe('/console/sign-in');
    expect(access.signInPath('/console/cases')).toBe('/console/sign-in?back=%2Fconsole%2Fcases');
    for (const back of ['https://evil.example', '//evil.example', '/console//evil', '/consoles'])
      expect(access.signInPath(back)).toBe('/console/sign-in');
    for (const back of ['/console/sign-in', '/console/sign-out', '/console/signed-in?code=1'])
      expect(access.signInPath(back)).toBe('/console/sign-in');
  });
}

describe('ConsoleAccess, embedded', () => {
  keepsTheContract(async () => {
    const desk = await mailDesk();
    return {
      ...desk,
      access: desk.signIn.access,
      operator: desk.hanako,
      walk: (seconds) => desk.clock.walk(seconds),
      remove: async () => {
        await desk.operators.add({ ...HANAKO, email: 'second@example.co.jp' });
        await desk.operators.remove(HANAKO.email);
      },
      stored: async () =>
        JSON.stringify(
          desk.database.read((db) => db.prepare('SELECT * FROM console_session').all()),
        ),
    };
  });
});

describe('ConsoleAccess, AWS', () => {
  keepsTheContract(async () => {
    const desk = await cognitoDesk();
    return {
      ...desk,
      operator: {
        ...{ id: '2f3c-hanako', email: 'hanako@example.co.jp', name: '山田 花子' },
        ...{ roles: ['operator', 'approver'], language: 'ja' },
      },
      walk: (seconds) => desk.clock.walk(seconds),
      remove: () => desk.operators.left('2f3c-hanako'),
    };
  });
});
