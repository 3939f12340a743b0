/** One person's second request for what is already being answered. */
import type { Period } from './period.ts';
import { POLICY_2024, type Rule } from './rule.ts';

export const DUPLICATES: Rule & { reason: string } = {
  id: 'case.duplicates',
  cites: ['L-32', 'L-09', 'L-19'],
  confidence: 'M',
  valid: POLICY_2024,
  reason:
    'Ours; a lawyer should confirm it. Two open cases are shown to be one person’s only when it is known of both ' +
    'who asks. The later may be merged into the earlier where that answers all of it: the same rights, a period ' +
    'that holds the other, the same way of delivery, and no agent in either. The earlier keeps its clocks, so that nobody waits longer; ' +
    'what was paid for the later goes back, and the requester is told where the answer will come.',
};

/** Whether an answer for the one period holds all of the other; null is everything. */
export function periodHolds(one: Period | null, other: Period | null): boolean {
  if (one === null) return true;
  return other !== null && one.from <= other.from && other.to <= one.to;
}
