import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ConsoleSessions } from '../../../platform/embedded/console-sessions.ts';
import { operatorCommand } from '../../../platform/embedded/operator-command.ts';
import { Operators } from '../../../platform/embedded/operators.ts';
import { readInstallation } from '../../../platform/embedded/settings.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';
import { WalkingClock } from '../../support/payments-rig.ts';

/** A service that has been started once: its first operator is there. */
async function installed() {
  const directory = dataDirectory();
  const database = testDatabase(join(directory, 'kaiji.db'));
  const operators = new Operators(database, randomBytes);
  const sessions = new ConsoleSessions(database, new WalkingClock(), randomBytes);
  await operators.first({
    email: 'officer@leverages.example',
    name: 'Privacy officer',
    roles: ['operator', 'approver'],
    language: 'en',
  });
  return { directory, operators, sessions };
}

/** Status and everything that was printed. */
async function ran(directory: string, ...args: string[]) {
  const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const spy of spies) spy.mockImplementation(() => {});
  const status = await operatorCommand(args, readInstallation({ KAIJI_DATA: directory }));
  const said = spies.flatMap((spy) => spy.mock.calls.flat()).join('\n');
  for (const spy of spies) spy.mockRestore();
  return { status, said };
}

const HANA = ['--email', 'Hana@leverages.example', '--name', '森 花'];

describe('npm run operator', () => {
  it('L-07: says that nobody could approve, until there are two, one of them an approver', async () => {
    const { directory } = await installed();
    expect(await ran(directory)).toMatchObject({
      status: 0,
      said: expect.stringMatching(/officer@leverages\.example[\s\S]*L-07/),
    });
    const added = await ran(directory, 'add', ...HANA, '--role', 'operator', '--language', 'ja');
    expect(added.status).toBe(0);
    expect(added.said).toContain('hana@leverages.example  森 花  operator  ja');
    expect(added.said).not.toContain('L-07');
    await ran(directory, 'change', '--email', 'officer@leverages.example', '--role', 'operator');
    expect((await ran(directory)).said).toContain('L-07');
  });

  it('lets who was added sign in while the service runs', async () => {
    const { directory, operators } = await installed();
    await ran(directory, 'add', ...HANA, '--role', 'approver,operator');
    expect(operators.byEmail('hana@leverages.example')?.roles).toEqual(['approver', 'operator']);
  });

  it('ends the sessions and links of who is removed, and keeps the name with what they did', async () => {
    const { directory, operators, sessions } = await installed();
    await ran(directory, 'add', ...HANA, '--role', 'operator');
    const id = operators.byEmail('hana@leverages.example')?.id ?? '';
    const signedIn = await sessions.signIn(await sessions.newLink(id, '/console'));
    const link = await sessions.newLink(id, '/console');
    expect(await sessions.operatorOf(signedIn?.secret ?? '')).toBe(id);
    expect((await ran(directory, 'remove', '--email', 'hana@leverages.example')).status).toBe(0);
    expect(await sessions.operatorOf(signedIn?.secret ?? '')).toBeNull();
    expect(sessions.isGood(link)).toBe(false);
    expect(operators.byEmail('hana@leverages.example')).toBeNull();
    expect(operators.nameOf(id)).toBe('森 花');
  });

  it('removes nobody, and makes nobody an auditor, who is the last to work on cases', async () => {
    const { directory, operators } = await installed();
    const officer = ['--email', 'officer@leverages.example'];
    await ran(directory, 'add', ...HANA, '--role', 'auditor');
    for (const attempt of [
      ['remove', ...officer],
      ['change', ...officer, '--role', 'auditor'],
    ]) {
      const { status, said } = await ran(directory, ...attempt);
      expect([status, said]).toEqual([1, expect.stringContaining('add somebody else first')]);
    }
    expect(operators.byEmail('officer@leverages.example')?.roles).toEqual(['operator', 'approver']);
  });

  it.each([
    [
      'an address that is taken',
      1,
      'in use already',
      ['add', '--email', 'officer@leverages.example', '--name', 'x', '--role', 'operator'],
    ],
    [
      'an address that nobody has',
      1,
      'no operator has this address',
      ['remove', '--email', 'no@leverages.example'],
    ],
    ['no address', 2, '--email is missing', ['add', '--name', 'x', '--role', 'operator']],
    ['a wrong address', 2, '--email takes one address', ['remove', '--email', 'hana']],
    ['no role', 2, '--role is missing', ['add', ...HANA]],
    [
      'a role that there is not',
      2,
      '--role takes operator, approver, auditor',
      ['add', ...HANA, '--role', 'boss'],
    ],
    [
      'an auditor who acts',
      2,
      'an auditor changes nothing',
      ['add', ...HANA, '--role', 'auditor,operator'],
    ],
    [
      'another language',
      2,
      '--language takes en or ja',
      ['change', '--email', 'officer@leverages.example', '--language', 'fr'],
    ],
    ['an option that there is not', 2, "Unknown option '--mail'", ['add', '--mail', 'x']],
    ['another word', 2, 'usage:', ['dance']],
  ] as const)('says what is wrong with %s, and changes nothing', async (_, status, why, args) => {
    const { directory, operators } = await installed();
    const before = await operators.list();
    const answer = await ran(directory, ...args);
    expect(answer).toEqual({ status, said: expect.stringContaining(why) });
    expect(await operators.list()).toEqual(before);
  });

  it('says where it looked when there is no data', async () => {
    const directory = dataDirectory();
    const answer = await ran(directory);
    expect(answer).toEqual({ status: 2, said: expect.stringContaining(directory) });
  });
});
