/** Crashes without a process: a database that at some write stops for good, and a driver that begins anew. */
import type { DatabaseSync } from 'node:sqlite';
import { Database } from '../../../../platform/embedded/database.ts';
import { Engine } from '../../../../platform/embedded/engine/engine.ts';
import { TaskTimedOut } from '../../../../platform/ports.ts';
import { type Handlers, TestClock } from './harness.ts';

/** The n-th write is the last thing that happens: `lost` before it reaches the disk, or `kept` though nobody hears of it. */
export interface Crash {
  readonly at: number;
  readonly write: 'lost' | 'kept';
}

const never = new Promise<never>(() => {});

class CrashingDatabase extends Database {
  writes = 0;
  readonly #crash: Crash | undefined;
  #crashed = () => {};
  readonly crashed = new Promise<'crashed'>((resolve) => {
    this.#crashed = () => resolve('crashed');
  });

  constructor(path: string, crash: Crash | undefined) {
    super(path);
    // It is the process that dies here, not the machine: what was written is there without an fsync.
    this.read((db) => db.exec('PRAGMA synchronous = OFF'));
    this.#crash = crash;
  }

  override async write<T>(work: (db: DatabaseSync) => T): Promise<T> {
    this.writes += 1;
    const crash = this.#crash;
    if (crash === undefined || this.writes < crash.at) return super.write(work);
    if (this.writes === crash.at && crash.write === 'kept') await super.write(work);
    this.#crashed();
    return never;
  }
}

/** What stands outside the engine and survives its crashes: the clock, the handlers, the tokens they kept. */
export class World {
  readonly clock = new TestClock();
  readonly calls: { functionName: string; payload: unknown }[] = [];
  /** Tokens and what each will be completed with. */
  readonly answers = new Map<string, unknown>();
  readonly #handlers: Handlers;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  readonly invoke = async (functionName: string, payload: unknown): Promise<unknown> => {
    this.calls.push({ functionName, payload });
    const handler = this.#handlers[functionName];
    if (handler === undefined) throw new Error(`no function ${functionName}`);
    return handler(payload);
  };
}

export interface Life {
  readonly status: string | undefined;
  readonly output: unknown;
  readonly error: string | undefined;
  /** Types and states of the history, sorted: branches may take turns in any order. */
  readonly history: string[];
  readonly writes: number;
}

/**
 * Runs one execution to its end: answers each token, moves the clock, and after each
 * of the crashes opens a new engine on the same file.
 */
export async function live(
  definition: object,
  input: unknown,
  world: World,
  file: string,
  crashes: readonly Crash[] = [],
): Promise<Life> {
  const rest = [...crashes];
  let writes = 0;
  for (;;) {
    const database = new CrashingDatabase(file, rest.shift());
    const engine = new Engine({ database, clock: world.clock, definition, invoke: world.invoke });
    const end = await Promise.race([drive(engine, input, world), database.crashed]);
    writes += database.writes;
    if (end === 'crashed') {
      void engine.close(); // its timers; its writes never end
      database.close();
      continue;
    }
    const { status, output, error } = engine.describe('one') ?? {};
    const history = engine.history('one').map(({ type, state }) => `${type} ${state ?? ''}`);
    await engine.close();
    database.close();
    return { status, output, error, history: history.sort(), writes };
  }
}

const LONGEST_LIFE = 200; // rounds

async function drive(engine: Engine, input: unknown, world: World): Promise<'over'> {
  await engine.open();
  await engine.start('one', input);
  for (let round = 0; round < LONGEST_LIFE; round += 1) {
    await engine.idle();
    if (engine.describe('one')?.status !== 'RUNNING') return 'over';
    for (const [token, answer] of [...world.answers]) {
      await engine.complete(token, answer).catch((error: unknown) => {
        if (!(error instanceof TaskTimedOut)) throw error;
      });
      world.answers.delete(token);
    }
    await engine.idle();
    world.clock.advance(1);
    await engine.wake();
  }
  throw new Error('the execution does not come to its end');
}
