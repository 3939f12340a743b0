/**
 * How sure we must be of who asks: one row a degree. The ladder (L-10) is always climbed from
 * what is already held (data points) to a document, and never the other way round.
 */
import type { Verification, VerificationLevel } from './plan.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';

export interface VerificationRule extends Rule, Omit<Verification, 'cites'> {}

/** Opt-out, limit, inquiries: no proof of identity may be asked (L-06). */
export const NOTHING_TO_VERIFY: VerificationRule = {
  id: 'verification.none',
  cites: ['L-06', '11 CCR 7060(b)'],
  confidence: 'Q',
  valid: CCPA_2026,
  level: 'none',
  points: 0,
  declaration: false,
  document: 'never',
};

/** Personal data leave the house: points, then a document judged by a person. */
export const APPI_DISCLOSURE: VerificationRule = {
  id: 'appi.verification-disclosure',
  cites: ['L-10', 'L-11', 'APPI 37', 'P-7', 'P-16-1'],
  confidence: 'S',
  valid: APPI_2022,
  level: 'proportionate',
  points: 2,
  declaration: false,
  document: 'always',
};

/** Nothing leaves the house: P-16-1's copy of a document stays the last step of the ladder. */
export const APPI_OTHER: VerificationRule = {
  id: 'appi.verification-other',
  cites: ['L-10', 'L-11', 'APPI 37', 'P-8', 'P-16-1'],
  confidence: 'S',
  valid: APPI_2022,
  level: 'proportionate',
  points: 2,
  declaration: false,
  document: 'if-points-fail',
};

export const CCPA_REASONABLE: VerificationRule = {
  id: 'ccpa.verification-reasonable',
  cites: ['L-10', '11 CCR 7062(b)'],
  confidence: 'Q',
  valid: CCPA_2026,
  level: 'reasonable',
  points: 2,
  declaration: false,
  document: 'if-points-fail',
};

export const CCPA_REASONABLY_HIGH: VerificationRule = {
  id: 'ccpa.verification-reasonably-high',
  cites: ['L-10', 'L-13', '11 CCR 7062(c)'],
  confidence: 'Q',
  valid: CCPA_2026,
  level: 'reasonably-high',
  points: 3,
  declaration: true,
  document: 'if-points-fail',
};

/**
 * Delete and correct: "reasonable or high, by sensitivity and harm". Reasonable is chosen: a wrongly
 * deleted application can be made again. (M: a lawyer should confirm for visa and residence data.)
 */
export const CCPA_CHANGE: VerificationRule = {
  ...CCPA_REASONABLE,
  id: 'ccpa.verification-change',
  cites: ['L-10', 'L-16', 'L-17', '11 CCR 7062(d)'],
  confidence: 'M',
};

const BY_STRENGTH: readonly VerificationLevel[] = [
  'none',
  'reasonable',
  'proportionate',
  'reasonably-high',
];
const BY_BURDEN: readonly Verification['document'][] = ['never', 'if-points-fail', 'always'];

function later<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** The strictest of all, in each respect; `NOTHING_TO_VERIFY` for none. Asked once a case. */
export function strictest(rules: readonly Verification[]): Verification {
  const none: Verification = { ...verificationOf(NOTHING_TO_VERIFY), cites: [] };
  const all = rules.reduce(
    (sum, rule) => ({
      level: later(BY_STRENGTH, sum.level, rule.level),
      points: Math.max(sum.points, rule.points),
      declaration: sum.declaration || rule.declaration,
      document: later(BY_BURDEN, sum.document, rule.document),
      cites: [...sum.cites, ...rule.cites.filter((cite) => !sum.cites.includes(cite))],
    }),
    none,
  );
  return rules.length === 0 ? verificationOf(NOTHING_TO_VERIFY) : all;
}

/** What a plan keeps of the rule. */
export function verificationOf(rule: VerificationRule): Verification {
  const { level, points, declaration, document, cites } = rule;
  return { level, points, declaration, document, cites: [...cites] };
}
