/** The day of the request: targets and limits lie closer or further apart with weekends and holidays. */
import { expect, it } from 'vitest';
import type { Instant } from '../../core/ids.ts';
import { addDays, daysBetween, startOf } from '../../core/law/calendar.ts';
import { clocksFor } from '../../core/law/clocks.ts';
import { alike } from './requesters.ts';
import { type Asked, walkAll } from './walk-all.ts';

const ZONE = 'America/Los_Angeles';
const HALF_AN_HOUR = 1_800_000; // ms
const RIGHTS = ['ccpa.delete', 'ccpa.opt-out'] as const;

/** How far target and limit of each clock are from the receipt. */
const shapesOn = (receivedAt: Instant): string[] =>
  RIGHTS.flatMap((right) => clocksFor(right, receivedAt)).map(
    ({ rule, receivedOn, target, limit }) =>
      `${rule} ${daysBetween(receivedOn, target)} ${daysBetween(receivedOn, limit ?? target)}`,
  );

/** Of three years the days on which a clock has a shape that it had on none before; late in the evening. */
function daysOfEachShape(): number[] {
  const known = new Set<string>();
  const days: number[] = [];
  for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
    const ms = Date.parse(startOf(ZONE, addDays(day, 1))) - HALF_AN_HOUR;
    const shapes = shapesOn(new Date(ms).toISOString());
    if (shapes.some((shape) => !known.has(shape))) days.push(ms);
    for (const shape of shapes) known.add(shape);
  }
  return days;
}

it('ends in time with its notices on whichever day it comes (L-01, L-03, L-04, L-06)', async () => {
  const days = daysOfEachShape();
  expect(days.length).toBeGreaterThan(20);
  const asked = days.flatMap((arrival) =>
    RIGHTS.map((right): Asked => {
      const requesters = alike('ccpa', [right]);
      return { regime: 'ccpa', rights: [right], requesters, arrival };
    }),
  );
  const { runs } = await walkAll(`ccpa, ${days.length} days of receipt`, asked, { pace: 'late' });
  expect(runs).toBeGreaterThan(0n);
});
