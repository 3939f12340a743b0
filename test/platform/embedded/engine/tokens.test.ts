import { describe, expect, it } from 'vitest';
import { TaskTimedOut } from '../../../../platform/ports.ts';
import { ask, machine, open } from './harness.ts';

/** Keeps the tokens that it is given, in order. */
function keeper() {
  const tokens: string[] = [];
  return {
    tokens,
    last: () => tokens.at(-1) ?? 'none',
    handlers: {
      ask: ({ token }: { token: string }) => {
        tokens.push(token);
        return { ignored: true };
      },
    },
  };
}

describe('waitForTaskToken', () => {
  it('waits, after the handler has returned, for the token’s completion and takes its output', async () => {
    const { last, handlers } = keeper();
    const lab = await open(
      machine({ A: ask('ask', { Output: '{% $states.result.ok %}' }) }),
      handlers,
    );
    await lab.run();
    expect(lab.status()).toBe('RUNNING');
    await lab.engine.complete(last(), { ok: 'yes' });
    expect(lab.output()).toBe('yes');
    expect(lab.events()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('takes a completion that comes while the handler still runs', async () => {
    let finish = () => {};
    let seen = '';
    const lab = await open(machine({ A: ask('ask') }), {
      ask: ({ token }: { token: string }) => {
        seen = token;
        return new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
    });
    await lab.engine.start('one', {});
    await expect.poll(() => seen).not.toBe('');
    await lab.engine.complete(seen, { quick: true });
    expect(lab.output()).toEqual({ quick: true });
    finish();
    await lab.engine.idle();
    expect(lab.events()).not.toContain('TaskSubmitted');
  });

  it('answers a second, a late and an unknown completion with TaskTimedOut', async () => {
    const { last, handlers } = keeper();
    const lab = await open(machine({ A: ask('ask', { Next: 'B' }), B: ask('ask') }), handlers);
    await lab.run();
    const token = last();
    const both = [lab.engine.complete(token, { n: 1 }), lab.engine.complete(token, { n: 2 })];
    const [first, second] = await Promise.allSettled(both);
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'rejected']);
    await expect(lab.engine.complete(token, {})).rejects.toBeInstanceOf(TaskTimedOut);
    await expect(lab.engine.complete('guessed', {})).rejects.toBeInstanceOf(TaskTimedOut);
    await lab.engine.idle();
    await lab.engine.complete(last(), {});
    expect(lab.status()).toBe('SUCCEEDED');
    await expect(lab.engine.complete(last(), {})).rejects.toBeInstanceOf(TaskTimedOut);
  });

  it('lets a token’s holder fail the task, and Catch answer', async () => {
    const { last, handlers } = keeper();
    const A = ask('ask', { Catch: [{ ErrorEquals: ['Withdrawn'], Next: 'B' }] });
    const lab = await open(machine({ A, B: { Type: 'Succeed' } }), handlers);
    await lab.run();
    await lab.engine.fail(last(), 'Withdrawn', 'by the requester');
    expect(lab.output()).toEqual({ Error: 'Withdrawn', Cause: 'by the requester' });
  });

  it('gives a retried task another token', async () => {
    const { tokens, last, handlers } = keeper();
    const A = ask('ask', { Retry: [{ ErrorEquals: ['States.ALL'] }] });
    const lab = await open(machine({ A }), handlers);
    await lab.run();
    await lab.engine.fail(last(), 'E', '');
    await lab.pass(1);
    expect(new Set(tokens).size).toBe(2);
    await expect(lab.engine.complete(tokens[0] ?? '', {})).rejects.toBeInstanceOf(TaskTimedOut);
  });

  it('fails the state when the handler throws before the token was completed', async () => {
    const lab = await open(machine({ A: ask('ask') }), {
      ask: () => {
        throw new Error('no mail server');
      },
    });
    await lab.run();
    expect(lab.failure().error).toBe('Error');
  });
});
