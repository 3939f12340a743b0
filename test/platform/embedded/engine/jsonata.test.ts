import { describe, expect, it } from 'vitest';
import { machine, open } from './harness.ts';

async function evaluated(expression: string, input: unknown = {}, more = {}) {
  const A = { Type: 'Pass', Output: `{% ${expression} %}`, End: true };
  const lab = await open(machine({ A }), {}, more);
  await lab.run(input);
  return lab.status() === 'SUCCEEDED' ? lab.output() : lab.failure().error;
}

describe('JSONata in Step Functions', () => {
  it.each([
    ['$states.input.a.b', { a: { b: 1 } }, 1],
    ['$states.input.a.b', { a: [{ b: 1 }, { b: 2 }] }, [1, 2]],
    ['$states.input.a', { a: [1] }, [1]],
    ['$states.input.a.b', { a: { b: null } }, null],
    ['$states.input.a.b', { a: { b: false } }, false],
    ['$states.input.list[n > 1].n', { list: [{ n: 1 }, { n: 2 }] }, 2],
    ['$sum($states.input.list.n)', { list: [{ n: 1 }, { n: 2 }] }, 3],
    ["$states.input ~> |$|{'b': 2}|", { a: 1 }, { a: 1, b: 2 }],
    ['$map($states.input, function($v, $i) { $v * $i })', [5, 6], [0, 6]],
    ['{"a": $states.input.missing, "b": 1}', {}, { b: 1 }],
  ])('%s', async (expression, input, expected) => {
    expect(await evaluated(expression, input)).toEqual(expected);
  });

  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ['$parse(\'{"a": [1]}\')', { a: [1] }],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$random() >= 0 and $random() < 1', true],
    ["$match($uuid(), /^[0-9a-f-]{36}$/).match != ''", true],
  ])('knows %s', async (expression, expected) => {
    expect(await evaluated(expression)).toEqual(expected);
  });

  it('takes the time from the clock that it was given', async () => {
    expect(await evaluated('[$now(), $millis(), $now("[Y]")]')).toEqual([
      '2026-11-19T08:00:00.000Z',
      Date.parse('2026-11-19T08:00:00Z'),
      '2026',
    ]);
  });

  it.each([
    ['nothing', '$states.input.missing'],
    ['a variable that was never assigned', '$unknown'],
    ['a type error', "'a' + 1"],
    ['a function', 'function($x) { $x }'],
    ['an unknown function', '$unknown()'],
    ['an unknown algorithm', "$hash('a', 'ROT13')"],
    ['text that is no JSON', "$parse('{')"],
    ['a range of too many items', '$range(1, 5000, 1)'],
    ['a recursion without end', '($f := function($x) { $f($x) + 1 }; $f(1))'],
  ])('fails with States.QueryEvaluationError for %s', async (_, expression) => {
    expect(await evaluated(expression)).toBe('States.QueryEvaluationError');
  });

  it.each([
    ["$eval('1')", '$eval is not supported'],
    ['caseId', 'the field "caseId" belongs to nothing'],
    ['$states.input.a & b', 'the field "b" belongs to nothing'],
    ['$$', '$ and $$ mean nothing at the top level'],
    ['$count($)', '$ and $$ mean nothing at the top level'],
    ['1 +', 'Unexpected end of expression'],
  ])('refuses %s when the definition is loaded', async (expression, message) => {
    await expect(evaluated(expression)).rejects.toThrow(message);
  });

  it('offers the context object', async () => {
    const found = await evaluated('$states.context', { a: 1 });
    expect(found).toEqual({
      Execution: {
        Id: expect.stringMatching(/^arn:aws:states:.*:one$/),
        Name: 'one',
        Input: { a: 1 },
        StartTime: '2026-11-19T08:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: expect.any(String), Name: 'kaiji' },
      State: { Name: 'A', EnteredTime: '2026-11-19T08:00:00.000Z', RetryCount: 0 },
    });
  });

  it('leaves a string that is no expression as it is', async () => {
    const A = { Type: 'Pass', Output: ['{% not closed', '{{x}}', '$states'], End: true };
    const lab = await open(machine({ A }));
    await lab.run();
    expect(lab.output()).toEqual(['{% not closed', '{{x}}', '$states']);
  });
});
