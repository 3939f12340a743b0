import { describe, expect, it } from 'vitest';
import { call, machine, open } from './harness.ts';

/** A function that fails with these names in turn, and then succeeds. */
function failing(...names: string[]) {
  return () => {
    const name = names.shift();
    if (name !== undefined) throw Object.assign(new Error('no'), { name });
    return 'at last';
  };
}

async function tried(retry: object[], names: string[], seconds: number[], more = {}) {
  const lab = await open(
    machine({ A: call('f', { Retry: retry }) }),
    { f: failing(...names) },
    more,
  );
  await lab.run();
  const counts = [lab.calls.length];
  for (const each of seconds) {
    await lab.pass(each);
    counts.push(lab.calls.length);
  }
  return { counts, lab };
}

describe('Retry', () => {
  it('waits IntervalSeconds, then BackoffRate times as long at each further try', async () => {
    const retry = [{ ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 }];
    const { counts, lab } = await tried(retry, ['E', 'E', 'E'], [1.9, 0.1, 5.9, 0.1, 17.9, 0.1]);
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect(lab.output()).toBe('at last');
  });

  it('tries three times, after 1, 2 and 4 seconds, when nothing else is said', async () => {
    const { counts, lab } = await tried(
      [{ ErrorEquals: ['E'] }],
      ['E', 'E', 'E', 'E'],
      [1, 2, 4, 99],
    );
    expect(counts).toEqual([1, 2, 3, 4, 4]);
    expect(lab.failure().error).toBe('E');
  });

  it('never waits longer than MaxDelaySeconds', async () => {
    const retry = [{ ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 10, MaxDelaySeconds: 3 }];
    const { counts } = await tried(retry, ['E', 'E'], [2, 3]);
    expect(counts).toEqual([1, 2, 3]);
  });

  it('waits some part of the delay with JitterStrategy FULL', async () => {
    const chance = { random: () => 0.25, uuid: () => '', token: () => '' };
    const retry = [{ ErrorEquals: ['E'], IntervalSeconds: 8, JitterStrategy: 'FULL' }];
    const { counts } = await tried(retry, ['E'], [1.9, 0.1], { chance });
    expect(counts).toEqual([1, 1, 2]);
  });

  it('does not try again with MaxAttempts 0', async () => {
    const retry = [
      { ErrorEquals: ['E'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 5 },
    ];
    const { counts } = await tried(retry, ['E'], [99]);
    expect(counts).toEqual([1, 1]);
  });

  it('counts the attempts of each retrier by itself', async () => {
    const retry = [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ];
    const { counts, lab } = await tried(retry, ['A', 'B', 'C', 'B'], [1, 2, 5, 99]);
    expect(counts).toEqual([1, 2, 3, 4, 4]);
    expect(lab.failure().error).toBe('B');
  });

  it('begins to count anew when the state is entered again', async () => {
    const states = {
      A: call('f', {
        Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 1, MaxAttempts: 1 }],
        Next: 'Again',
      }),
      Again: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input = 'once' %}", Next: 'A' }],
        Default: 'End',
      },
      End: { Type: 'Succeed' },
    };
    const script = ['E', 'once', 'E', 'end'];
    const lab = await open(machine(states), {
      f: () => {
        const next = script.shift();
        if (next === 'E') throw Object.assign(new Error(), { name: 'E' });
        return next;
      },
    });
    await lab.run();
    await lab.pass(1);
    await lab.pass(1);
    expect(lab.output()).toBe('end');
  });

  it('tells the state how often it was retried', async () => {
    const Arguments = { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' };
    const lab = await open(
      machine({ A: call('f', { Arguments, Retry: [{ ErrorEquals: ['E'] }] }) }),
      { f: failing('E', 'E') },
    );
    await lab.run();
    await lab.pass(1);
    await lab.pass(2);
    expect(lab.calls.map(([, payload]) => payload)).toEqual([0, 1, 2]);
  });
});
