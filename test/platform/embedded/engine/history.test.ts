import { describe, expect, it } from 'vitest';
import { call, machine, open } from './harness.ts';

describe('history', () => {
  it('tells, in Step Functions’ words and in order, what an execution went through', async () => {
    const inside = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
    const lab = await open(
      machine({
        Look: { Type: 'Choice', Choices: [{ Condition: true, Next: 'All' }] },
        All: { Type: 'Map', Items: [1, 2], ItemProcessor: inside, Next: 'Do' },
        Do: call('f', { Catch: [{ ErrorEquals: ['E'], Next: 'Sleep' }] }),
        Sleep: { Type: 'Wait', Seconds: 5, Next: 'End' },
        End: { Type: 'Fail', Error: 'Over', Cause: 'it is' },
      }),
      {
        f: () => {
          throw Object.assign(new Error('no'), { name: 'E' });
        },
      },
    );
    await lab.run();
    await lab.pass(5);
    const events = lab.engine.history('one');
    expect(
      events.map(({ type, state, index }) =>
        [type, state, index].filter((x) => x !== undefined).join(' '),
      ),
    ).toEqual([
      'ExecutionStarted',
      'ChoiceStateEntered Look',
      'ChoiceStateExited Look',
      'MapStateEntered All',
      'MapStateStarted All',
      'MapIterationStarted All 0',
      'MapIterationStarted All 1',
      'PassStateEntered Each',
      'PassStateExited Each',
      'MapIterationSucceeded All 0',
      'PassStateEntered Each',
      'PassStateExited Each',
      'MapIterationSucceeded All 1',
      'MapStateSucceeded All',
      'MapStateExited All',
      'TaskStateEntered Do',
      'TaskScheduled Do',
      'TaskFailed Do',
      'TaskStateExited Do',
      'WaitStateEntered Sleep',
      'WaitStateExited Sleep',
      'FailStateEntered End',
      'ExecutionFailed',
    ]);
    expect(events[0]).toMatchObject({ id: 1, timestamp: '2026-11-19T08:00:00.000Z' });
    expect(events.at(-1)).toMatchObject({
      id: 23,
      timestamp: '2026-11-19T08:00:05.000Z',
      error: 'Over',
      cause: 'it is',
    });
  });
});
