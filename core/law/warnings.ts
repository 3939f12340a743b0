/**
 * When operators are told of a clock: as its target nears, once it has passed, on the last lawful day
 * and once that has passed, too (L-04). Pure; a stage begins with its day in the clock's zone.
 */
import { z } from 'zod';
import type { Instant } from '../ids.ts';
import { addDays, dayIn, startOf } from './calendar.ts';
import { deadline } from './deadlines.ts';
import type { Clock, Day } from './plan.ts';

/** From mild to grave. */
export const WarningStage = z.enum(['due-soon', 'past-target', 'last-day', 'past-limit']);
export type WarningStage = z.infer<typeof WarningStage>;

interface Begins {
  stage: WarningStage;
  on: Day;
}

/** In order; of stages that would begin on one day the gravest stays. A clock without limit has two. */
export function stagesOf({ rule, target, limit }: Clock): Begins[] {
  const all: Begins[] = [
    { stage: 'due-soon', on: addDays(target, -deadline(rule).warn) },
    { stage: 'past-target', on: addDays(target, 1) },
  ];
  if (limit !== null)
    all.push({ stage: 'last-day', on: limit }, { stage: 'past-limit', on: addDays(limit, 1) });
  return all.filter(({ on }, index) => all.slice(index + 1).every((graver) => on < graver.on));
}

/** What is left to tell of: a stage passed over (the service was down) is not told of afterwards. */
function untold(clock: Clock, told: readonly WarningStage[]): Begins[] {
  const stages = stagesOf(clock);
  return stages.slice(stages.findLastIndex(({ stage }) => told.includes(stage)) + 1);
}

/** The stage that the clock is in and that nobody has been told of, or null. */
export function stageToTell(
  clock: Clock,
  told: readonly WarningStage[],
  now: Instant,
): WarningStage | null {
  const today = dayIn(clock.zone, now);
  return untold(clock, told).findLast(({ on }) => on <= today)?.stage ?? null;
}

/** When the next stage begins that has to be told of; long past where one was missed. */
export function nextStageAt(clock: Clock, told: readonly WarningStage[]): Instant | null {
  const [next] = untold(clock, told);
  return next ? startOf(clock.zone, next.on) : null;
}
