/**
 * One execution while something happens to it. Commands queue here; all that have
 * come are applied in one turn and written in one go. An actor lives only while a
 * command or a handler of its execution is under way: what waits is on disk alone.
 */
import { type Command, goOn, isRunning, settle } from './commands.ts';
import { type Execution, type Frame, isRunnable, type TaskPhase } from './execution.ts';
import type { Outcome } from './invoker.ts';
import type { Turn } from './turn.ts';
import { walk } from './walk.ts';

/** What an actor needs of the engine. */
export interface Surroundings {
  /** Nothing once the execution has ended. */
  load(): Execution | undefined;
  turnOf(execution: Execution, isNew: boolean): Turn;
  write(turn: Turn): Promise<void>;
  /** Runs the task's handler when there is room; nothing when it was not begun at all. */
  run(task: TaskPhase, stillWanted: () => boolean): Promise<Outcome | undefined>;
  /** What is ready stays so, for the next engine. */
  isClosing(): boolean;
  /** Nothing is under way any more. */
  rested(): void;
  /** A turn could not be written; the execution stands as it stood before. */
  faulted(error: unknown): void;
}

interface Asked {
  readonly command: Command;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export class Actor {
  readonly #surroundings: Surroundings;
  #queue: Asked[] = [];
  #execution: Execution | undefined;
  #isNew: boolean;
  #working = false;
  #handlers = 0;

  /** @param execution of one that begins; otherwise it is loaded when it is needed */
  constructor(surroundings: Surroundings, execution?: Execution) {
    this.#surroundings = surroundings;
    this.#execution = execution;
    this.#isNew = execution !== undefined;
  }

  /** Resolves once what the command did is on disk; rejects with what it threw. */
  ask(command: Command): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await this.#turn(batch);
      } catch (error) {
        this.#execution = undefined;
        for (const { reject } of batch) reject(error);
        this.#surroundings.faulted(error);
      }
    }
    this.#working = false;
    this.#rest();
  }

  async #turn(batch: Asked[]): Promise<void> {
    const loaded = this.#execution === undefined;
    const execution = this.#execution ?? this.#surroundings.load();
    this.#execution = execution;
    if (execution === undefined) {
      for (const asked of batch) answer(asked, () => asked.command.whenOver());
      return;
    }
    const turn = this.#surroundings.turnOf(execution, this.#isNew);
    const done: Asked[] = [];
    for (const asked of batch) if (await applied(turn, asked)) done.push(asked);
    const walkedOut = await walk(turn);
    if (!turn.isEmpty) await this.#surroundings.write(turn);
    this.#isNew = false;
    for (const { resolve } of done) resolve();
    for (const frame of loaded ? execution.frames.values() : turn.scheduled) this.#run(frame);
    if (!walkedOut && !this.#surroundings.isClosing()) this.#urge(goOn());
  }

  #run(frame: Frame): void {
    const { phase } = frame;
    if (phase.kind !== 'task' || !isRunnable(phase)) return;
    this.#handlers += 1;
    void this.#runTask(frame.id, phase);
  }

  async #runTask(frameId: number, task: TaskPhase): Promise<void> {
    const outcome = await this.#surroundings.run(task, () => {
      const frame = this.#execution?.frames.get(frameId);
      return frame !== undefined && isRunning(frame, task.invocation);
    });
    this.#handlers -= 1;
    if (outcome === undefined) return this.#rest();
    this.#urge(settle(frameId, task.invocation, outcome));
  }

  /** Nobody waits for the answer: a turn that cannot be written is told to `faulted`, which sees to it. */
  #urge(command: Command): void {
    this.ask(command).catch(() => {});
  }

  #rest(): void {
    if (!this.#working && this.#handlers === 0 && this.#queue.length === 0)
      this.#surroundings.rested();
  }
}

async function applied(turn: Turn, asked: Asked): Promise<boolean> {
  try {
    if (turn.isOver) asked.command.whenOver();
    else await asked.command.apply(turn);
    return true;
  } catch (error) {
    asked.reject(error);
    return false;
  }
}

function answer({ resolve, reject }: Asked, work: () => void): void {
  try {
    work();
    resolve();
  } catch (error) {
    reject(error);
  }
}
