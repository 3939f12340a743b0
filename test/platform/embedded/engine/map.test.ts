import { describe, expect, it } from 'vitest';
import { ask, call, machine, open } from './harness.ts';

function map(inside: object, more: object = {}) {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'INLINE' },
    StartAt: 'Each',
    States: { Each: inside },
  };
  return machine({ M: { Type: 'Map', ItemProcessor, End: true, ...more } });
}
const double = { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true };

describe('Map', () => {
  it('runs its states once for each item and lists the outputs in the items’ order', async () => {
    const lab = await open(map(call('f'), { Items: '{% $states.input.list %}' }), {
      f: async (n: number) => {
        await new Promise((resolve) => setTimeout(resolve, 6 - n));
        return n * 10;
      },
    });
    await lab.run({ list: [1, 2, 3, 4, 5] });
    expect(lab.output()).toEqual([10, 20, 30, 40, 50]);
  });

  it('takes its input for the items when it has none', async () => {
    const lab = await open(map(double));
    await lab.run([1, 2]);
    expect(lab.output()).toEqual([2, 4]);
  });

  it('takes items that are written down', async () => {
    const lab = await open(map(double, { Items: [3, '{% $states.input.n %}'] }));
    await lab.run({ n: 4 });
    expect(lab.output()).toEqual([6, 8]);
  });

  it('gives an empty list for no items', async () => {
    const lab = await open(map(double));
    await lab.run([]);
    expect(lab.output()).toEqual([]);
  });

  it('lets ItemSelector and the states inside see the item and its index', async () => {
    const each = {
      Type: 'Pass',
      Output: '{% [$states.input, $states.context.Map.Item.Index] %}',
      End: true,
    };
    const ItemSelector = {
      value: '{% $states.context.Map.Item.Value.v %}',
      of: '{% $states.input.name %}',
    };
    const lab = await open(map(each, { Items: '{% $states.input.list %}', ItemSelector }));
    await lab.run({ name: 'x', list: [{ v: 1 }, { v: 2 }] });
    expect(lab.output()).toEqual([
      [{ value: 1, of: 'x' }, 0],
      [{ value: 2, of: 'x' }, 1],
    ]);
  });

  it.each([
    ['written down', 2],
    ['an expression', '{% $states.input.most %}'],
  ])('runs no more at once than MaxConcurrency, %s', async (_, MaxConcurrency) => {
    let running = 0;
    let most = 0;
    const each = call('f');
    const lab = await open(map(each, { Items: '{% $states.input.list %}', MaxConcurrency }), {
      f: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        return running;
      },
    });
    await lab.run({ list: [1, 2, 3, 4, 5, 6, 7], most: 2 });
    expect(lab.status()).toBe('SUCCEEDED');
    expect(most).toBe(2);
  });

  it('runs at most 40 at once when nothing is said, as Step Functions does inline', async () => {
    const tokens: string[] = [];
    const lab = await open(map(ask('ask')), {
      ask: ({ token }: { token: string }) => tokens.push(token),
    });
    await lab.run(Array.from({ length: 45 }, (_, i) => i));
    expect(tokens).toHaveLength(40);
    for (let i = 0; i < 45; i += 1) {
      await lab.engine.complete(tokens[i] ?? '', i);
      await lab.engine.idle();
    }
    expect(lab.output()).toEqual(Array.from({ length: 45 }, (_, i) => i));
  });

  it('fails when one iteration fails, and Catch gets that iteration’s error', async () => {
    const each = {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'Bad' }],
      Default: 'Good',
    };
    const definition = machine({
      M: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Each',
          States: { Each: each, Bad: { Type: 'Fail', Error: 'Two' }, Good: { Type: 'Succeed' } },
        },
        Catch: [{ ErrorEquals: ['Two'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    });
    const lab = await open(definition);
    await lab.run([1, 2, 3]);
    expect(lab.output()).toBe('Two');
    expect(lab.events()).toEqual(
      expect.arrayContaining(['MapIterationSucceeded', 'MapIterationFailed', 'MapStateFailed']),
    );
  });

  it('fails with States.QueryEvaluationError when the items are no array', async () => {
    const lab = await open(map(double));
    await lab.run({ a: 1 });
    expect(lab.failure()).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: 'Items must be an array, not object',
    });
  });
});
