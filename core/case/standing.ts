/** How all open cases stand at a moment, counted from their rows: for whoever runs the service, naming no case. */
import type { Instant } from '../ids.ts';
import { addDays, dayIn, ZONES } from '../law/calendar.ts';
import { NEAR_DAYS } from '../law/deadlines.ts';
import { STATIONS, type Station } from './journey.ts';
import type { CaseRow } from './row.ts';

export interface Standing {
  /** Open cases by where they are; every station is named. */
  cases: Record<Station, number>;
  /** Cases whose first clock is three days or less from its target, or past it. */
  near: number;
  pastTarget: number;
  pastLimit: number;
  /** Cases that wait for an operator. */
  waiting: number;
  /** Whole hours for which the task that has waited longest for an operator does. */
  longestHours: number;
}

export function standingOfNone(): Standing {
  const none = STATIONS.map((station) => [station, 0]);
  return {
    cases: Object.fromEntries(none),
    ...{ near: 0, pastTarget: 0, pastLimit: 0, waiting: 0, longestHours: 0 },
  };
}

/** @returns the count with this row in it */
export function counting(before: Standing, row: CaseRow, now: Instant): Standing {
  const { stage, regime, targetDate, limitDate, operatorTasks, operatorSince } = row;
  const today = dayIn(ZONES[regime], now);
  const is = (found: boolean) => (found ? 1 : 0);
  return {
    cases: { ...before.cases, [stage]: before.cases[stage] + 1 },
    near: before.near + is(targetDate !== null && targetDate <= addDays(today, NEAR_DAYS)),
    pastTarget: before.pastTarget + is(targetDate !== null && targetDate < today),
    pastLimit: before.pastLimit + is(limitDate !== null && limitDate < today),
    waiting: before.waiting + is(operatorTasks.length > 0),
    longestHours: Math.max(before.longestHours, hoursSince(operatorSince, now)),
  };
}

const hoursSince = (since: Instant | null, now: Instant): number =>
  since === null ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / 3_600_000);
