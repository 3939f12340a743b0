/**
 * Japan's national holidays (国民の祝日に関する法律, 1948 No. 178, arts. 2 and 3) and the days
 * around New Year on which offices are closed. APPI counts no business days: they only keep
 * a target from falling on a day on which nobody works (L-04). Confidence M.
 */
import { Temporal } from 'temporal-polyfill';
import { nthWeekday } from './holidays-california.ts';
import type { Day } from './plan.ts';
import type { Words } from './rights.ts';

const FIXED: readonly (readonly [on: string, name: Words])[] = [
  ['01-01', { en: "New Year's Day", ja: '元日' }],
  ['02-11', { en: 'National Foundation Day', ja: '建国記念の日' }],
  ['02-23', { en: "Emperor's Birthday", ja: '天皇誕生日' }],
  ['04-29', { en: 'Showa Day', ja: '昭和の日' }],
  ['05-03', { en: 'Constitution Day', ja: '憲法記念日' }],
  ['05-04', { en: 'Greenery Day', ja: 'みどりの日' }],
  ['05-05', { en: "Children's Day", ja: 'こどもの日' }],
  ['08-11', { en: 'Mountain Day', ja: '山の日' }],
  ['11-03', { en: 'Culture Day', ja: '文化の日' }],
  ['11-23', { en: 'Labour Thanksgiving Day', ja: '勤労感謝の日' }],
];

const MONDAYS: readonly (readonly [month: number, nth: number, name: Words])[] = [
  [1, 2, { en: 'Coming of Age Day', ja: '成人の日' }],
  [7, 3, { en: 'Marine Day', ja: '海の日' }],
  [9, 3, { en: 'Respect for the Aged Day', ja: '敬老の日' }],
  [10, 2, { en: 'Sports Day', ja: 'スポーツの日' }],
];

const SUBSTITUTE: Words = { en: 'substitute holiday', ja: '振替休日' };
const BETWEEN: Words = { en: "citizens' holiday", ja: '国民の休日' };
const YEAR_END: Words = { en: 'the New Year closing', ja: '年末年始' };
const YEAR_END_DAYS = ['01-02', '01-03', '12-29', '12-30', '12-31'];

/** Day of the month by the usual approximation for 1980–2099; the Cabinet announces it the February before. */
function equinox(year: number, base: number): number {
  const since = year - 1980;
  return Math.floor(base + 0.242194 * since - Math.floor(since / 4));
}

function named(year: number): Map<Day, Words> {
  const days = new Map<Day, Words>(FIXED.map(([on, name]) => [`${year}-${on}`, name]));
  for (const [month, nth, name] of MONDAYS) days.set(nthWeekday(year, month, 1, nth), name);
  days.set(`${year}-03-${equinox(year, 20.8431)}`, { en: 'Vernal Equinox Day', ja: '春分の日' });
  days.set(`${year}-09-${equinox(year, 23.2488)}`, { en: 'Autumnal Equinox Day', ja: '秋分の日' });
  return days;
}

export function japanHolidays(year: number): ReadonlyMap<Day, Words> {
  const holidays = named(year);
  const days = new Map(holidays);
  for (const day of holidays.keys()) {
    const on = Temporal.PlainDate.from(day);
    const next = on.add({ days: 1 });
    const afterNext = on.add({ days: 2 }).toString();
    if (on.dayOfWeek === 7) {
      let free = next;
      while (holidays.has(free.toString())) free = free.add({ days: 1 });
      days.set(free.toString(), SUBSTITUTE);
    }
    if (holidays.has(afterNext) && !holidays.has(next.toString()))
      days.set(next.toString(), days.get(next.toString()) ?? BETWEEN);
  }
  for (const on of YEAR_END_DAYS) {
    const day = `${year}-${on}`;
    if (!days.has(day)) days.set(day, YEAR_END);
  }
  return days;
}
