import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseDefinition } from '../../../../platform/embedded/engine/definition.ts';
import { InvalidDefinition } from '../../../../platform/embedded/engine/errors.ts';
import { ask, call, machine, TestClock } from './harness.ts';

// The package brings no types.
const aslValidator = createRequire(import.meta.url)('asl-validator');
const Verdict = z.object({ errors: z.array(z.unknown()) });

const sources = {
  clock: new TestClock(),
  random: () => 0.5,
  uuid: () => '',
  token: () => '',
};

function faultsOf(definition: unknown): readonly string[] {
  try {
    parseDefinition(definition, sources);
    return [];
  } catch (error) {
    if (error instanceof InvalidDefinition) return error.faults;
    throw error;
  }
}

const End = { Type: 'Succeed' };
const Fine = { Type: 'Pass', End: true };

describe('a definition', () => {
  it('is accepted with every field that is supported, as asl-validator accepts it', () => {
    const definition = machine(
      {
        Ask: ask('f', {
          Comment: 'c',
          TimeoutSeconds: 10,
          HeartbeatSeconds: '{% 5 %}',
          Retry: [
            {
              ErrorEquals: ['A'],
              IntervalSeconds: 1,
              MaxAttempts: 2,
              BackoffRate: 1.5,
              MaxDelaySeconds: 9,
              JitterStrategy: 'FULL',
            },
            { ErrorEquals: ['States.ALL'] },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Assign: { x: 1 }, Output: {}, Next: 'Look' }],
          Assign: { y: '{% $states.result %}' },
          Output: '{% $states.result %}',
          Next: 'Look',
        }),
        Look: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $x = 1 %}', Next: 'Wait', Assign: { z: 1 }, Output: {} }],
          Default: 'Both',
        },
        Wait: { Type: 'Wait', Timestamp: '{% $now() %}', Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Arguments: { a: 1 },
          Branches: [
            { StartAt: 'P', States: { P: { Type: 'Pass', Output: { p: 1 }, End: true } } },
            { StartAt: 'Q', States: { Q: { Type: 'Fail', Error: 'E', Cause: 'c' } } },
          ],
          Next: 'Each',
        },
        Each: {
          Type: 'Map',
          Items: '{% [1, 2] %}',
          ItemSelector: { i: '{% $states.context.Map.Item.Index %}' },
          MaxConcurrency: 2,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'R',
            States: { R: call('g') },
          },
          Next: 'Done',
        },
        Done: { Type: 'Succeed', Output: {} },
      },
      { Comment: 'all of it', TimeoutSeconds: 1000, Version: '1.0' },
    );
    expect(faultsOf(definition)).toEqual([]);
    expect(Verdict.parse(aslValidator(definition)).errors).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a JSONPath machine',
      { StartAt: 'A', States: { A: End } },
      'QueryLanguage: only JSONata is supported; the top level must say "QueryLanguage": "JSONata"',
    ],
    [
      'a field of JSONPath',
      machine({ A: { ...Fine, ResultPath: '$.a', Parameters: {} } }),
      'state "A": unknown fields ResultPath, Parameters',
    ],
    [
      'an unknown field of the machine',
      machine({ A: End }, { Timeout: 1 }),
      'unknown field Timeout',
    ],
    [
      'an unknown Type',
      machine({ A: { Type: 'Activity' } }),
      'state "A": Type must be one of Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map; given "Activity"',
    ],
    [
      'a target that is not there',
      machine({ A: { Type: 'Pass', Next: 'Z' }, B: End }),
      'state "A": Next names no state beside it; given "Z", there are "A", "B"',
    ],
    [
      'a target outside the list',
      machine({
        P: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'I', States: { I: { Type: 'Pass', Next: 'B' } } }],
          Next: 'B',
        },
        B: End,
      }),
      'state "I": Next names no state beside it; given "B", there are "I"',
    ],
    [
      'a StartAt that is not there',
      { ...machine({ A: End }), StartAt: 'Z' },
      'the state machine: StartAt names no state beside it; given "Z", there are "A"',
    ],
    [
      'neither Next nor End',
      machine({ A: { Type: 'Pass' } }),
      'state "A": must have either Next or End, and not both',
    ],
    [
      'both Seconds and Timestamp',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      'state "A": must have either Seconds or Timestamp, and not both',
    ],
    [
      'a resource that is not supported',
      machine({ A: call('f', { Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
      'state "A": Resource: Invalid option: expected one of "arn:aws:states:::lambda:invoke"|"arn:aws:states:::lambda:invoke.waitForTaskToken"; given "arn:aws:states:::sqs:sendMessage"',
    ],
    [
      'the same name in two lists',
      machine({
        A: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'B', States: { B: End } }],
          Next: 'B',
        },
        B: End,
      }),
      'state "B": there is another state of this name in the machine',
    ],
    [
      'an inner scope that assigns an outer variable',
      machine({
        A: {
          Type: 'Parallel',
          Assign: { x: 1 },
          Branches: [{ StartAt: 'I', States: { I: { ...Fine, Assign: { x: 2 } } } }],
          End: true,
        },
      }),
      'state "A", Branches[0]: assigns the variable x, which an outer scope assigns; an inner scope may only read it',
    ],
    [
      'the reserved variable',
      machine({ A: { ...Fine, Assign: { states: 1 } } }),
      'state "A": Assign.states: must not be the reserved name "states"; given "states"',
    ],
    [
      'States.ALL among others',
      machine({ A: call('f', { Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }) }),
      'state "A": Retry[0]: States.ALL must stand alone in ErrorEquals',
    ],
    [
      'States.ALL before others',
      machine({
        A: call('f', {
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'B' },
            { ErrorEquals: ['E'], Next: 'B' },
          ],
        }),
        B: End,
      }),
      'state "A": Catch[0]: States.ALL is allowed in the last of the list only',
    ],
    [
      'a heartbeat as long as the timeout',
      machine({ A: ask('f', { TimeoutSeconds: 5, HeartbeatSeconds: 5 }) }),
      'state "A": HeartbeatSeconds must be less than TimeoutSeconds (5); given 5',
    ],
    [
      'an expression that does not parse, deep inside',
      machine({ A: { ...Fine, Output: { a: ['{% 1 + %}'] } } }),
      'state "A": Output.a[0]: Unexpected end of expression; given {% 1 + %}',
    ],
    [
      'a Condition that is no expression',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: '$x', Next: 'B' }] }, B: End }),
      'state "A": Choices.0.Condition: must be true, false or a JSONata expression in {% %}; given "$x"',
    ],
    [
      'a distributed Map',
      machine({
        A: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'B',
            States: { B: End },
          },
          End: true,
        },
      }),
      'state "A": ItemProcessor.ProcessorConfig.Mode: Invalid input: expected "INLINE"; given "DISTRIBUTED"',
    ],
  ])('is refused for %s', (_, definition, fault) => {
    expect(faultsOf(definition)).toContain(fault);
  });

  it('is refused with all its faults at once', () => {
    const faults = faultsOf(
      machine({ A: { Type: 'Pass', Next: 'X' }, B: { Type: 'Pass', Foo: 1 } }),
    );
    expect(faults).toHaveLength(2);
  });
});
