/** Days and moments as people write them. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../core/ids.ts';
import { dayIn, sayDay, type Zone } from '../../core/law/calendar.ts';
import type { Day } from '../../core/law/plan.ts';
import type { Language } from '../../core/law/rights.ts';
import { PAGE_WORDS } from './words.ts';

/** `19 November 2026`, `2026年11月19日`. */
export const formatDay = (day: Day, language: Language): string => sayDay(day, language);

/** `19 November 2026, 17:05 (Japan time)`. */
export function formatInstant(
  instant: Instant,
  language: Language,
  zone: Zone = 'Asia/Tokyo',
): string {
  const where = PAGE_WORDS[language].zones[zone];
  const moment = formatMoment(instant, language, zone);
  return language === 'ja' ? `${moment}（${where}）` : `${moment} (${where})`;
}

/** `19 November 2026, 17:05`, for lists that name the zone once. */
export function formatMoment(instant: Instant, language: Language, zone: Zone): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const time = `${hour}:${String(minute).padStart(2, '0')}`;
  const day = sayDay(dayIn(zone, instant), language);
  return language === 'ja' ? `${day} ${time}` : `${day}, ${time}`;
}
