/** How long a task waits for the requester. */
import type { Plan } from './plan.ts';
import type { Regime } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';

export interface WaitRule extends Rule {
  /** Days after the task was opened. */
  remindAfter: number;
  expireAfter: number;
  reason: string;
}

const WAITS: Readonly<Record<Regime, WaitRule>> = {
  appi: {
    id: 'appi.waits',
    cites: ['L-21'],
    confidence: 'Q',
    valid: APPI_2022,
    remindAfter: 7,
    expireAfter: 30,
    reason:
      'The law names no last day for the requester; a month is ample, a week a fair reminder. (ours)',
  },
  ccpa: {
    id: 'ccpa.waits',
    cites: ['L-01', '11 CCR 7021(b)'],
    confidence: 'Q',
    valid: CCPA_2026,
    remindAfter: 4,
    expireAfter: 9,
    reason:
      'The clock never pauses. A requester may be waited for four times in a row (confirm, data points, ' +
      'document, better document): 4 × 9 = 36 days, and the earliest target of a 45-day clock is day 40 ' +
      '(day 44 rolled back over a long weekend), so that a request which stays unverified is settled before it. (ours)',
  },
};

export function waitRule(regime: Regime): WaitRule {
  return WAITS[regime];
}

export function waitsFor(regime: Regime): Plan['waits'] {
  const { remindAfter, expireAfter } = waitRule(regime);
  return { remindAfter, expireAfter };
}
