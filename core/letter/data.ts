/** What a letter is made of: everything it says, and nothing that has to be looked up. */
import type { Instant } from '../ids.ts';
import type { Language, Regime } from '../law/rights.ts';

export interface LetterData {
  caseId: string;
  language: Language;
  regime: Regime;
  organisation: { name: string; address: readonly string[]; contact: readonly string[] };
  requester: { name: string; actingFor?: string };
  receivedAt: Instant;
  decidedAt: Instant;
  /** The one extension (L-02): when it was told, and the last day it gave, `YYYY-MM-DD`. */
  extension?: { at: Instant; until: string };
  /** One for each right that was asked for, in the order asked. */
  rights: readonly LetterRight[];
  fee: LetterFee | null;
  /** How to object, ready to read, one paragraph each (L-18). */
  objection: readonly string[];
  /** What stands at the foot of every page: where to check the letter, and with what code. */
  verification: { code: string; address: string };
}

export interface LetterRight {
  title: string;
  outcome: string;
  /** In the words of the ground; `citation` as the reader would look it up. */
  reasons: readonly { text: string; citation?: string }[];
  /** Kinds that are never handed out, only named (L-14). */
  withheld: readonly { kind: string; count: number | null; reason: string }[];
  stores: readonly LetterStore[];
  /** What is held, by category, where the answer is one by categories (L-13). */
  categories?: readonly LetterCategory[];
  /** What personal data is used for (APPI 32(2)). */
  purposes?: readonly string[];
  /** To whom the policy lets personal data go (APPI 33(5)). */
  recipients?: readonly LetterRecipient[];
  /** What can be asked for besides, where this was denied (L-16). */
  offer?: string;
  /** In an operator's own words. */
  reply?: string;
  /** What was changed in which system, and what stays (L-16). */
  changes?: readonly LetterChange[];
  /** How an item may be noted as contested, where a correction was denied (L-17). */
  contest?: string;
  thirdParties: readonly { name: string; request: string; toldAt: Instant }[];
  /** `YYYY-MM-DD`; null is everything held (L-15). Left out where a period means nothing. */
  period?: { from: string; to: string } | null;
}

/** Lists are ready to read; one that is empty is left out. */
export interface LetterCategory {
  name: string;
  collected: string;
  sources: string;
  purposes: string;
  /** For a business purpose. */
  disclosedTo: string;
  passedOn: { how: 'sold' | 'shared'; to: string };
}

export interface LetterRecipient {
  name: string;
  why: string;
  /** Of the privacy policy. */
  section: string;
}

export interface LetterChange {
  store: string;
  done: string;
  /** What stays as it was: exceptions by name, then an operator's words. */
  stays: readonly string[];
}

export interface LetterStore {
  name: string;
  count: number;
  /** `left-out` is said, never hidden. */
  state: 'complete' | 'by-hand' | 'left-out';
  /** How it was searched, or why it could not be. */
  how: string;
}

export interface LetterFee {
  /** In the currency's smallest unit. */
  amount: number;
  currency: 'usd';
  paidAt: Instant;
  refundedAt?: Instant;
}
