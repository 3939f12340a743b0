/**
 * The functions that Step Functions adds to JSONata ("Transforming data with JSONata
 * in Step Functions", table of functions). Like JSONata's own, each gives nothing for nothing.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../ports.ts';

/** Where chance and time come from, so that tests can decide both. */
export interface Sources {
  clock: Clock;
  /** `0 <= n < 1` */
  random(): number;
  uuid(): string;
  /** A task token: unguessable, never given twice. */
  token(): string;
}

const RANGE_LIMIT = 1000; // items; the quota of States.ArrayRange, which $range replaces
const ALGORITHMS: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

export function partition(array: unknown[] | undefined, size: number): unknown[][] | undefined {
  if (array === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`$partition: the size must be a positive integer, not ${size}`);
  const parts: unknown[][] = [];
  for (let at = 0; at < array.length; at += size) parts.push(array.slice(at, at + size));
  return parts;
}

/** Both ends included: `$range(1, 10, 3)` is `[1, 4, 7, 10]`. */
export function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every(Number.isInteger) || step === 0)
    throw new RangeError('$range: first, last and a step other than 0 must be integers');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > RANGE_LIMIT) throw new RangeError(`$range: more than ${RANGE_LIMIT} items`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

export function hash(data: string | undefined, algorithm: string): string | undefined {
  if (data === undefined) return undefined;
  const known = ALGORITHMS[algorithm];
  if (known === undefined)
    throw new RangeError(
      `$hash: the algorithm must be one of ${Object.keys(ALGORITHMS).join(', ')}, not ${algorithm}`,
    );
  return createHash(known).update(data).digest('hex');
}

export function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** The same seed gives the same number (mulberry32; Step Functions' own sequence is not published). */
export function seeded(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
