/** The clock of a line of the queue: the earliest target and limit of its case. */
import type { CaseRow } from '../../core/case/row.ts';
import { dayIn, daysBetween, ZONES } from '../../core/law/calendar.ts';
import type { ClockState } from '../../core/law/clocks.ts';
import { deadline } from '../../core/law/deadlines.ts';
import { Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import type { ClockDays } from '../pages/clock-bar.ts';

/** `null` where no clock is running. */
export function urgencyOf(row: CaseRow, now: Date): ClockDays | null {
  const { targetDate: target, limitDate: limit } = row;
  if (target === null) return null;
  const zone = ZONES[row.regime];
  const today = dayIn(zone, now.toISOString());
  return {
    state: stateOf(today, target, limit, warnDays(row)),
    target,
    limit,
    today,
    receivedOn: dayIn(zone, row.receivedAt),
  };
}

function stateOf(today: string, target: string, limit: string | null, warn: number): ClockState {
  if (limit !== null && today > limit) return 'past-limit';
  if (today > target) return 'past-target';
  return daysBetween(today, target) <= warn ? 'due-soon' : 'running';
}

/** The longest warning that any of the case's rights asks for; which of them runs is not in the row. */
function warnDays(row: CaseRow): number {
  const warnings = row.rights.flatMap((name) => {
    const right = Right.safeParse(name).data;
    return right ? [deadline(ruleFor(right).answer).warn] : [];
  });
  return Math.max(0, ...warnings);
}
