import { describe, expect, it } from 'vitest';
import { TaskTimedOut } from '../../../../platform/ports.ts';
import { ask, call, machine, open } from './harness.ts';

function waiting() {
  const tokens: string[] = [];
  return { tokens, handlers: { ask: ({ token }: { token: string }) => void tokens.push(token) } };
}
const B = { Type: 'Pass', Output: '{% $states.input.Error %}', End: true };

describe('TimeoutSeconds', () => {
  it.each([
    ['written down', 30],
    ['an expression', '{% $states.input.limit %}'],
  ])('ends a task, %s, with States.Timeout, and its token with it', async (_, TimeoutSeconds) => {
    const { tokens, handlers } = waiting();
    const lab = await open(machine({ A: ask('ask', { TimeoutSeconds }) }), handlers);
    await lab.run({ limit: 30 });
    await lab.pass(29.9);
    expect(lab.status()).toBe('RUNNING');
    await lab.pass(0.1);
    expect(lab.status()).toBe('FAILED');
    expect(lab.failure().error).toBe('States.Timeout');
    expect(lab.events()).toContain('TaskTimedOut');
    await expect(lab.engine.complete(tokens[0] ?? '', {})).rejects.toBeInstanceOf(TaskTimedOut);
  });

  it.each([
    ['States.Timeout', true],
    ['States.ALL', true],
    ['States.TaskFailed', false],
    ['States.HeartbeatTimeout', false],
  ])('is caught by %s: %s', async (name, expected) => {
    const { handlers } = waiting();
    const A = ask('ask', { TimeoutSeconds: 5, Catch: [{ ErrorEquals: [name], Next: 'B' }] });
    const lab = await open(machine({ A, B }), handlers);
    await lab.run();
    await lab.pass(5);
    expect(lab.output()).toBe(expected ? 'States.Timeout' : undefined);
  });

  it('drops what a handler returns after its time, also while the next try runs', async () => {
    const finish: ((answer: string) => void)[] = [];
    const A = call('slow', { TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.Timeout'] }] });
    const lab = await open(machine({ A }), {
      slow: () => new Promise((resolve) => finish.push(resolve)),
    });
    await lab.engine.start('one', {});
    lab.clock.advance(5);
    await lab.engine.wake();
    lab.clock.advance(1);
    await lab.engine.wake();
    await expect.poll(() => finish.length).toBe(2);
    finish[0]?.('late');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lab.status()).toBe('RUNNING');
    finish[1]?.('fresh');
    await lab.engine.idle();
    expect(lab.output()).toBe('fresh');
  });
});

describe('HeartbeatSeconds', () => {
  const A = (more = {}) => ask('ask', { HeartbeatSeconds: 10, TimeoutSeconds: 100, ...more });

  it('is put off by each heartbeat, but not beyond TimeoutSeconds', async () => {
    const { tokens, handlers } = waiting();
    const lab = await open(machine({ A: A() }), handlers);
    await lab.run();
    for (let seconds = 0; seconds < 99; seconds += 9) {
      await lab.pass(9);
      await lab.engine.heartbeat(tokens[0] ?? '');
    }
    expect(lab.status()).toBe('RUNNING');
    await lab.pass(1);
    expect(lab.status()).toBe('FAILED');
  });

  it.each(['States.HeartbeatTimeout', 'States.Timeout'])(
    'ends the task when none comes; reported as States.Timeout, caught as %s',
    async (name) => {
      const { handlers } = waiting();
      const lab = await open(
        machine({ A: A({ Catch: [{ ErrorEquals: [name], Next: 'B' }] }), B }),
        handlers,
      );
      await lab.run();
      await lab.pass(10);
      expect(lab.output()).toBe('States.Timeout');
    },
  );
});

describe('the machine’s TimeoutSeconds', () => {
  it('ends the whole execution as TIMED_OUT, past any Catch', async () => {
    const { handlers } = waiting();
    const A = ask('ask', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] });
    const lab = await open(machine({ A, B }, { TimeoutSeconds: 60 }), handlers);
    await lab.run();
    await lab.pass(60);
    expect(lab.status()).toBe('TIMED_OUT');
    expect(lab.events().at(-1)).toBe('ExecutionTimedOut');
  });
});
