/** The executions to which something is happening just now. */
import type { Actor } from './actor.ts';

export class Roster {
  readonly #actors = new Map<number, Actor>();
  #whenEmpty: (() => void)[] = [];

  get(id: number): Actor | undefined {
    return this.#actors.get(id);
  }

  add(id: number, actor: Actor): Actor {
    this.#actors.set(id, actor);
    return actor;
  }

  remove(id: number): void {
    this.#actors.delete(id);
    if (this.#actors.size > 0) return;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  async empty(): Promise<void> {
    while (this.#actors.size > 0)
      await new Promise<void>((resolve) => {
        this.#whenEmpty.push(resolve);
      });
  }
}
