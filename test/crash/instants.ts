/** When to kill: chosen from what an undisturbed run wrote, so that every kind of write is met. */
import type { Instant } from './messages.ts';

/**
 * Every kind of write once, in the order in which they first came: every other one right before
 * it, the others right after. `turn` 0 and 1 together take both sides, and the first and a later
 * one of those that came often.
 */
export function instantsFrom(writes: readonly (readonly string[])[], turn: 0 | 1): Instant[] {
  const counts = new Map<string, number>();
  for (const kind of writes.flat()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count], index) => ({
    kind,
    side: (index + turn) % 2 === 0 ? 'before' : 'after',
    occurrence: turn === 0 ? 1 : Math.ceil(count / 2),
  }));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
