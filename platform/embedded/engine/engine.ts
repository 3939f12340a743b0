/**
 * Runs a state machine of the Amazon States Language durably, in this process, on one
 * SQLite file. After `kill -9` at any instant a new engine on the same file goes on:
 * handlers that were running are called again (at least once), finished transitions
 * are not, tokens stay valid, timers that are late fire at once.
 *
 * What is supported, and what is not, is in `README.md`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../ports.ts';
import { TaskTimedOut } from '../../ports.ts';
import type { Database } from '../database.ts';
import { Actor, type Surroundings } from './actor.ts';
import * as commands from './commands.ts';
import { EngineClosed } from './errors.ts';
import { dueOf, type Execution } from './execution.ts';
import type { Sources } from './functions.ts';
import type { RecordedEvent } from './history.ts';
import { type Invoke, Invoker } from './invoker.ts';
import { type Description, Journal } from './journal.ts';
import { payload } from './json.ts';
import { Machines } from './machines.ts';
import { Roster } from './roster.ts';
import { Timers } from './timers.ts';
import { Turn } from './turn.ts';

export interface EngineOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Parsed JSON, as emitted. */
  readonly definition: unknown;
  readonly invoke: Invoke;
  /** Handlers that run at once; 16 when not given. */
  readonly concurrency?: number;
  /** `$random`, `$uuid`, jitter and tokens; the system's own when not given. */
  readonly chance?: Omit<Sources, 'clock'>;
  /** Told of writes that failed. They are tried again; a process warning when not given. */
  readonly report?: (fault: Error) => void;
}

const CONCURRENCY = 16;
const TOKEN_BYTES = 32; // 256 bits: a token is a capability
const DUE_AT_ONCE = 200; // executions woken together, so that a late start stays small in memory
const REVIVE_AFTER = 1_000; // ms after a write that failed

const systemChance: Omit<Sources, 'clock'> = {
  random: Math.random,
  uuid: randomUUID,
  token: () => randomBytes(TOKEN_BYTES).toString('base64url'),
};

export class Engine {
  readonly #journal: Journal;
  readonly #invoker: Invoker;
  readonly #timers: Timers;
  readonly #sources: Sources;
  readonly #report: (fault: Error) => void;
  readonly #machines: Machines;
  readonly #roster = new Roster();
  readonly #starting = new Map<string, Promise<void>>();
  readonly #revivals = new Set<NodeJS.Timeout>();
  #definition: number | undefined;
  #waking: Promise<void> = Promise.resolve();
  #recovering: Promise<void> = Promise.resolve();
  #closed = false;

  /** @throws {InvalidDefinition} */
  constructor(options: EngineOptions) {
    this.#sources = { ...(options.chance ?? systemChance), clock: options.clock };
    this.#journal = new Journal(options.database);
    this.#machines = new Machines(options.definition, this.#journal, this.#sources);
    this.#invoker = new Invoker(options.invoke, options.concurrency ?? CONCURRENCY);
    this.#timers = new Timers(options.clock, () => void this.wake());
    this.#report = options.report ?? ((fault) => process.emitWarning(fault));
  }

  /** Takes up what an earlier engine left: late timers first, then tasks that were running. */
  async open(): Promise<void> {
    this.#definition = await this.#machines.keepNewest();
    await this.wake();
    this.#recovering = this.#recover();
  }

