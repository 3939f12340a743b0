/**
 * The law that Kaiji carries out, as a lawyer reads it: every rule in sentences, with its sources,
 * our doubts, and what of it is our own choice. `npm run law` prints it with the code and the tests
 * that carry each out. Confidence: Q, the text was read; S, a secondary source; M, from memory.
 */
import { AFTERWARDS } from './the-law/afterwards.ts';
import { ANSWERS } from './the-law/answers.ts';
import type { LawRow } from './the-law/row.ts';
import { TIME_AND_MONEY } from './the-law/time-and-money.ts';
import { WHO_ASKS } from './the-law/who-asks.ts';

export { REQUESTS } from './the-law/requests.ts';
export type { LawRow } from './the-law/row.ts';
export { TRAPS } from './the-law/traps.ts';

/** L-01 to L-34, in their order. */
export const THE_LAW: readonly LawRow[] = [
  ...TIME_AND_MONEY,
  ...WHO_ASKS,
  ...ANSWERS,
  ...AFTERWARDS,
].toSorted((one, other) => one.id.localeCompare(other.id));
