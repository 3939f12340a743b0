/**
 * What a case adds to the yearly figures (L-28). Reads nothing personal, so that a purged case counts
 * as it did before; sums hold no ids and can be added up case by case, a page of cases at a time.
 */
import { z } from 'zod';
import type { Instant } from '../ids.ts';
import { dayIn, daysBetween, startOf, ZONES } from '../law/calendar.ts';
import { COUNTS_AS, type Granted } from '../law/metrics.ts';
import { type Regime, Right } from '../law/rights.ts';
import { reportsOn, resultOf } from './changes.ts';
import { judgedOn } from './doubt.ts';
import type { Decision } from './events.ts';
import type { CaseState } from './state.ts';

/** Why a request was denied that never came to a decision: it could not be verified (L-01). */
export const UNVERIFIED = 'unverified';

/** Why one was denied that had been granted: no store could be changed as decided, under no exception that the law names. */
export const NOT_CARRIED_OUT = 'not-carried-out';

/** What became of one right of one case. `ended`: withdrawn, left unanswered by the requester, merged into an earlier case, or carried on by hand. */
export type Fate =
  | { is: 'open' | 'ended' }
  /** `days`: calendar days from receipt to answer in the regime's zone. */
  | { is: Granted; grounds: readonly string[]; days: number };

/** A right, or an e-mail whose sender has not said what is meant. */
export const Line = z.enum([...Right.options, 'unclear']);
export type Line = z.infer<typeof Line>;

export interface Counted {
  /** Calendar year of the receipt in the regime's zone. */
  year: number;
  line: Line;
  fate: Fate;
}

/** The year in whose figures a request stands: that of its receipt. */
export const yearOf = (received: { regime: Regime; receivedAt: Instant }): number =>
  Number(dayIn(ZONES[received.regime], received.receivedAt).slice(0, 4));

/** One line for each right that the case asks for. */
export function countsOf(state: CaseState): Counted[] {
  const year = yearOf(state);
  if (state.rights.length === 0) return [{ year, line: 'unclear', fate: ending(state) }];
  return state.rights.map((right) => ({ year, line: right, fate: fateOf(state, right) }));
}

function fateOf(state: CaseState, right: Right): Fate {
  const applied = state.applied.find((one) => one.right === right);
  if (applied) return fateOfApplied(state, applied);
  if (right === 'inquiry' && state.inquiry)
    return { is: COUNTS_AS.answered, grounds: [], days: daysTo(state, state.inquiry.at) };
  const decision = decisionOn(state, right);
  const answeredAt = whenAnswered(state);
  if (decision && answeredAt)
    return { is: decision.is, grounds: decision.grounds, days: daysTo(state, answeredAt) };
  return ending(state);
}

/** Carried out at once; it counts as denied where a documented belief of fraud took it back (L-06). */
function fateOfApplied(state: CaseState, { right, at }: CaseState['applied'][number]): Fate {
  const judged = judgedOn(state, right);
  const is = COUNTS_AS[judged?.outcome ?? 'done'];
  const answeredAt = judged && is === 'denied' ? judged.at : at;
  return { is, grounds: judged?.grounds ?? [], days: daysTo(state, answeredAt) };
}

/** The newest decision on it; know-specific may have been evaluated as know-categories (L-13). */
function decisionOn(
  state: CaseState,
  right: Right,
): { is: Granted; grounds: readonly string[] } | null {
  const own = state.decisions.findLast((one) => one.right === right);
  if (own) return cameOut(state, own);
  if (right !== 'ccpa.know-specific' || state.identity?.outcome !== 'downgraded') return null;
  const instead = state.decisions.findLast((one) => one.right === 'ccpa.know-categories');
  if (!instead) return null;
  const denied = COUNTS_AS[instead.outcome] === 'denied';
  return { is: denied ? 'denied' : 'part', grounds: instead.grounds };
}

