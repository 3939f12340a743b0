import { describe, expect, it } from 'vitest';
import { ask, call, machine, open } from './harness.ts';

const branch = (states: Record<string, object>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});
const boom = (name: string) => () => {
  throw Object.assign(new Error('broken'), { name });
};

describe('Parallel', () => {
  it('gives every branch the same input and lists their outputs in order', async () => {
    const Branches = [
      branch({ Slow: call('slow') }),
      branch({ Quick: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } }),
    ];
    const lab = await open(machine({ P: { Type: 'Parallel', Branches, End: true } }), {
      slow: async ({ n }: { n: number }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return n + 100;
      },
    });
    await lab.run({ n: 1 });
    expect(lab.output()).toEqual([101, 2]);
    expect(lab.events().filter((type) => type.startsWith('Parallel'))).toEqual([
      'ParallelStateEntered',
      'ParallelStateStarted',
      'ParallelStateSucceeded',
      'ParallelStateExited',
    ]);
  });

  it('gives the branches its Arguments where it has them, and keeps its own input for Output', async () => {
    const P = {
      Type: 'Parallel',
      Arguments: { only: '{% $states.input.a %}' },
      Branches: [branch({ A: { Type: 'Pass', End: true } })],
      Output: { all: '{% $states.result %}', from: '{% $states.input %}' },
      End: true,
    };
    const lab = await open(machine({ P }));
    await lab.run({ a: 1, b: 2 });
    expect(lab.output()).toEqual({ all: [{ only: 1 }], from: { a: 1, b: 2 } });
  });

  it('fails as soon as one branch fails, under that branch’s error, and ends the others', async () => {
    const Branches = [branch({ Wait: ask('ask') }), branch({ Break: call('break') })];
    let token = '';
    const lab = await open(machine({ P: { Type: 'Parallel', Branches, End: true } }), {
      ask: (payload: { token: string }) => {
        token = payload.token;
      },
      break: boom('Broken'),
    });
    await lab.run();
    expect(lab.status()).toBe('FAILED');
    expect(lab.failure().error).toBe('Broken');
    await expect(lab.engine.complete(token, {})).rejects.toThrow('nothing waits');
  });

  it.each(['Broken', 'States.BranchFailed', 'States.TaskFailed', 'States.ALL'])(
    'catches a branch’s error as %s',
    async (name) => {
      const P = {
        Type: 'Parallel',
        Branches: [branch({ Break: call('break') })],
        Catch: [{ ErrorEquals: [name], Next: 'Caught' }],
        End: true,
      };
      const lab = await open(machine({ P, Caught: { Type: 'Pass', End: true } }), {
        break: boom('Broken'),
      });
      await lab.run();
      expect(lab.output()).toMatchObject({ Error: 'Broken' });
    },
  );

  it('runs all branches anew when it is retried', async () => {
    let tries = 0;
    const P = {
      Type: 'Parallel',
      Branches: [branch({ A: call('steady') }), branch({ B: call('shaky') })],
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }],
      End: true,
    };
    const lab = await open(machine({ P }), {
      steady: () => 's',
      shaky: () => {
        tries += 1;
        if (tries === 1) throw new Error('not yet');
        return 'k';
      },
    });
    await lab.run();
    await lab.pass(1);
    expect(lab.output()).toEqual(['s', 'k']);
    expect(lab.calls.filter(([name]) => name === 'steady')).toHaveLength(2);
  });
});
