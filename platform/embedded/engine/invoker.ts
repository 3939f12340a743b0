/**
 * Runs handlers, a bounded number at once. Executions take turns, so that one with
 * forty iterations does not keep the others waiting; within one, first come first served.
 */

/** Calls a Lambda handler in this process. Rejects with what the handler threw. */
export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

export type Outcome = { readonly returned: unknown } | { readonly thrown: unknown };

export interface Invocation {
  readonly execution: number;
  readonly functionName: string;
  readonly payload: unknown;
  /** Asked when its turn has come: what was stopped meanwhile is not begun. */
  stillWanted(): boolean;
}

export class Invoker {
  readonly #invoke: Invoke;
  readonly #limit: number;
  /** Those that wait for a place, by execution; the execution in front is next. */
  readonly #queues = new Map<number, (() => void)[]>();
  readonly #patient: (() => void)[] = [];
  #waiting = 0;
  #running = 0;
  #closed = false;

  constructor(invoke: Invoke, limit: number) {
    this.#invoke = invoke;
    this.#limit = limit;
  }

  /** What the handler did, or nothing when it was not begun. */
  async run(invocation: Invocation): Promise<Outcome | undefined> {
    await this.#place(invocation.execution);
    try {
      if (this.#closed || !invocation.stillWanted()) return undefined;
      return { returned: await this.#invoke(invocation.functionName, invocation.payload) };
    } catch (thrown) {
      return { thrown };
    } finally {
      this.#giveUpPlace();
    }
  }

  /** Resolves when no more wait than may run: those who bring work by the thousand ask first. */
  async room(): Promise<void> {
    while (this.#waiting > this.#limit)
      await new Promise<void>((resolve) => {
        this.#patient.push(resolve);
      });
  }

  /** Begins nothing more. What runs is not interrupted. */
  close(): void {
    this.#closed = true;
  }

  async #place(execution: number): Promise<void> {
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((granted) => {
      const queue = this.#queues.get(execution);
      if (queue === undefined) this.#queues.set(execution, [granted]);
      else queue.push(granted);
      this.#waiting += 1;
    });
  }

  /** The next in line gets it before anybody who comes now. */
  #giveUpPlace(): void {
    const granted = this.#next();
    if (granted === undefined) this.#running -= 1;
    else granted();
    for (const resolve of this.#patient.splice(0)) resolve();
  }

  #next(): (() => void) | undefined {
    for (const [execution, queue] of this.#queues) {
      const granted = queue.shift();
      this.#queues.delete(execution);
      if (queue.length > 0) this.#queues.set(execution, queue); // to the end of the line
      this.#waiting -= 1;
      return granted;
    }
    return undefined;
  }
}
