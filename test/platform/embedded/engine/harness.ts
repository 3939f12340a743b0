/** An engine on a file of its own, with a clock that stands still until it is moved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Database } from '../../../../platform/embedded/database.ts';
import { Engine, type EngineOptions } from '../../../../platform/embedded/engine/engine.ts';
import type { Clock } from '../../../../platform/ports.ts';

export class TestClock implements Clock {
  #now = Date.parse('2026-11-19T08:00:00.000Z');
  now(): Date {
    return new Date(this.#now);
  }
  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** A method's parameter may be narrower than `unknown`, so that handlers say what they expect. */
type Handler = { handle(payload: unknown): unknown }['handle'];
export type Handlers = Record<string, Handler>;

export interface Lab {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly database: Database;
  /** Every call of a handler, in order: `[function, payload]`. */
  readonly calls: [string, unknown][];
  /** Starts an execution (named `one` unless told otherwise) and waits until nothing runs. */
  run(input?: unknown, name?: string): Promise<void>;
  /** Moves the clock and waits until nothing runs. */
  pass(seconds: number): Promise<void>;
  output(name?: string): unknown;
  status(name?: string): string | undefined;
  /** `error` and `cause` of an execution that failed. */
  failure(name?: string): { error?: string; cause?: string };
  events(name?: string): string[];
}

export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'kaiji.db');
}

type Given = Partial<EngineOptions> & { file?: string };

export async function open(
  definition: unknown,
  handlers: Handlers = {},
  given: Given = {},
): Promise<Lab> {
  const clock = given.clock instanceof TestClock ? given.clock : new TestClock();
  const database = given.database ?? new Database(given.file ?? ':memory:');
  const calls: [string, unknown][] = [];
  const invoke = async (name: string, payload: unknown): Promise<unknown> => {
    calls.push([name, payload]);
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`no function ${name}`);
    return handler(payload);
  };
  const engine = new Engine({ invoke, clock, ...given, definition, database });
  await engine.open();
  const lab: Lab = {
    engine,
    clock,
    database,
    calls,
    run: async (input = {}, name = 'one') => {
      await engine.start(name, input);
      await engine.idle();
    },
    pass: async (seconds) => {
      clock.advance(seconds);
      await engine.wake();
      await engine.idle();
    },
    output: (name = 'one') => engine.describe(name)?.output,
    status: (name = 'one') => engine.describe(name)?.status,
    failure: (name = 'one') => {
      const { error, cause } = engine.describe(name) ?? {};
      return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    },
    events: (name = 'one') => engine.history(name).map(({ type }) => type),
  };
  onTestFinished(async () => {
    await engine.close().catch(() => {});
  });
  return lab;
}

/** A machine of these states that starts with the first. */
export function machine(states: Record<string, object>, more: object = {}): object {
  const [first] = Object.keys(states);
  return { QueryLanguage: 'JSONata', StartAt: first, States: states, ...more };
}

/** A Task that calls the function and gives its payload on. */
export function call(functionName: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: `\${${functionName}}`, Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...('Next' in more ? {} : { End: true }),
    ...more,
  };
}

/** A Task that hands its token to the function and waits for the token's completion. */
export function ask(functionName: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: `\${${functionName}}`,
      Payload: { token: '{% $states.context.Task.Token %}', input: '{% $states.input %}' },
    },
    ...('Next' in more ? {} : { End: true }),
    ...more,
  };
}
