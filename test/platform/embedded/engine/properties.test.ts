import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crash, live, World } from './crashing.ts';
import { ask, call, machine, temporaryFile } from './harness.ts';

/** A small machine as a tree; numbers below 1000 travel through it. */
type Step =
  | { kind: 'pass' | 'task' | 'keep' | 'shaky' | 'caught' | 'wait' | 'ask'; n: number }
  | { kind: 'choice'; odd: Step[]; even: Step[] }
  | { kind: 'parallel'; branches: Step[][] }
  | { kind: 'map'; each: Step[]; concurrency: number };

const steps = fc.letrec<{ step: Step; list: Step[] }>((tie) => ({
  list: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
  step: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('pass', 'task', 'keep', 'shaky', 'caught', 'wait', 'ask'),
      n: fc.nat(99),
    }),
    fc.record({ kind: fc.constant('choice'), odd: tie('list'), even: tie('list') }),
    fc.record({
      kind: fc.constant('parallel'),
      branches: fc.array(tie('list'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('map'), each: tie('list'), concurrency: fc.nat(2) }),
  ),
}));

/** Writes the tree down as states; every list ends with a Succeed of its own. */
class Writer {
  #count = 0;

  list(tree: readonly Step[]): { StartAt: string; States: Record<string, object> } {
    const end = this.#name('End');
    const States: Record<string, object> = { [end]: { Type: 'Succeed' } };
    const StartAt = this.#chain(tree, end, States);
    return { StartAt, States };
  }

  #chain(tree: readonly Step[], end: string, states: Record<string, object>): string {
    return tree.reduceRight((next, step) => this.#step(step, next, states), end);
  }

  #step(step: Step, Next: string, states: Record<string, object>): string {
    const name = this.#name(step.kind);
    states[name] = this.#state(step, name, Next, states);
    return name;
  }

  #state(step: Step, name: string, Next: string, states: Record<string, object>): object {
    const sum = { Output: '{% $sum($states.result) % 1000 %}', Next };
    switch (step.kind) {
      case 'pass':
        return { Type: 'Pass', Output: `{% ($states.input * 3 + ${step.n}) % 1000 %}`, Next };
      case 'keep': {
        const [between, use] = [this.#name('between'), this.#name('use')];
        states[between] = call('add', {
          Arguments: payload('add', `{"n": $${name}, "m": 1}`),
          Next: use,
        });
        states[use] = { Type: 'Pass', Output: `{% ($states.input + $${name}) % 1000 %}`, Next };
        return { Type: 'Pass', Assign: { [name]: '{% $states.input %}' }, Next: between };
      }
      case 'wait':
        return { Type: 'Wait', Seconds: step.n % 3, Next };
      case 'task':
        return call('add', {
          Arguments: payload('add', `{"n": $states.input, "m": ${step.n}}`),
          Next,
        });
      case 'shaky':
        return call('shaky', {
          Arguments: payload(
            'shaky',
            '{"n": $states.input, "tries": $states.context.State.RetryCount}',
          ),
          Retry: [{ ErrorEquals: ['NotYet'], MaxAttempts: 1 + (step.n % 2) }],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: step.n, Next }],
          Next,
        });
      case 'caught':
        return call('odd', { Catch: [{ ErrorEquals: ['Odd'], Output: step.n, Next }], Next });
      case 'ask':
        return ask('ask', { Next });
      case 'choice':
        return {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input % 2 = 1 %}', Next: this.#chain(step.odd, Next, states) },
          ],
          Default: this.#chain(step.even, Next, states),
        };
      case 'parallel':
        return { Type: 'Parallel', Branches: step.branches.map((each) => this.list(each)), ...sum };
      case 'map':
        return {
          Type: 'Map',
          Items: '{% [$states.input, 1, 2] %}',
          MaxConcurrency: step.concurrency,
          ItemProcessor: this.list(step.each),
          ...sum,
        };
      default:
        return step satisfies never;
    }
  }

  #name(kind: string): string {
    this.#count += 1;
    return `${kind}${this.#count}`;
  }
}

function payload(functionName: string, expression: string): object {
  return { FunctionName: functionName, Payload: `{% ${expression} %}` };
}

function world(): World {
  const made: World = new World({
    add: ({ n, m }: { n: number; m: number }) => (n * 7 + m) % 1000,
    shaky: ({ n, tries }: { n: number; tries: number }) => {
      if (tries < n % 4) throw Object.assign(new Error('wait'), { name: 'NotYet' });
      return n;
    },
    odd: (n: number) => {
      if (n % 2 === 1) throw Object.assign(new Error('odd'), { name: 'Odd' });
      return n;
    },
    ask: ({ token, input }: { token: string; input: number }) =>
      void made.answers.set(token, (input + 13) % 1000),
  });
  return made;
}

const crashes = fc.array(
  fc.record<Crash>({ at: fc.integer({ min: 1, max: 12 }), write: fc.constantFrom('lost', 'kept') }),
  { minLength: 1, maxLength: 4 },
);

const RUNS = Number(process.env.ENGINE_RUNS ?? 20);

describe('any small machine', () => {
  it(
    'comes to the same end, by the same transitions, however often it crashes',
    async () => {
      await fc.assert(
        fc.asyncProperty(steps.list, fc.nat(999), crashes, async (tree, input, when) => {
          const { StartAt, States } = new Writer().list(tree);
          const definition = { ...machine(States), StartAt };
          const { writes: _, ...calm } = await live(definition, input, world(), temporaryFile());
          const { writes: __, ...rough } = await live(
            definition,
            input,
            world(),
            temporaryFile(),
            when,
          );
          expect(calm.status).toBe('SUCCEEDED');
          expect(rough).toEqual(calm);
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + RUNS * 500,
  );
});