  /** Lets the handlers that run come to their end and writes what they did; begins nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timers.close();
    this.#invoker.close();
    for (const revival of this.#revivals) clearTimeout(revival);
    await this.idle();
  }

  /** Starts an execution once: the same name again changes nothing. Resolves when it is on disk. */
  async start(name: string, input: unknown): Promise<void> {
    this.#mustBeOpen();
    const starting = this.#starting.get(name);
    if (starting !== undefined) return starting;
    if (this.#journal.idOf(name) !== undefined) return;
    const started = this.#begin(name, input).finally(() => this.#starting.delete(name));
    this.#starting.set(name, started);
    await started;
  }

  /** @throws {TaskTimedOut} when nothing waits for the token any more */
  complete(token: string, output: unknown): Promise<void> {
    return this.#askAwaiting(token, commands.complete(token, output));
  }

  /** The task failed; Retry and Catch of its state decide. @throws {TaskTimedOut} */
  fail(token: string, error: string, cause: string): Promise<void> {
    return this.#askAwaiting(token, commands.failTask(token, error, cause));
  }

  /** @throws {TaskTimedOut} */
  heartbeat(token: string): Promise<void> {
    return this.#askAwaiting(token, commands.heartbeat(token));
  }

  /** Aborts it with everything inside; one that has ended, or never was, stays as it is. */
  async stop(name: string, error: string, cause: string): Promise<void> {
    this.#mustBeOpen();
    await this.#starting.get(name);
    const id = this.#journal.idOf(name);
    if (id !== undefined) await this.#actor(id).ask(commands.stop(error, cause));
  }

  /** Leaves nothing of it behind, aborting it first where it runs. */
  async erase(name: string): Promise<void> {
    if (this.describe(name)?.status === 'RUNNING')
      await this.stop(name, 'Erased', 'its record has expired');
    await this.#journal.erase(name);
  }

  describe(name: string): Description | undefined {
    return this.#journal.describe(name);
  }

  history(name: string): RecordedEvent[] {
    return this.#journal.history(name);
  }

  /** Resolves when nothing runs: every execution has ended or waits for a token or for time. */
  async idle(): Promise<void> {
    await Promise.all([this.#waking, this.#recovering]);
    await this.#roster.empty();
  }

  /** Looks at the clock again. Production has a timer for it; tests call it when they have moved theirs. */
  wake(): Promise<void> {
    this.#waking = this.#waking.then(() => this.#wakeDue());
    return this.#waking;
  }

  async #wakeDue(): Promise<void> {
    try {
      while (!this.#closed) {
        const due = this.#journal.due(this.#sources.clock.now().getTime(), DUE_AT_ONCE);
        if (due.length === 0) break;
        await Promise.all(due.map((id) => this.#actor(id).ask(commands.clockMoved())));
      }
      if (!this.#closed) this.#timers.start(this.#journal.nextDue());
    } catch (error) {
      this.#fault(error);
      this.#later(() => this.wake());
    }
  }

  async #recover(): Promise<void> {
    try {
      for (const id of this.#journal.runnable()) {
        if (this.#closed) return;
        await this.#revive(id);
        await this.#invoker.room();
      }
    } catch (error) {
      this.#fault(error);
      this.#later(() => this.#recover());
    }
  }

  /** A rejection has been told to `faulted`, which comes back here. */
  async #revive(id: number): Promise<void> {
    await this.#actor(id)
      .ask(commands.goOn())
      .catch(() => {});
  }

  async #begin(name: string, given: unknown): Promise<void> {
    const { timeoutSeconds } = this.#machines.newest;
    const startedAt = this.#sources.clock.now().getTime();
    const execution: Execution = {
      id: this.#journal.newExecutionId(),
      name,
      definition: this.#mustBeOpen(),
      input: payload(given, 'the input of the execution'),
      startedAt,
      deadline: timeoutSeconds === undefined ? null : startedAt + timeoutSeconds * 1000,
      frames: new Map(),
      end: null,
    };
    this.#timers.expect(execution.deadline);
    await this.#actor(execution.id, execution).ask(commands.begin());
  }

  async #askAwaiting(token: string, command: commands.Command): Promise<void> {
    this.#mustBeOpen();
    const at = this.#journal.awaiting(token);
    if (at === undefined) throw new TaskTimedOut('nothing waits for this task token any more');
    await this.#actor(at.execution).ask(command);
  }

  #actor(id: number, execution?: Execution): Actor {
    return this.#roster.get(id) ?? this.#roster.add(id, this.#newActor(id, execution));
  }

  #newActor(id: number, execution?: Execution): Actor {
    const surroundings: Surroundings = {
      load: () => this.#journal.load(id),
      turnOf: (of, isNew) => this.#turnOf(of, isNew),
      write: (turn) => this.#write(turn),
      run: ({ functionName, payload: given }, stillWanted) =>
        this.#invoker.run({
          execution: id,
          functionName,
          payload: structuredClone(given),
          stillWanted,
        }),
      isClosing: () => this.#closed,
      rested: () => this.#roster.remove(id),
      faulted: (error) => {
        this.#fault(error);
        this.#later(() => this.#revive(id));
      },
    };
    return new Actor(surroundings, execution);
  }

  #turnOf(execution: Execution, isNew: boolean): Turn {
    return new Turn({
      execution,
      machine: this.#machines.of(execution.definition),
      sources: this.#sources,
      newFrameId: () => this.#journal.newFrameId(),
      isNew,
    });
  }

  async #write(turn: Turn): Promise<void> {
    await this.#journal.write(turn);
    for (const { phase } of turn.changed) this.#timers.expect(dueOf(phase));
  }

  #fault(error: unknown): void {
    this.#report(error instanceof Error ? error : new Error(String(error)));
  }

  #later(work: () => Promise<void>): void {
    if (this.#closed) return;
    const revival = setTimeout(() => {
      this.#revivals.delete(revival);
      void work();
    }, REVIVE_AFTER);
    revival.unref();
    this.#revivals.add(revival);
  }

  #mustBeOpen(): number {
    if (this.#closed || this.#definition === undefined) throw new EngineClosed();
    return this.#definition;
  }
}
