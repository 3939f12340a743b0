/** How long a task waits for the requester. */
import type { Instant } from '../ids.ts';
import { addDays, dayIn, startOf, ZONES } from './calendar.ts';
import type { Day, Plan } from './plan.ts';
import type { Regime, Right } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';
import { ruleFor } from './rules.ts';

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
      'document, another document): 4 × 9 = 36 days, and the earliest target of a 45-day clock is day 40 ' +
      '(day 44 rolled back over a long weekend), so that a request which stays unverified is settled before it. (ours)',
  },
};

/** Working room between the last day that a requester is waited for and the answer's target. (ours) */
const DAYS_TO_ANSWER = 4;

export function waitRule(regime: Regime): WaitRule {
  return WAITS[regime];
}

export function waitsFor(regime: Regime): Plan['waits'] {
  const { remindAfter, expireAfter } = waitRule(regime);
  return { remindAfter, expireAfter };
}

/** Before anybody knows the regime (an e-mail to be completed): the shorter, since a clock may be running (L-01). */
export function waitsBeforePlan(): Plan['waits'] {
  return waitsFor('ccpa');
}

/** The last day by which a CCPA requester must have answered, whatever the round; null under APPI. */
export function settleBy(plan: Plan): Day | null {
  if (plan.regime === 'appi') return null;
  const [first] = plan.clocks
    .filter(({ kind, right }) => kind !== 'acknowledge' && needsIdentity(plan, right))
    .map((clock) => addDays(clock.target, -DAYS_TO_ANSWER))
    .sort();
  return first ?? null;
}

/** An inquiry's short clock hurries nobody who proves who they are for another right. */
const needsIdentity = (plan: Plan, right: Right): boolean =>
  plan.verified.includes(right) && ruleFor(right).verification.level !== 'none';

/** The last whole day of a wait that ends at this moment. */
export function lastDayBefore(regime: Regime, expiresAt: Instant): Day {
  return addDays(dayIn(ZONES[regime], expiresAt), -1);
}

export interface Wait {
  remindAt: Instant;
  /** The last whole day in the regime's zone: what a notice may promise. */
  lastDay: Day;
  /** The end of that day. */
  expiresAt: Instant;
}

/** An answer lies ready for a month, whatever the clocks say: they have stopped. (ours) */
const ANSWER_WAITS = { remindAfter: 7, expireAfter: 30 };

export function waitForFetching(regime: Regime, openedAt: Instant): Wait {
  const zone = ZONES[regime];
  const opened = dayIn(zone, openedAt);
  const lastDay = addDays(opened, ANSWER_WAITS.expireAfter);
  return {
    remindAt: startOf(zone, addDays(opened, ANSWER_WAITS.remindAfter)),
    lastDay,
    expiresAt: startOf(zone, addDays(lastDay, 1)),
  };
}

/**
 * When a task opened now reminds and expires. Under CCPA never later than `settleBy`, so that asking
 * for a better document again and again cannot run past the answer's target; a day is always given.
 * @param plan null while the regime is not known (an e-mail to be completed): then as under CCPA
 */
export function waitUntil(plan: Plan | null, openedAt: Instant): Wait {
  return waitBefore(plan, openedAt, plan && settleBy(plan));
}

/**
 * The same for an agent's proof, for which opt-out and limit wait, too: under CCPA never past their
 * target either (L-06, L-22).
 */
export function waitForProof(plan: Plan | null, openedAt: Instant): Wait {
  const [first = null] = (plan?.regime === 'ccpa' ? plan.clocks : [])
    .filter(({ kind }) => kind !== 'acknowledge')
    .map(({ target }) => addDays(target, -DAYS_TO_ANSWER))
    .sort();
  return waitBefore(plan, openedAt, first);
}

function waitBefore(plan: Plan | null, openedAt: Instant, by: Day | null): Wait {
  const { remindAfter, expireAfter } = plan?.waits ?? waitsBeforePlan();
  const zone = ZONES[plan?.regime ?? 'ccpa'];
  const opened = dayIn(zone, openedAt);
  const full = addDays(opened, expireAfter);
  // Days of one form sort as they follow each other.
  const [soonest = full] = [full, by ?? full].sort();
  const [, lastDay = soonest] = [soonest, addDays(opened, 1)].sort();
  return {
    remindAt: startOf(zone, addDays(opened, remindAfter)),
    lastDay,
    expiresAt: startOf(zone, addDays(lastDay, 1)),
  };
}
