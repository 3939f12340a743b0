import { describe, expect, it } from 'vitest';
import {
  addDays,
  CalendarEnds,
  holidayOn,
  isBusinessDay,
  rolledBack,
} from '../../../core/law/calendar.ts';

const LA = 'America/Los_Angeles';
const TOKYO = 'Asia/Tokyo';

describe('California state holidays (L-05)', () => {
  it.each([
    ['2026-01-01', "New Year's Day"],
    ['2026-01-19', 'Martin Luther King Jr. Day'],
    ['2026-02-12', 'Lincoln Day'],
    ['2026-02-16', "Presidents' Day"],
    ['2026-02-17', 'Lunar New Year'],
    ['2026-03-31', 'Cesar Chavez Day'],
    ['2026-04-24', 'Genocide Remembrance Day'],
    ['2026-05-25', 'Memorial Day'],
    ['2026-06-19', 'Juneteenth'],
    ['2026-07-04', 'Independence Day'],
    ['2026-09-07', 'Labor Day'],
    ['2026-09-09', 'Admission Day'],
    ['2026-09-25', 'Native American Day'],
    ['2026-10-12', 'Columbus Day'],
    ['2026-11-11', 'Veterans Day'],
    ['2026-11-26', 'Thanksgiving'],
    ['2026-12-25', 'Christmas Day'],
    ['2027-05-31', 'Memorial Day'],
    ['2035-02-08', 'Lunar New Year'],
  ])('%s is %s', (day, name) => {
    expect(holidayOn(LA, day)?.en).toBe(name);
  });

  it.each([
    [2026, '02-17', '09-25'],
    [2027, '02-06', '09-24'],
    [2028, '01-26', '09-22'],
    [2029, '02-13', '09-28'],
    [2030, '02-03', '09-27'],
    [2031, '01-23', '09-26'],
    [2032, '02-11', '09-24'],
    [2033, '01-31', '09-23'],
    [2034, '02-19', '09-22'],
    [2035, '02-08', '09-28'],
  ])('%i: Lunar New Year on %s, Native American Day on %s', (year, lunar, native) => {
    expect(holidayOn(LA, `${year}-${lunar}`)?.en).toBe('Lunar New Year');
    expect(holidayOn(LA, `${year}-${native}`)?.en).toBe('Native American Day');
  });

  it('knows a Lunar New Year that the Chinese calendar of ICU gives too, or that no clock can feel', () => {
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
      month: 'numeric',
      day: 'numeric',
      timeZone: 'Asia/Shanghai',
    });
    const isFirst = (day: string) => {
      const parts = chinese.formatToParts(new Date(`${day}T04:00:00Z`));
      return parts.every(({ type, value }) => !['month', 'day'].includes(type) || value === '1');
    };
    for (let year = 2024; year <= 2036; year += 1) {
      const spring = Array.from({ length: 60 }, (_, days) => addDays(`${year}-01-10`, days));
      const ours = spring.find((day) => holidayOn(LA, day)?.en === 'Lunar New Year') ?? '';
      const theirs = spring.find(isFirst) ?? '';
      // ICU reckons the new moons of 2027 and 2030, minutes from midnight, as a day off: a weekend both times.
      const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());
      expect(ours === theirs || (isWeekend(ours) && isWeekend(theirs)), ours).toBe(true);
    }
  });

  it('moves one on a Sunday to Monday where the code names it', () => {
    expect(holidayOn(LA, '2027-07-05')?.en).toBe('Independence Day');
    expect(holidayOn(LA, '2034-01-02')?.en).toBe("New Year's Day");
  });

  it('moves neither Juneteenth nor Lunar New Year, so that the limit stays the earlier one', () => {
    expect(isBusinessDay(LA, '2033-06-20')).toBe(true);
    expect(isBusinessDay(LA, '2030-02-04')).toBe(true);
  });

  it('moves one on a Saturday only for Veterans Day', () => {
    expect(holidayOn(LA, '2028-11-10')?.en).toBe('Veterans Day');
    expect(isBusinessDay(LA, '2026-07-03')).toBe(true);
  });

  it('counts the day after Thanksgiving as a business day', () => {
    expect(isBusinessDay(LA, '2026-11-27')).toBe(true);
  });

  it('refuses a year for which no table stands', () => {
    expect(() => holidayOn(LA, '2037-01-01')).toThrow(CalendarEnds);
  });
});

describe("Japan's holidays, for targets (L-04)", () => {
  it.each([
    ['2026-03-20', '春分の日'],
    ['2026-05-06', '振替休日'],
    ['2026-09-22', '国民の休日'],
    ['2026-09-23', '秋分の日'],
    ['2027-03-22', '振替休日'],
    ['2026-12-31', '年末年始'],
    ['2030-05-06', '振替休日'],
  ])('%s is %s', (day, name) => {
    expect(holidayOn(TOKYO, day)?.ja).toBe(name);
  });

  it.each([
    [2026, 20, 23],
    [2027, 21, 23],
    [2028, 20, 22],
    [2029, 20, 23],
    [2030, 20, 23],
    [2031, 21, 23],
    [2032, 20, 22],
    [2033, 20, 23],
    [2034, 20, 23],
    [2035, 21, 23],
  ])('%i: equinoxes on %i March and %i September', (year, spring, autumn) => {
    expect(holidayOn(TOKYO, `${year}-03-${spring}`)?.ja).toBe('春分の日');
    expect(holidayOn(TOKYO, `${year}-09-${autumn}`)?.ja).toBe('秋分の日');
  });

  it('rolls back over the whole of Golden Week', () => {
    expect(rolledBack(TOKYO, '2026-05-06')).toBe('2026-05-01');
  });
});
