/** Runs handlers, a bounded number at once, first come first served. */

/** Calls a Lambda handler in this process. Rejects with what the handler threw. */
export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

export class Invoker {
  readonly #invoke: Invoke;
  readonly #limit: number;
  readonly #queue: (() => void)[] = [];
  readonly #patient: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(invoke: Invoke, limit: number) {
    this.#invoke = invoke;
    this.#limit = limit;
  }

  /**
   * @param stillWanted asked when its turn has come: what was stopped meanwhile is not begun
   * @returns what the handler did, or nothing when it was not begun
   */
  async run(
    functionName: string,
    payload: unknown,
    stillWanted: () => boolean,
  ): Promise<{ returned: unknown } | { thrown: unknown } | undefined> {
    await this.#place();
    try {
      if (this.#closed || !stillWanted()) return undefined;
      return { returned: await this.#invoke(functionName, payload) };
    } catch (thrown) {
      return { thrown };
    } finally {
      this.#giveUpPlace();
    }
  }

  /** Resolves when no more wait than run: those who bring work by the thousand ask first. */
  async room(): Promise<void> {
    while (this.#queue.length > this.#limit)
      await new Promise<void>((resolve) => {
        this.#patient.push(resolve);
      });
  }

  /** Begins nothing more. What runs is not interrupted. */
  close(): void {
    this.#closed = true;
  }

  async #place(): Promise<void> {
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((granted) => {
      this.#queue.push(granted);
    });
  }

  /** The next in line gets it before anybody who comes now. */
  #giveUpPlace(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#running -= 1;
    else next();
    for (const resolve of this.#patient.splice(0)) resolve();
  }
}
