import { describe, expect, it } from 'vitest';
import { Database } from '../../../../platform/embedded/database.ts';
import { Engine } from '../../../../platform/embedded/engine/engine.ts';
import { live, World } from './crashing.ts';
import { ask, call, machine, open, TestClock, temporaryFile } from './harness.ts';

const branch = (states: Record<string, object>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});

/** Every kind of write: tasks, retries, tokens, waits, branches, iterations, catches, variables. */
const EVERYTHING = machine({
  Plan: call('plan', { Assign: { plan: '{% $states.result.Payload %}' }, Next: 'Both' }),
  Both: {
    Type: 'Parallel',
    Branches: [
      branch({
        Quick: { Type: 'Pass', Assign: { own: 'o' }, Next: 'Shaky' },
        Shaky: call('shaky', {
          Arguments: {
            FunctionName: 'shaky',
            Payload: '{% $states.context.State.RetryCount %}',
          },
          Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 1 }],
          Output: '{% $own & $states.result.Payload %}',
        }),
      }),
      branch({
        Ask: ask('ask', { TimeoutSeconds: 1000, Output: '{% $states.result.said %}', Next: 'Nap' }),
        Nap: { Type: 'Wait', Seconds: 2, End: true },
      }),
    ],
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    Items: '{% [1, 2, 3] %}',
    MaxConcurrency: 2,
    ItemProcessor: branch({
      Collect: call('collect', {
        Catch: [{ ErrorEquals: ['Down'], Output: 'by hand', Next: 'ByHand' }],
      }),
      ByHand: { Type: 'Pass', End: true },
    }),
    Output: { both: '{% $states.input %}', each: '{% $states.result %}', plan: '{% $plan %}' },
    End: true,
  },
});

function world(): World {
  const made: World = new World({
    plan: ({ id }: { id: string }) => `plan of ${id}`,
    shaky: (tries: number) => {
      if (tries < 2) throw Object.assign(new Error('wait'), { name: 'NotYet' });
      return tries;
    },
    ask: ({ token }: { token: string }) => void made.answers.set(token, { said: 'yes' }),
    collect: (n: number) => {
      if (n === 2) throw Object.assign(new Error('no'), { name: 'Down' });
      return n * 10;
    },
  });
  return made;
}

describe('after a crash', () => {
  it('at any write, lost or kept, an execution ends as it would have, and no transition is made twice', async () => {
    const calm = await live(EVERYTHING, { id: 'x' }, world(), temporaryFile());
    expect(calm.output).toEqual({
      both: ['o2', 'yes'],
      each: [10, 'by hand', 30],
      plan: 'plan of x',
    });
    expect(calm.writes).toBeGreaterThan(10);
    for (let at = 1; at <= calm.writes; at += 1)
      for (const write of ['lost', 'kept'] as const) {
        const { writes: _, ...life } = await live(
          EVERYTHING,
          { id: 'x' },
          world(),
          temporaryFile(),
          [{ at, write }],
        );
        expect({ at, write, ...life }).toEqual({ at, write, ...calm, writes: undefined });
      }
  });

  it('a handler that was running is called again, with the same payload and the same token', async () => {
    const file = temporaryFile();
    const clock = new TestClock();
    const before: unknown[] = [];
    const dead = new Engine({
      database: new Database(file),
      clock,
      definition: machine({ A: ask('ask') }),
      invoke: (_, payload) => {
        before.push(payload);
        return new Promise(() => {});
      },
    });
    await dead.open();
    await dead.start('one', { n: 1 });
    expect(before).toHaveLength(1);
    const lab = await open(machine({ A: ask('ask') }), { ask: () => ({}) }, { file, clock });
    await lab.engine.idle();
    expect(lab.calls.map(([, payload]) => payload)).toEqual(before);
  });

  it('a token is still awaited, and its handler is not called again', async () => {
    const file = temporaryFile();
    const tokens: string[] = [];
    const handlers = { ask: ({ token }: { token: string }) => tokens.push(token) };
    const first = await open(machine({ A: ask('ask') }), handlers, { file });
    await first.run();
    const lab = await open(machine({ A: ask('ask') }), handlers, { file });
    await lab.engine.idle();
    expect(lab.calls).toEqual([]);
    await lab.engine.complete(tokens[0] ?? '', { ok: 1 });
    expect(lab.output()).toEqual({ ok: 1 });
  });

  it('timers that became due meanwhile fire at once, the others in their time', async () => {
    const file = temporaryFile();
    const definition = machine({
      A: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'B' },
      B: { Type: 'Succeed' },
    });
    const first = await open(definition, {}, { file });
    await first.run({ s: 10 }, 'soon');
    await first.run({ s: 100 }, 'later');
    const clock = new TestClock();
    clock.advance(50);
    const lab = await open(definition, {}, { file, clock });
    expect([lab.status('soon'), lab.status('later')]).toEqual(['SUCCEEDED', 'RUNNING']);
    await lab.pass(50);
    expect(lab.status('later')).toBe('SUCCEEDED');
  });

  it('an execution goes on with the definition that it was started with', async () => {
    const file = temporaryFile();
    const first = await open(
      machine({
        Old: { Type: 'Wait', Seconds: 5, Next: 'OldEnd' },
        OldEnd: { Type: 'Pass', Output: 'old', End: true },
      }),
      {},
      { file },
    );
    await first.run();
    const lab = await open(
      machine({ New: { Type: 'Pass', Output: 'new', End: true } }),
      {},
      { file },
    );
    await lab.run({}, 'two');
    await lab.pass(5);
    expect([lab.output('one'), lab.output('two')]).toEqual(['old', 'new']);
  });
});
