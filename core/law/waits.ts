/** How long a task waits for the requester. */
import type { Instant } from '../ids.ts';
import { addDays, dayIn, startOf, ZONES } from './calendar.ts';
import type { Clock, Day, Plan } from './plan.ts';
import type { Regime, Right } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';
import { ruleFor } from './rules.ts';

export interface WaitRule extends Rule {
  /** Days after the task was opened. */
  remindAfter: number;
  expireAfter: number;
  /** The last day of all waiting: so many days before the answer's target, or after receipt. */
  altogether: { beforeTarget: number } | { afterReceipt: number };
  /** Days that a task which is asked for the first time gets even after that. */
  atLeast: number;
  /** Days from the plan, where it was made so late that the last day of all would be sooner. */
  fromLatePlan: number;
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
    altogether: { afterReceipt: 40 },
    atLeast: 5,
    fromLatePlan: 14,
    reason:
      'The law names no last day for the requester; a month is ample, a week a fair reminder. Forty days ' +
      'altogether keep a case from lasting for ever: afterwards nothing is asked for a second time, and what ' +
      'was not asked before gets five days. Whoever comes too late asks anew. (ours)',
  },
  ccpa: {
    id: 'ccpa.waits',
    cites: ['L-01', '11 CCR 7021(b)'],
    confidence: 'Q',
    valid: CCPA_2026,
    remindAfter: 4,
    expireAfter: 9,
    altogether: { beforeTarget: 6 },
    atLeast: 0,
    fromLatePlan: 9,
    reason:
      'The clock never pauses. A requester may be waited for four times in a row (confirm, data points, ' +
      'document, another document), nine days each; the earliest target of a 45-day clock is day 40 (day 44 ' +
      'rolled back over a long weekend). Six days before the target all waiting ends: what is not verified ' +
      'then is answered as such, and the days left are for deciding, a second look and carrying out. (ours)',
  },
};

/** An opt-out by an agent is carried out at once when the proof is judged: it needs fewer days. (ours) */
const DAYS_TO_APPLY = 3;

/** To look at a proof, before the last lawful day of an opt-out or limit that waits for it. (ours) */
const DAYS_TO_JUDGE = 2;

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

/** The last day by which a requester must have answered, whatever the round; null where nobody has to prove who they are. */
export function settleBy(plan: Plan): Day | null {
  return lastOfAll(
    plan,
    plan.clocks.filter(({ right }) => needsIdentity(plan, right)),
  );
}

/** The same for an agent's proof, for which opt-out and limit wait, too (L-06, L-22). */
const proveBy = (plan: Plan): Day | null => lastOfAll(plan, plan.clocks);

function lastOfAll(plan: Plan, clocks: readonly Clock[]): Day | null {
  const { altogether } = waitRule(plan.regime);
  const [first] = clocks
    .filter(({ kind }) => kind !== 'acknowledge')
    .map(({ right, target, receivedOn }) => {
      if ('afterReceipt' in altogether) return addDays(receivedOn, altogether.afterReceipt);
      const days = plan.unverified.includes(right) ? DAYS_TO_APPLY : altogether.beforeTarget;
      return addDays(target, -days);
    })
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

/** What decides how long a task waits for the requester. */
export interface Asked {
  /** Null while the regime is not known (an e-mail to be completed): then as under CCPA (L-01). */
  plan: Plan | null;
  /** When the plan was made; null as long as there is none. */
  plannedAt: Instant | null;
  openedAt: Instant;
  /** Asked for before, and answered by what did not do. */
  again: boolean;
}

/**
 * When a task opened now reminds and expires. Null when there is no day left to wait: asking for a
 * better document again and again cannot run past the answer's target (L-01).
 */
export function waitUntil(asked: Asked): Wait | null {
  return waitBefore(asked, asked.plan && settleBy(asked.plan));
}

/** The same for an agent's proof: under CCPA never past the target of opt-out and limit either (L-06, L-22). */
export function waitForProof(asked: Asked): Wait | null {
  return waitBefore(asked, asked.plan && proveBy(asked.plan), asked.plan && lawfulFor(asked.plan));
}

/** However late the plan: the last day of waiting that leaves opt-out and limit their last lawful day (L-06). */
function lawfulFor({ unverified, clocks }: Plan): Day | null {
  const [first] = clocks
    .filter(({ right }) => unverified.includes(right))
    .flatMap(({ limit }) => limit ?? [])
    .sort();
  return first ? addDays(first, -DAYS_TO_JUDGE) : null;
}

function waitBefore(
  { plan, plannedAt, openedAt, again }: Asked,
  by: Day | null,
  lawful: Day | null = null,
): Wait | null {
  const regime = plan?.regime ?? 'ccpa';
  const { remindAfter, expireAfter } = plan?.waits ?? waitsBeforePlan();
  const { atLeast, fromLatePlan } = waitRule(regime);
  const zone = ZONES[regime];
  const opened = dayIn(zone, openedAt);
  const full = addDays(opened, expireAfter);
  const given = plannedAt && addDays(dayIn(zone, plannedAt), fromLatePlan);
  // Where that day is over already nothing is in time any more: then a first proof is waited for all the same.
  const ends = lawful !== null && (again || opened < lawful);
  const room = given && ends && lawful < given ? lawful : given;
  const end = latest(by ?? full, by && room, again ? null : addDays(opened, atLeast));
  if (end <= opened) return null;
  const lastDay = full < end ? full : end;
  return {
    remindAt: startOf(zone, addDays(opened, remindAfter)),
    lastDay,
    expiresAt: startOf(zone, addDays(lastDay, 1)),
  };
}

/** Days of one form sort as they follow each other. */
const latest = (first: Day, ...others: (Day | null)[]): Day =>
  others.reduce<Day>((last, day) => (day !== null && day > last ? day : last), first);