/** A grant that the stores could not carry out whole counts as what came of it, on what was kept (L-16, L-18). */
function cameOut(state: CaseState, own: Decision): { is: Granted; grounds: readonly string[] } {
  const result = resultOf(state, own);
  if (result === own.outcome) return { is: COUNTS_AS[result], grounds: own.grounds };
  const kept = new Set(reportsOn(state, own.right).flatMap((report) => report.kept));
  return { is: COUNTS_AS[result], grounds: kept.size > 0 ? [...kept] : [NOT_CARRIED_OUT] };
}

/** When the requester was told that the answer is there, or it was posted (L-19). */
const whenAnswered = ({ notices, answer, closed, posted, regime }: CaseState): Instant | null =>
  (posted && startOf(ZONES[regime], posted.on)) ??
  notices.find(({ purpose }) => purpose === 'answer-ready')?.at ??
  (closed && answer?.at) ??
  null;

function ending(state: CaseState): Fate {
  const { closed } = state;
  if (!closed) return { is: 'open' };
  if (closed.outcome !== 'unverified') return { is: 'ended' };
  return { is: 'denied', grounds: [UNVERIFIED], days: daysTo(state, closed.at) };
}

/** In the regime's zone; the day of receipt is day 0. */
const daysTo = ({ regime, receivedAt }: CaseState, answeredAt: Instant): number =>
  Math.max(0, daysBetween(dayIn(ZONES[regime], receivedAt), dayIn(ZONES[regime], answeredAt)));

const Count = z.int().nonnegative();

/** The sum for one right in one year: counts only. */
export const Sum = z.strictObject({
  received: Count,
  whole: Count,
  part: Count,
  denied: Count,
  ended: Count,
  open: Count,
  /** How many denials rest on each ground; one denial may rest on several. */
  deniedOn: z.record(z.string(), Count),
  /** How many were answered after so many days. */
  answeredAfter: z.record(z.string(), Count),
});
export type Sum = z.infer<typeof Sum>;

/** A sum with its place in the figures. */
export interface YearSum {
  year: number;
  line: Line;
  sum: Sum;
}

export const NOTHING: Sum = {
  received: 0,
  whole: 0,
  part: 0,
  denied: 0,
  ended: 0,
  open: 0,
  deniedOn: {},
  answeredAfter: {},
};

export function sumOf({ fate }: Counted): Sum {
  const one: Sum = { ...NOTHING, received: 1, [fate.is]: 1 };
  if (!('days' in fate)) return one;
  const deniedOn = fate.is === 'denied' ? fate.grounds.map((ground) => [ground, 1]) : [];
  return { ...one, deniedOn: Object.fromEntries(deniedOn), answeredAfter: { [fate.days]: 1 } };
}

export function added(one: Sum, other: Sum): Sum {
  return {
    received: one.received + other.received,
    whole: one.whole + other.whole,
    part: one.part + other.part,
    denied: one.denied + other.denied,
    ended: one.ended + other.ended,
    open: one.open + other.open,
    deniedOn: merged(one.deniedOn, other.deniedOn),
    answeredAfter: merged(one.answeredAfter, other.answeredAfter),
  };
}

function merged(one: Record<string, number>, other: Record<string, number>) {
  const all = { ...one };
  for (const [key, count] of Object.entries(other)) all[key] = (all[key] ?? 0) + count;
  return all;
}

/** Median and mean of the days to answer (L-28); `null` while nothing is answered. */
export function daysToAnswer({ answeredAfter }: Sum): { median: number; mean: number } | null {
  const days = Object.entries(answeredAfter)
    .map(([day, count]) => ({ day: Number(day), count }))
    .toSorted((one, other) => one.day - other.day);
  const answered = days.reduce((all, { count }) => all + count, 0);
  if (answered === 0) return null;
  const total = days.reduce((all, { day, count }) => all + day * count, 0);
  const median =
    (nth(days, Math.floor((answered - 1) / 2)) + nth(days, Math.floor(answered / 2))) / 2;
  return { median, mean: total / answered };
}

/** The days of the nth answer, the quickest being answer 0. */
function nth(days: readonly { day: number; count: number }[], which: number): number {
  let seen = 0;
  for (const { day, count } of days) {
    seen += count;
    if (seen > which) return day;
  }
  return 0;
}
