/**
 * A request that came another way (by phone, by post, to a person, forwarded by one) counts like any
 * other, from the day on which it came (L-31, L-01): an operator enters it with that day.
 */
import type { Instant } from '../ids.ts';
import { dayIn, daysBetween, startOf, ZONES } from './calendar.ts';
import type { Day } from './plan.ts';
import type { Regime } from './rights.ts';
import { APPI_2022, type Rule } from './rule.ts';

/** The bound is ours: whatever is older has passed every limit, and is answered by hand at once. */
export const ENTRY: Rule & { daysBack: number } = {
  id: 'operator.entry-within-90-days',
  cites: ['L-31', 'L-01', '11 CCR 7020(e)'],
  confidence: 'Q',
  valid: APPI_2022,
  daysBack: 90,
};

/** No request can have come on that day: it lies ahead, or too far back to be entered. */
export class ReceiptOutOfRange extends Error {
  override readonly name = 'ReceiptOutOfRange';
  readonly which: 'future' | 'too-old';
  constructor(which: 'future' | 'too-old') {
    super(`a date of receipt lies at most ${ENTRY.daysBack} days back and never ahead: ${which}`);
    this.which = which;
  }
}

/**
 * Day 0 of the clocks, as a moment: the day's start in the regime's zone, or now where that day has
 * begun in Tokyo only, which is ahead of every place under either law.
 * @throws {ReceiptOutOfRange}
 */
export function receiptOn(day: Day, regime: Regime, now: Instant): Instant {
  const back = daysBetween(day, dayIn('Asia/Tokyo', now));
  if (back < 0) throw new ReceiptOutOfRange('future');
  if (back > ENTRY.daysBack) throw new ReceiptOutOfRange('too-old');
  const start = startOf(ZONES[regime], day);
  return start < now ? start : now;
}
