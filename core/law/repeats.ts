/** How often in a year a request to know must be answered (L-15). */
import type { Instant } from '../ids.ts';
import { addMonths, dayIn } from './calendar.ts';
import { CCPA_2026, type Rule } from './rule.ts';

export interface RepeatRule extends Rule {
  /** So many answers within so many months are free, and owed. */
  times: number;
  months: number;
  reason: string;
}

export const KNOW_REPEATS: RepeatRule = {
  id: 'ccpa.know-twice-in-12-months',
  cites: ['L-15', 'Civ. 1798.130(b)'],
  confidence: 'M',
  valid: CCPA_2026,
  times: 2,
  months: 12,
  reason:
    'From memory, for a lawyer to confirm: nobody need be told more than twice in twelve months. Counted are ' +
    'earlier requests to know that were answered with information, by the day they were received in Los Angeles, ' +
    'which is the reading that refuses least; the day twelve months before no longer counts. That it is a person ' +
    'who decides, and that the refusal may be left out, is ours.',
};

/** Which of these were received in the twelve months before the request, earliest first. */
export function withinTheYear<T extends { receivedAt: Instant }>(
  earlier: readonly T[],
  receivedAt: Instant,
): T[] {
  const zone = 'America/Los_Angeles';
  const since = addMonths(dayIn(zone, receivedAt), -KNOW_REPEATS.months);
  return earlier
    .filter((one) => one.receivedAt < receivedAt && dayIn(zone, one.receivedAt) > since)
    .toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
}

/** Whether another request need not be answered, after so many. */
export const answeredOften = (times: number): boolean => times >= KNOW_REPEATS.times;
