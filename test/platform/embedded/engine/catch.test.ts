import { describe, expect, it } from 'vitest';
import { call, machine, open } from './harness.ts';

const fails = (name: string) => ({
  f: () => {
    throw Object.assign(new Error('no'), { name });
  },
});
const Caught = { Type: 'Pass', Output: '{% [$states.input, $why] %}', End: true };

async function caughtBy(names: string[], thrown: string, A: object = call('f')) {
  const Catch = [{ ErrorEquals: names, Next: 'B' }];
  const B = { Type: 'Pass', Output: 'caught', End: true };
  const lab = await open(machine({ A: { ...A, Catch }, B }), fails(thrown));
  await lab.run();
  await lab.pass(1);
  return lab.output() === 'caught';
}

describe('Catch', () => {
  it('goes on at Next with the error output, and assigns what it says', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'A' },
      {
        ErrorEquals: ['Broken'],
        Assign: { why: '{% $states.errorOutput.Error & " for " & $states.input.id %}' },
        Output: { said: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
        Next: 'Caught',
      },
    ];
    const lab = await open(machine({ A: call('f', { Catch }), Caught }), fails('Broken'));
    await lab.run({ id: 7 });
    expect(lab.output()).toEqual([{ said: 'no' }, 'Broken for 7']);
    expect(lab.events()).toContain('TaskFailed');
  });

  it('hands on Error and Cause when it has no Output', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
    const lab = await open(
      machine({ A: call('f', { Catch }), B: { Type: 'Succeed' } }),
      fails('Broken'),
    );
    await lab.run();
    expect(lab.output()).toEqual({
      Error: 'Broken',
      Cause: JSON.stringify({ errorType: 'Broken', errorMessage: 'no', trace: [] }),
    });
  });

  it('comes after Retry has given up', async () => {
    const A = call('f', {
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Broken'], Next: 'B' }],
    });
    const lab = await open(machine({ A, B: { Type: 'Succeed' } }), fails('Broken'));
    await lab.run();
    expect(lab.status()).toBe('RUNNING');
    await lab.pass(1);
    expect(lab.status()).toBe('SUCCEEDED');
    expect(lab.calls).toHaveLength(2);
  });

  it.each([
    [['States.ALL'], 'Broken', true],
    [['States.TaskFailed'], 'Broken', true],
    [['Lambda.TooManyRequestsException'], 'Lambda.TooManyRequestsException', true],
    [['Broke'], 'Broken', false],
    [['States.Timeout'], 'Broken', false],
  ])('with %j catches %s: %s', async (names, thrown, expected) => {
    expect(await caughtBy(names, thrown)).toBe(expected);
  });

  it('catches a query error of the state’s own Output, also under States.ALL', async () => {
    const A = call('f', { Output: '{% $nothing %}' });
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
    const B = { Type: 'Pass', Output: '{% $states.input.Error %}', End: true };
    const lab = await open(machine({ A: { ...A, Catch }, B }), { f: () => 1 });
    await lab.run();
    expect(lab.output()).toBe('States.QueryEvaluationError');
  });

  it.each([
    ['States.ALL', false],
    ['States.TaskFailed', false],
    ['States.DataLimitExceeded', true],
  ])('under %s, catches a result above 256 KiB: %s', async (name, expected) => {
    const Catch = [{ ErrorEquals: [name], Next: 'B' }];
    const B = { Type: 'Pass', Output: 'caught', End: true };
    const lab = await open(machine({ A: call('f', { Catch }), B }), {
      f: () => 'x'.repeat(256 * 1024),
    });
    await lab.run();
    expect(lab.output() === 'caught').toBe(expected);
    if (!expected) expect(lab.failure().error).toBe('States.DataLimitExceeded');
  });

  it('never catches States.Runtime', async () => {
    const A = call('f', { Arguments: '{% {"Payload": 1} %}' });
    expect(await caughtBy(['States.ALL'], 'x', A)).toBe(false);
    expect(await caughtBy(['States.Runtime'], 'x', A)).toBe(false);
  });

  it('fails the state when its own Output cannot be evaluated', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $nothing %}', Next: 'B' }];
    const lab = await open(
      machine({ A: call('f', { Catch }), B: { Type: 'Succeed' } }),
      fails('Broken'),
    );
    await lab.run();
    expect(lab.failure().error).toBe('States.QueryEvaluationError');
  });
});
