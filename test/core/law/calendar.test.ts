import { describe, expect, it } from 'vitest';
import { CalendarEnds, holidayOn, isBusinessDay, rolledBack } from '../../../core/law/calendar.ts';

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

  it('rolls back over the whole of Golden Week', () => {
    expect(rolledBack(TOKYO, '2026-05-06')).toBe('2026-05-01');
  });
});
