import { describe, expect, it } from 'vitest';
import { call, machine, open } from './harness.ts';

const pass = (more: object) => ({ Type: 'Pass', End: true, ...more });
const branch = (states: Record<string, object>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});

async function output(states: Record<string, object>, input: unknown = {}) {
  const lab = await open(machine(states), { f: () => 'result' });
  await lab.run(input);
  return lab.output() ?? lab.failure();
}

describe('Assign', () => {
  it('keeps a variable for all later states', async () => {
    const states = {
      A: pass({ Assign: { x: '{% $states.input.n %}', y: 'plain' }, Next: 'B', End: undefined }),
      B: pass({ Output: 'gone', Next: 'C', End: undefined }),
      C: pass({ Output: '{% [$x, $y] %}' }),
    };
    expect(await output(states, { n: 5 })).toEqual([5, 'plain']);
  });

  it('sees, like Output, the variables as they were when the state was entered', async () => {
    const states = {
      A: pass({ Assign: { x: 1, y: 2 }, Next: 'B', End: undefined }),
      B: pass({
        Assign: { x: '{% $y %}', y: '{% $x %}' },
        Output: '{% [$x, $y] %}',
        Next: 'C',
        End: undefined,
      }),
      C: pass({ Output: { before: '{% $states.input %}', now: '{% [$x, $y] %}' } }),
    };
    expect(await output(states)).toEqual({ before: [1, 2], now: [2, 1] });
  });

  it('may keep a Task’s result', async () => {
    const states = {
      A: call('f', { Assign: { r: '{% $states.result.Payload %}' }, Next: 'B' }),
      B: pass({ Output: '{% $r %}' }),
    };
    expect(await output(states)).toBe('result');
  });

  it('lets branches and iterations read outer variables, and ends theirs with them', async () => {
    const inner = branch({
      I: pass({ Assign: { own: '{% $outer + 1 %}' }, Next: 'J', End: undefined }),
      J: pass({ Output: '{% $own %}' }),
    });
    const P = pass({ Type: 'Parallel', Branches: [inner], Next: 'B', End: undefined });
    const states = {
      A: pass({ Assign: { outer: 1 }, Next: 'P', End: undefined }),
      P,
      B: pass({ Output: { inside: '{% $states.input %}', seen: '{% $exists($own) %}' } }),
    };
    expect(await output(states)).toEqual({ inside: [2], seen: false });
  });

  it('keeps the variables of branches apart, also under the same name', async () => {
    const inner = (n: number) =>
      branch({
        [`I${n}`]: pass({ Assign: { own: n }, Next: `J${n}`, End: undefined }),
        [`J${n}`]: pass({ Output: '{% $own %}' }),
      });
    const P = pass({ Type: 'Parallel', Branches: [inner(1), inner(2)] });
    expect(await output({ P })).toEqual([1, 2]);
  });

  it('lets Parallel and Map assign from their result', async () => {
    const P = pass({
      Type: 'Parallel',
      Branches: [branch({ I: pass({ Output: 3 }) })],
      Assign: { sum: '{% $sum($states.result) %}' },
      Next: 'B',
      End: undefined,
    });
    expect(await output({ P, B: pass({ Output: '{% $sum %}' }) })).toBe(3);
  });

  it('loses nothing that was assigned before when an expression fails', async () => {
    const states = {
      A: pass({ Assign: { x: 1 }, Next: 'P', End: undefined }),
      P: {
        Type: 'Parallel',
        Branches: [branch({ I: pass({ Output: '{% $no %}' }) })],
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }],
        End: true,
      },
      B: pass({ Output: '{% $x %}' }),
    };
    expect(await output(states)).toBe(1);
  });
});
