/** Days, business days and zones (L-04, L-05). A `Day` is a date in the zone that the caller names. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../ids.ts';
import { californiaHolidays } from './holidays-california.ts';
import { japanHolidays } from './holidays-japan.ts';
import type { Clock, Day } from './plan.ts';
import type { Language, Regime, Words } from './rights.ts';

export type Zone = Clock['zone'];

/** The regime's zone, in which its days begin and end. */
export const ZONES: Readonly<Record<Regime, Zone>> = {
  appi: 'Asia/Tokyo',
  ccpa: 'America/Los_Angeles',
};

/** There is no table of holidays for the year: extend `holidays-california.ts` from its source. */
export class CalendarEnds extends Error {
  override readonly name = 'CalendarEnds';
  constructor(zone: Zone, year: number) {
    super(`no holidays are known in ${zone} for ${year}; known: 2024 to 2036`);
  }
}

const SATURDAY = 6;
const SUNDAY = 7;

/** Filled as years are asked for; the same year always gives the same days. */
const known = new Map<string, ReadonlyMap<Day, Words>>();

function holidays(zone: Zone, year: number): ReadonlyMap<Day, Words> {
  const key = `${zone} ${year}`;
  const there = known.get(key);
  if (there) return there;
  const days = zone === 'Asia/Tokyo' ? japanHolidays(year) : californiaHolidays(year);
  if (days === null) throw new CalendarEnds(zone, year);
  known.set(key, days);
  return days;
}

const MS_A_DAY = 86_400_000;

/** Days since 1 January 1970, a Thursday. Days have no zone: UTC stands for none. */
const numberOf = (day: Day): number => Date.parse(day) / MS_A_DAY;
const dayOfNumber = (number: number): Day =>
  new Date(number * MS_A_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** Monday = 1, Sunday = 7. */
const weekday = (day: Day): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;

/** The civil date at that moment in the zone. */
export function dayIn(zone: Zone, instant: Instant): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Negative `days` go back. */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(numberOf(day) + days);
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** From `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** Asked for at each commit of each case, and costly: a few hundred days are asked for in a year. */
const starts = new Map<string, Instant>();

/** The first moment of the day in the zone, daylight saving considered. */
export function startOf(zone: Zone, day: Day): Instant {
  const key = `${zone} ${day}`;
  const start = starts.get(key) ?? reckonedStart(zone, day);
  starts.set(key, start);
  return start;
}

function reckonedStart(zone: Zone, day: Day): Instant {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
  return start.toString({ fractionalSecondDigits: 3 });
}

/**
 * Its name in both languages, or null.
 * @throws {CalendarEnds} for Los Angeles before 2024 or after 2036.
 */
export function holidayOn(zone: Zone, day: Day): Words | null {
  return holidays(zone, Number(day.slice(0, 4))).get(day) ?? null;
}

/** Monday to Friday and no holiday of the zone. */
export function isBusinessDay(zone: Zone, day: Day): boolean {
  return weekday(day) < SATURDAY && holidayOn(zone, day) === null;
}

/** The nth business day after `day`, which itself is day 0: the count for a *limit* (L-04). */
export function businessDaysAfter(zone: Zone, day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isBusinessDay(zone, at)) left -= 1;
  }
  return at;
}

/**
 * The nth day after `day` counting Monday to Saturday and skipping no holiday: the strictest
 * reading of "business day" (Civ. 9), for a *target* (L-04).
 */
export function mondaysToSaturdaysAfter(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (weekday(at) !== SUNDAY) left -= 1;
  }
  return at;
}

/** The day itself when it is a business day, otherwise the last one before it. */
export function rolledBack(zone: Zone, day: Day): Day {
  let at = day;
  while (!isBusinessDay(zone, at)) at = addDays(at, -1);
  return at;
}

/** Holidays on Mondays to Fridays in (`after`, `to`], in order: those that a count of business days has skipped. */
export function holidaysSkipped(zone: Zone, after: Day, to: Day): Words[] {
  const names: Words[] = [];
  for (let day = addDays(after, 1); day <= to; day = addDays(day, 1)) {
    const name = holidayOn(zone, day);
    if (name && weekday(day) < SATURDAY) names.push(name);
  }
  return names;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `19 November 2026`, `2026年11月19日`. */
export function sayDay(day: Day, language: Language): string {
  const on = Temporal.PlainDate.from(day);
  return language === 'ja'
    ? `${on.year}年${on.month}月${on.day}日`
    : `${on.day} ${MONTHS[on.month - 1]} ${on.year}`;
}
