import { describe, expect, it } from 'vitest';
import { call, machine, open } from './harness.ts';

describe('Task', () => {
  it('gives the result as Step Functions does: Payload, StatusCode, ExecutedVersion', async () => {
    const lab = await open(machine({ A: call('double', { Output: '{% $states.result %}' }) }), {
      double: ({ n }: { n: number }) => ({ n: n * 2 }),
    });
    await lab.run({ n: 21 });
    expect(lab.output()).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { n: 42 },
      StatusCode: 200,
    });
    expect(lab.calls).toEqual([['double', { n: 21 }]]);
  });

  it('hands its result on when it has no Output', async () => {
    const lab = await open(machine({ A: call('f', { Output: undefined }) }), { f: () => 'done' });
    await lab.run();
    expect(lab.output()).toMatchObject({ Payload: 'done' });
  });

  it('resolves a substitution of CDK’s to the name inside it, and takes a plain name as it is', async () => {
    const plain = call('x', { Arguments: { FunctionName: 'plain' } });
    const lab = await open(machine({ A: call('put-in', { Next: 'B' }), B: plain }), {
      'put-in': () => ({}),
      plain: () => ({}),
    });
    await lab.run();
    expect(lab.calls.map(([name]) => name)).toEqual(['put-in', 'plain']);
  });

  it('takes a handler that returns nothing as null, like Lambda', async () => {
    const lab = await open(machine({ A: call('f') }), { f: () => undefined });
    await lab.run();
    expect(lab.output()).toBeNull();
  });

  it('keeps what a handler does to its payload out of the workflow', async () => {
    const lab = await open(
      machine({ A: call('spoil', { Output: '{% $states.input %}', Next: 'B' }), B: call('see') }),
      { spoil: (payload: { n: number }) => (payload.n = 99), see: (payload: unknown) => payload },
    );
    await lab.run({ n: 1 });
    expect(lab.output()).toEqual({ n: 1 });
  });

  it('fails under the name of the error that the handler threw, with a Cause like Lambda’s and no stack', async () => {
    class FeeUnpaid extends Error {
      override readonly name = 'FeeUnpaid';
    }
    const lab = await open(machine({ A: call('f') }), {
      f: () => {
        throw new FeeUnpaid('nothing came');
      },
    });
    await lab.run();
    const { error, cause } = lab.failure();
    expect(lab.status()).toBe('FAILED');
    expect(error).toBe('FeeUnpaid');
    expect(JSON.parse(cause ?? '')).toEqual({
      errorType: 'FeeUnpaid',
      errorMessage: 'nothing came',
      trace: [],
    });
  });

  it('takes Arguments as one expression', async () => {
    const Arguments = '{% {"FunctionName": $states.input.f, "Payload": $states.input.p} %}';
    const lab = await open(machine({ A: call('x', { Arguments }) }), { g: (p: unknown) => p });
    await lab.run({ f: 'g', p: [1, 2] });
    expect(lab.output()).toEqual([1, 2]);
  });

  it('runs no more handlers at once than it was told, and each in its turn', async () => {
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const lab = await open(
      machine({ A: call('f') }),
      {
        f: async ({ n }: { n: number }) => {
          running += 1;
          most = Math.max(most, running);
          order.push(n);
          await new Promise((resolve) => setTimeout(resolve, 2));
          running -= 1;
        },
      },
      { concurrency: 3 },
    );
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(numbers.map((n) => lab.engine.start(`case-${n}`, { n })));
    await lab.engine.idle();
    expect(most).toBe(3);
    expect(order).toEqual(numbers);
  });

  it('lets executions take turns, so that a long Map does not keep the others waiting', async () => {
    const order: string[] = [];
    const states = {
      Kind: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.many %}', Next: 'Many' }],
        Default: 'One',
      },
      Many: {
        Type: 'Map',
        Items: '{% $range(1, 9, 1) %}',
        ItemProcessor: { StartAt: 'Each', States: { Each: call('f') } },
        End: true,
      },
      One: call('f', { Arguments: { FunctionName: 'f', Payload: 'one' } }),
    };
    const f = async (payload: unknown) => {
      order.push(payload === 'one' ? 'one' : 'many');
      await new Promise((resolve) => setTimeout(resolve, 2));
    };
    const lab = await open(machine(states), { f }, { concurrency: 1 });
    await lab.engine.start('many', { many: true });
    await lab.engine.start('one', { many: false });
    await lab.engine.idle();
    expect(order.indexOf('one')).toBeLessThan(4);
  });
});
