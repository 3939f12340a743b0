/** What every rule carries, so that a lawyer finds where it comes from and how sure we are of it. */
import type { Day } from './plan.ts';

/** Q: the text was read. S: a secondary source. M: from memory, a lawyer should confirm. */
export type Confidence = 'Q' | 'S' | 'M';

/** First and last day on which a request must be received to fall under the rule; `to: null` = still in force. */
export interface Validity {
  from: Day;
  to: Day | null;
}

export interface Rule {
  /** `ccpa.answer-45-days`: what logs, plans and letters name. Never reused for another meaning. */
  id: string;
  /** `L-nn` of the rules first, then statute and policy section (`P-7`). */
  cites: readonly string[];
  confidence: Confidence;
  valid: Validity;
}

/** APPI as amended by Act No. 37 of 2021. */
export const APPI_2022: Validity = { from: '2022-04-01', to: null };
/** CCPA with its regulations as amended from 2026. */
export const CCPA_2026: Validity = { from: '2026-01-01', to: null };
/** The company's privacy policy in its present version. */
export const POLICY_2024: Validity = { from: '2024-09-30', to: null };
