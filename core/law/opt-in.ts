/**
 * Opting in: no asking for it for a year after an opt-out or limit, two steps when one wants to
 * (L-24), and for the young nothing is sold or shared before somebody has opted in (L-25).
 */
import type { Instant } from '../ids.ts';
import { addDays, addMonths, dayIn } from './calendar.ts';
import type { Day } from './plan.ts';
import { CCPA_2026, type Rule } from './rule.ts';

const ZONE = 'America/Los_Angeles';

export const OPT_IN: Rule & {
  /** Months after an opt-out or limit during which nobody is asked to opt in again. */
  pauseMonths: number;
  /** Opting in takes a request and a separate confirmation. */
  steps: number;
} = {
  id: 'ccpa.opt-in-again',
  cites: ['L-24', 'Civ. 1798.135(c)(4)', '11 CCR 7028(a)'],
  confidence: 'S',
  valid: CCPA_2026,
  pauseMonths: 12,
  steps: 2,
};

/** Below `until` years of age, `by` must opt in before anything is sold or shared. */
export const OPT_IN_FIRST: readonly (Rule & { until: number; by: 'parent' | 'self' })[] = [
  {
    id: 'ccpa.under-13-parent-opts-in',
    cites: ['L-25', 'Civ. 1798.120(c)', '11 CCR 7070'],
    confidence: 'M',
    valid: CCPA_2026,
    until: 13,
    by: 'parent',
  },
  {
    id: 'ccpa.13-to-15-opts-in',
    cites: ['L-25', 'Civ. 1798.120(c)', '11 CCR 7071'],
    confidence: 'M',
    valid: CCPA_2026,
    until: 16,
    by: 'self',
  },
];

export interface Choices {
  /** The last opt-out, and the last limit, that was not withdrawn. */
  optedOutAt: Instant | null;
  limitedAt: Instant | null;
  /** The last opt-in that the asking service knows of, with both its steps. */
  optedInAt: Instant | null;
  /** In years; null where the service has no reason to think the person is under 16. */
  age: number | null;
}

export interface OptInAnswer {
  optedOut: boolean;
  limited: boolean;
  /** Whether data may be sold or shared now. */
  maySell: boolean;
  /** Whether the person may be asked to opt in, today. */
  mayAsk: boolean;
  /** First day on which they may be; null where nothing stands against it. */
  mayAskFrom: Day | null;
  /** Steps that an opt-in takes. */
  steps: number;
  /** Who must opt in. */
  by: 'parent' | 'self';
  /** The rules that say so, by their ids. */
  rules: string[];
}

/** What a service of the company may do, and ask, now. */
export function optInAnswer(choices: Choices, now: Instant): OptInAnswer {
  const { optedOutAt, limitedAt, optedInAt, age } = choices;
  const since = (at: Instant | null) => at !== null && (optedInAt === null || at >= optedInAt);
  const [optedOut, limited] = [since(optedOutAt), since(limitedAt)];
  const young = age === null ? undefined : OPT_IN_FIRST.find(({ until }) => age < until);
  const last = [optedOut ? optedOutAt : null, limited ? limitedAt : null]
    .filter((at) => at !== null)
    .toSorted()
    .at(-1);
  const mayAskFrom = last === undefined ? null : dayAfterPause(last);
  return {
    optedOut,
    limited,
    maySell: !optedOut && (!young || optedInAt !== null),
    mayAsk: mayAskFrom === null || dayIn(ZONE, now) >= mayAskFrom,
    mayAskFrom,
    steps: OPT_IN.steps,
    by: young?.by ?? 'self',
    rules: [OPT_IN.id, ...(young ? [young.id] : [])],
  };
}

/** The whole twelve months must have passed: the day after their last. */
const dayAfterPause = (at: Instant): Day =>
  addDays(addMonths(dayIn(ZONE, at), OPT_IN.pauseMonths), 1);
