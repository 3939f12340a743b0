/** What signing in keeps in the table, against what the roles of the console let it reach. */
import { expect, it } from 'vitest';
import { type Duty, ROSTER } from '../../../functions/lambda/roster.ts';
import { REACHES } from '../../../platform/aws/partitions.ts';
import { CookieJar, cognitoDesk } from '../../support/cognito-desk.ts';
import { reachesOf, reachOfCall } from '../../support/lambda-reach.ts';
import { leadingKeyIn } from '../../support/lambda-wire.ts';

it('somebody who signs in, stays, is asked for again, leaves their groups and signs out needs this and no more', async () => {
  const desk = await cognitoDesk();
  const calls: Parameters<typeof reachOfCall>[1][] = [];
  desk.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (sent) => {
        calls.push({
          operation: commandName.replace('Command', ''),
          leads: leadingKeyIn(sent.input),
        });
        return next(sent);
      },
    { step: 'initialize' },
  );
  const cookie = await desk.signedIn();
  for (const minutes of [1, 2, 29]) {
    desk.clock.walk(minutes * 60);
    expect(await desk.who(cookie)).not.toBeNull();
  }
  const jar = new CookieJar();
  await desk.signIn(jar);
  await desk.signIn(jar);
  desk.cognito.person = { ...desk.cognito.person, 'cognito:groups': [] };
  desk.clock.walk(30 * 60);
  expect(await desk.who(cookie)).toBeNull();

  const { signsIn, ...others }: Duty = ROSTER.console;
  expect(signsIn).toBe(true);
  const needed = new Set(calls.map((call) => reachOfCall(reachesOf(ROSTER.console), call)));
  expect(needed).not.toContain(null);
  for (const [partition, actions] of Object.entries(REACHES.signIn.items))
    for (const action of actions)
      if (`${action} ${partition}` !== 'Query operators')
        expect(needed).toContain(`${action} ${partition}`);
  // And nobody gets that far who signs nobody in.
  expect(calls.some((call) => reachOfCall(reachesOf(others), call) === null)).toBe(true);
});
