/** The shape of a ground: why a right is decided as it is, in words that can be printed. */
import type { Words } from './rights.ts';
import type { Rule } from './rule.ts';

export interface Ground extends Rule {
  /** What the letter says: whole sentences, ready to print. */
  letter: Words;
  /** What the operator chooses from: short. */
  operator: Words;
  /** A second person must approve before it counts (L-07). */
  needsApprover: boolean;
  /** The operator must write down why, for the record; the reason is not printed. */
  needsReason: boolean;
  /** The operator must write a reply in their own words, which the letter prints. */
  needsReply: boolean;
  /** Only where the person's requests to know were answered twice in twelve months (L-15). */
  onlyRepeats: boolean;
  /** A denied deletion offers the opt-out in the same letter (L-16). */
  offersOptOut: boolean;
}

type Given = Pick<Ground, 'id' | 'cites' | 'confidence' | 'valid' | 'letter' | 'operator'>;

/** A ground of which nothing more is asked than its choice, unless said otherwise. */
export function ground(given: Given & Partial<Ground>): Ground {
  return {
    needsApprover: false,
    needsReason: false,
    needsReply: false,
    onlyRepeats: false,
    offersOptOut: false,
    ...given,
  };
}
