/** Which retrier or catcher answers a failure, and how long to wait before the next try. */
import { isNamed, type StateFailed } from './errors.ts';
import type { Catcher, Retrier } from './machine.ts';

const SECOND = 1000; // ms

/**
 * The first retrier that names the failure decides alone: once its attempts are used
 * up no later one is asked (states-language.net, "Retrying after error").
 */
export function retryFor(
  state: { readonly retry: readonly Retrier[] },
  failure: StateFailed,
  attempts: readonly number[],
  chance: { random(): number },
): { delay: number; attempts: number[] } | undefined {
  const index = state.retry.findIndex((retrier) => isNamed(failure, retrier.ErrorEquals));
  const retrier = state.retry[index];
  if (retrier === undefined) return undefined;
  const used = attempts[index] ?? 0;
  if (used >= retrier.MaxAttempts) return undefined;
  return {
    delay: delayOf(retrier, used, chance),
    attempts: state.retry.map((_, i) => (attempts[i] ?? 0) + (i === index ? 1 : 0)),
  };
}

/** Milliseconds. @param used how often this retrier was used before */
function delayOf(retrier: Retrier, used: number, chance: { random(): number }): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used;
  const bound = Math.min(grown, retrier.MaxDelaySeconds ?? grown, 99_999_999);
  return Math.round(bound * SECOND * (retrier.JitterStrategy === 'FULL' ? chance.random() : 1));
}

export function catcherFor(
  state: { readonly catch: readonly Catcher[] },
  failure: StateFailed,
): Catcher | undefined {
  return state.catch.find((catcher) => isNamed(failure, catcher.errorEquals));
}
