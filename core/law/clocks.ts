/**
 * Clocks: pure functions of rule, day of receipt and calendar (L-01, L-04). Nothing here asks
 * what time it is, and no state of verification stops a clock.
 */
import type { Instant } from '../ids.ts';
import {
  addDays,
  businessDaysAfter,
  dayIn,
  daysBetween,
  holidaysSkipped,
  mondaysToSaturdaysAfter,
  rolledBack,
  sayDay,
} from './calendar.ts';
import { type Deadline, deadline } from './deadlines.ts';
import type { Clock, Day } from './plan.ts';
import type { Language, Right } from './rights.ts';
import { ruleFor } from './rules.ts';
import type { Law } from './versions.ts';

export type ClockState = 'running' | 'due-soon' | 'past-target' | 'past-limit';

/** The clock's deadline cannot be extended, or no longer (L-02). */
export class NoExtension extends Error {
  override readonly name = 'NoExtension';
}

/** Last lawful day: receipt is day 0, the last day is day N (L-04). */
function limitOf(rule: Deadline, receivedOn: Day): Day {
  return rule.unit === 'days'
    ? addDays(receivedOn, rule.count)
    : businessDaysAfter(rule.zone, receivedOn, rule.count);
}

/** Safe under the strictest reading: receipt counts as day 1, or Saturdays and holidays count (L-04). */
function targetOf(rule: Deadline, receivedOn: Day): Day {
  const last =
    rule.unit === 'days'
      ? addDays(receivedOn, rule.count - 1)
      : mondaysToSaturdaysAfter(receivedOn, rule.count);
  return rolledBack(rule.zone, last);
}

function clockOf(rule: Deadline, right: Right, receivedOn: Day): Clock {
  return {
    kind: rule.kind,
    right,
    receivedOn,
    target: targetOf(rule, receivedOn),
    limit: rule.limited ? limitOf(rule, receivedOn) : null,
    zone: rule.zone,
    rule: rule.id,
    cites: [...rule.cites],
  };
}

/**
 * The right's clocks from the moment of receipt: `acknowledge` where the law dates it, then `answer`.
 * @throws {CalendarEnds} when the holidays of the time are not known yet.
 */
export function clocksFor(right: Right, receivedAt: Instant, law?: Law): Clock[] {
  const { acknowledge, answer } = ruleFor(right, law);
  return [acknowledge, answer]
    .filter((id) => id !== null)
    .map((id) => deadline(id))
    .map((rule) => clockOf(rule, right, dayIn(rule.zone, receivedAt)));
}

/**
 * The `extended-answer` clock that takes the place of an `answer` clock, counted from the same receipt (L-02).
 * Whether it is still in time is for `mayExtend` to say.
 * @throws {NoExtension} where the law knows none: APPI, opt-out, limit, and a clock that is extended already.
 */
export function extendedClock(clock: Clock): Clock {
  const { extendsTo } = deadline(clock.rule);
  if (extendsTo === null)
    throw new NoExtension(`${clock.rule} (${clock.right}) cannot be extended (L-02)`);
  return clockOf(deadline(extendsTo), clock.right, clock.receivedOn);
}

/** Whether the extension's notice would still go out in time: up to and including the limit's day (L-02). */
export function mayExtend(clock: Clock, now: Instant): boolean {
  const extendable = deadline(clock.rule).extendsTo !== null && clock.limit !== null;
  return extendable && dayIn(clock.zone, now) <= (clock.limit ?? clock.target);
}

/** Both the target's and the limit's day are still in time until their midnight in the clock's zone. */
export function clockState(clock: Clock, now: Instant): ClockState {
  const today = dayIn(clock.zone, now);
  if (clock.limit !== null && today > clock.limit) return 'past-limit';
  if (today > clock.target) return 'past-target';
  if (daysBetween(today, clock.target) <= deadline(clock.rule).warn) return 'due-soon';
  return 'running';
}

function count(rule: Deadline, clock: Clock, language: Language): string {
  const from = sayDay(clock.receivedOn, language);
  const business = rule.unit === 'business-days';
  if (language === 'ja') return `${from}から${rule.count}${business ? '営業日' : '日'}`;
  return `${rule.count} ${business ? 'business days' : 'days'} from ${from}`;
}

/** `Saturdays, Sundays and Thanksgiving`, from what the count up to the limit has really skipped. */
function notCounted(rule: Deadline, clock: Clock, language: Language): string {
  const skipped = holidaysSkipped(rule.zone, clock.receivedOn, clock.limit ?? clock.target);
  const names = [...new Set(skipped.map((name) => name[language]))];
  if (language === 'ja') return ['土曜日', '日曜日', ...names].join('・');
  const all = ['Saturdays', 'Sundays', ...names];
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** The clock in words: how it was counted, its last day, and the day we aim for. */
export function explain(clock: Clock, language: Language): string {
  const rule = deadline(clock.rule);
  const target = sayDay(clock.target, language);
  const start = count(rule, clock, language);
  if (clock.limit === null)
    return language === 'ja'
      ? `法令上は「遅滞なく」とされ、期日の定めはありません。当社の目標は${start}以内で、${target}です。`
      : `The law says "without delay" and names no last day. We aim for ${target}, within ${start}.`;
  const limit = sayDay(clock.limit, language);
  if (language === 'ja') {
    const how =
      rule.unit === 'days'
        ? 'すべての日を数えます'
        : `${notCounted(rule, clock, language)}は数えません`;
    return `${start}（${how}）。期限は${limit}、当社の目標は${target}です。`;
  }
  const how =
    rule.unit === 'days' ? 'every day counted' : `${notCounted(rule, clock, language)} not counted`;
  return `${start}; ${how}. Last day: ${limit}. We aim for ${target}.`;
}
