/** How a rule of the law is written down for those who read it: in sentences, with its sources and our doubts. */
import type { Confidence } from '../rule.ts';

interface Source {
  /** `Civ. 1798.130(a)(2)`, `11 CCR 7021(b)`, `APPI 33(2)`, or a section of the policy, `P-7`. */
  cite: string;
  confidence: Confidence;
}

export interface LawRow {
  /** `L-04` for a rule, `T-1` for a trap, the right's own id for a request. Never reused. */
  id: string;
  title: string;
  /** What must be, in sentences that need no programmer beside them. */
  says: readonly string[];
  /** Empty where the rule is our own. */
  sources: readonly Source[];
  /** What a lawyer should confirm; null where the text was read and leaves no doubt. */
  doubt: string | null;
  /** What of it is our own choice within the law; null where nothing is. */
  ours: string | null;
}

/** Text that was read. */
export const read = (...cites: readonly string[]): Source[] =>
  cites.map((cite) => ({ cite, confidence: 'Q' }));
/** Known from a secondary source. */
export const secondary = (...cites: readonly string[]): Source[] =>
  cites.map((cite) => ({ cite, confidence: 'S' }));
/** From memory. */
export const remembered = (...cites: readonly string[]): Source[] =>
  cites.map((cite) => ({ cite, confidence: 'M' }));
