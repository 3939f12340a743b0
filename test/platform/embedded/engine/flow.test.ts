import { describe, expect, it } from 'vitest';
import { machine, open, temporaryFile } from './harness.ts';

async function outcome(states: Record<string, object>, input: unknown = {}) {
  const lab = await open(machine(states));
  await lab.run(input);
  return { status: lab.status(), output: lab.output(), ...lab.failure() };
}

describe('Pass', () => {
  it('hands its input on when it has no Output', async () => {
    expect(await outcome({ A: { Type: 'Pass', End: true } }, { a: 1 })).toEqual({
      status: 'SUCCEEDED',
      output: { a: 1 },
    });
  });

  it('gives its Output, with expressions evaluated at any depth and everything else as it is', async () => {
    const Output = { a: ['{% $states.input.x + 1 %}', { b: '{%$states.input.x%}' }], c: 'plain' };
    const { output } = await outcome({ A: { Type: 'Pass', Output, End: true } }, { x: 1 });
    expect(output).toEqual({ a: [2, { b: 1 }], c: 'plain' });
  });
});

describe('Choice', () => {
  const states = {
    A: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'Big', Output: { was: 'big' } },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Middle', Assign: { seen: 'middle' } },
      ],
      Default: 'Small',
      Output: { was: 'small' },
      Assign: { seen: 'small' },
    },
    Big: {
      Type: 'Pass',
      Output: { was: '{% $states.input.was %}', seen: '{% $exists($seen) %}' },
      End: true,
    },
    Middle: { Type: 'Pass', Output: '{% [$seen, $states.input.n] %}', End: true },
    Small: { Type: 'Pass', Output: '{% [$seen, $states.input.was] %}', End: true },
  };

  it('follows the first rule that holds, with that rule’s Output and not the state’s Assign', async () => {
    expect((await outcome(states, { n: 11 })).output).toEqual({ was: 'big', seen: false });
  });

  it('hands its input on when the rule has no Output, and keeps the rule’s Assign', async () => {
    expect((await outcome(states, { n: 6 })).output).toEqual(['middle', 6]);
  });

  it('follows Default when no rule holds, with the state’s own Output and Assign', async () => {
    expect((await outcome(states, { n: 1 })).output).toEqual(['small', 'small']);
  });

  it('fails with States.NoChoiceMatched without a Default', async () => {
    const found = await outcome({
      A: { Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }] },
      B: { Type: 'Succeed' },
    });
    expect(found).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('fails when a Condition is neither true nor false', async () => {
    const found = await outcome({
      A: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'B' }] },
      B: { Type: 'Succeed' },
    });
    expect(found.error).toBe('States.QueryEvaluationError');
    expect(found.cause).toContain('Choices[0].Condition');
  });
});

describe('Succeed and Fail', () => {
  it('ends the execution with the Output of Succeed', async () => {
    expect(
      await outcome({ A: { Type: 'Succeed', Output: '{% $states.input.a %}' } }, { a: 7 }),
    ).toEqual({ status: 'SUCCEEDED', output: 7 });
  });

  it('fails under the Error and Cause that Fail gives, also as expressions', async () => {
    const A = { Type: 'Fail', Error: '{% $states.input.e %}', Cause: 'because' };
    expect(await outcome({ A }, { e: 'Refused' })).toEqual({
      status: 'FAILED',
      output: undefined,
      error: 'Refused',
      cause: 'because',
    });
  });

  it('fails without a name when Fail gives none', async () => {
    expect(await outcome({ A: { Type: 'Fail' } })).toEqual({ status: 'FAILED', output: undefined });
  });
});

describe('a machine that never waits', () => {
  it('does not stop others while it circles, and can be stopped', async () => {
    const lab = await open(
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
    );
    await lab.engine.start('round', {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await lab.engine.stop('round', 'Enough', 'it circles');
    await lab.engine.idle();
    expect(lab.status('round')).toBe('ABORTED');
  });

  it('does not hold up a close, and goes on after it', async () => {
    const file = temporaryFile();
    const round = machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } });
    const first = await open(round, {}, { file });
    await first.engine.start('round', {});
    await first.engine.close();
    const before = first.events('round').length;
    first.database.close();
    const second = await open(round, {}, { file });
    await expect.poll(() => second.events('round').length).toBeGreaterThan(before);
  });
});
