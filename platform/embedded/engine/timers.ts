/**
 * Wakes the engine when something is due. One instant is kept, the next; the rest is
 * in the journal's index. The process is not kept alive for it.
 */
import type { Clock } from '../../ports.ts';

/** A sleeping laptop and a clock set anew both upset long timeouts: look at least this often. */
const LONGEST_SLEEP = 60_000; // ms

export class Timers {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #next: number | null = null;
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  start(next: number | null): void {
    this.#running = true;
    this.#next = next;
    this.#arm();
  }

  /** Something new is due at that instant (ms); null says nothing. */
  expect(due: number | null): void {
    if (due === null || (this.#next !== null && this.#next <= due)) return;
    this.#next = due;
    this.#arm();
  }

  close(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (!this.#running || this.#next === null) return;
    const sleep = this.#next - this.#clock.now().getTime();
    this.#timer = setTimeout(this.#wake, Math.min(Math.max(sleep, 1), LONGEST_SLEEP));
    this.#timer.unref();
  }
}
