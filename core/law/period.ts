/** How far back a request to know reaches (L-15). */
import { dayIn } from './calendar.ts';
import type { Day } from './plan.ts';
import { CCPA_2026, type Rule } from './rule.ts';

export const KNOW_PERIOD: Rule & { since: Day } = {
  id: 'ccpa.know-since-2022',
  cites: ['L-15', 'Civ. 1798.130(a)(2)(B)', '11 CCR 7024(h)'],
  confidence: 'S',
  valid: CCPA_2026,
  since: '2022-01-01',
};

export interface Period {
  from: Day;
  to: Day;
}

/**
 * What a request to know covers: all since 2022, or the part of it that was asked for. Both days
 * are included. Null when the period asked for lies wholly outside.
 * @param asked null for "all"
 */
export function knowPeriod(asked: Period | null, receivedAt: string): Period | null {
  const all = { from: KNOW_PERIOD.since, to: dayIn('America/Los_Angeles', receivedAt) };
  if (asked === null) return all;
  const [, from = all.from] = [all.from, asked.from].sort();
  const [to = all.to] = [all.to, asked.to].sort();
  return from <= to ? { from, to } : null;
}
