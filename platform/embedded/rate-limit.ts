/** How often a key (an address, a remote) may do something. In memory: a restart forgives. */
import type { Clock } from '../ports.ts';

/** A flood of ever new keys must not fill the memory: beyond this the oldest are forgotten. */
const MOST_KEYS = 10_000;

export class RateLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  /** In order of the window's begin, because a key that begins anew is put at the end. */
  readonly #windows = new Map<string, { begun: number; count: number }>();

  constructor(options: { limit: number; windowSeconds: number; clock: Clock }) {
    this.#limit = options.limit;
    this.#windowMs = options.windowSeconds * 1000;
    this.#clock = options.clock;
  }

  /** Counts one more, and says whether it is still within the limit. */
  allows(key: string): boolean {
    const now = this.#clock.now().getTime();
    const window = this.#windows.get(key);
    if (window && now - window.begun < this.#windowMs) {
      window.count += 1;
      return window.count <= this.#limit;
    }
    this.#windows.delete(key);
    this.#windows.set(key, { begun: now, count: 1 });
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > MOST_KEYS && oldest !== undefined) this.#windows.delete(oldest);
    return true;
  }
}
