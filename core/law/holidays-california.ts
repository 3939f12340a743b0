/**
 * California state holidays (L-05, Gov. Code 6700, 6701). They make the *limit* of a
 * business-day clock later, so a doubtful day is left out: the earlier limit is the safe one.
 */
import { Temporal } from 'temporal-polyfill';
import type { Day } from './plan.ts';
import type { Words } from './rights.ts';

/**
 * Gov. Code 6700(a)(4) says "the second new moon following the winter solstice". The dates are
 * those of the Chinese calendar as the Hong Kong Observatory publishes it, which California's own
 * holiday lists follow. (S: in Pacific time the new moon itself often falls on the day before.)
 */
const LUNAR_NEW_YEAR: Readonly<Record<number, Day>> = {
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-03',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
  2036: '2036-01-28',
};

/** `moves`: on a Sunday, Monday is the holiday. Gov. Code 6701 names these days only (Q). */
const FIXED: readonly { on: string; name: Words; moves: boolean }[] = [
  { on: '01-01', name: { en: "New Year's Day", ja: '元日' }, moves: true },
  { on: '02-12', name: { en: 'Lincoln Day', ja: 'リンカーン記念日' }, moves: true },
  { on: '03-31', name: { en: 'Cesar Chavez Day', ja: 'セザール・チャベスの日' }, moves: true },
  {
    on: '04-24',
    name: { en: 'Genocide Remembrance Day', ja: 'ジェノサイド追悼の日' },
    moves: false,
  },
  { on: '06-19', name: { en: 'Juneteenth', ja: 'ジューンティーンス' }, moves: false },
  { on: '07-04', name: { en: 'Independence Day', ja: '独立記念日' }, moves: true },
  { on: '09-09', name: { en: 'Admission Day', ja: 'カリフォルニア州加盟記念日' }, moves: true },
  { on: '11-11', name: { en: 'Veterans Day', ja: '退役軍人の日' }, moves: true },
  { on: '12-25', name: { en: 'Christmas Day', ja: 'クリスマス' }, moves: true },
];

/** The nth (or, with -1, last) weekday of a month; Monday = 1. */
const FLOATING: readonly { month: number; weekday: number; nth: number; name: Words }[] = [
  {
    month: 1,
    weekday: 1,
    nth: 3,
    name: { en: 'Martin Luther King Jr. Day', ja: 'キング牧師記念日' },
  },
  { month: 2, weekday: 1, nth: 3, name: { en: "Presidents' Day", ja: '大統領の日' } },
  { month: 5, weekday: 1, nth: -1, name: { en: 'Memorial Day', ja: '戦没将兵追悼記念日' } },
  { month: 9, weekday: 1, nth: 1, name: { en: 'Labor Day', ja: '労働者の日' } },
  { month: 9, weekday: 5, nth: 4, name: { en: 'Native American Day', ja: '先住民の日' } },
  { month: 10, weekday: 1, nth: 2, name: { en: 'Columbus Day', ja: 'コロンブスの日' } },
  { month: 11, weekday: 4, nth: 4, name: { en: 'Thanksgiving', ja: '感謝祭' } },
];

const SATURDAY = 6;
const SUNDAY = 7;

/** The day itself and, where the law moves it, the day on which it is observed instead. */
function observed(on: Temporal.PlainDate, moves: boolean): Temporal.PlainDate[] {
  if (moves && on.dayOfWeek === SUNDAY) return [on, on.add({ days: 1 })];
  const veterans = on.month === 11 && on.day === 11;
  if (veterans && on.dayOfWeek === SATURDAY) return [on, on.subtract({ days: 1 })];
  return [on];
}

export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const earliest = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  if (nth > 0) return earliest.add({ weeks: nth - 1 }).toString();
  const fifth = earliest.add({ weeks: 4 });
  return (fifth.month === month ? fifth : earliest.add({ weeks: 3 })).toString();
}

/** Day → name. The day after Thanksgiving is a judicial holiday only and not here (L-05). `null`: no table for that year. */
export function californiaHolidays(year: number): ReadonlyMap<Day, Words> | null {
  const lunar = LUNAR_NEW_YEAR[year];
  if (lunar === undefined) return null;
  const days = new Map<Day, Words>();
  for (const { on, name, moves } of FIXED)
    for (const day of observed(Temporal.PlainDate.from(`${year}-${on}`), moves))
      days.set(day.toString(), name);
  for (const { month, weekday, nth, name } of FLOATING)
    days.set(nthWeekday(year, month, weekday, nth), name);
  days.set(lunar, { en: 'Lunar New Year', ja: '旧正月' });
  return days;
}
