import { describe, expect, it } from 'vitest';
import { clocksFor } from '../../../core/law/clocks.ts';
import type { Clock } from '../../../core/law/plan.ts';
import { Right } from '../../../core/law/rights.ts';
import { nextStageAt, stagesOf, stageToTell } from '../../../core/law/warnings.ts';

/** The worked vector of L-04: received on Thursday 19 November 2026 in California. */
const RECEIVED = '2026-11-19T20:00:00.000Z';

function clock(right: Right, kind: Clock['kind'] = 'answer'): Clock {
  const found = clocksFor(right, RECEIVED).find((one) => one.kind === kind);
  if (!found) throw new Error(`${right} has no such clock`);
  return found;
}

const plain = (of: Clock) => stagesOf(of).map(({ stage, on }) => `${stage} ${on}`);

describe('the stages of a clock', () => {
  it('L-04: 45 days warn a week before the target, after it, on the last day and after that', () => {
    expect(plain(clock('ccpa.delete'))).toEqual([
      'due-soon 2026-12-24',
      'past-target 2027-01-01',
      'last-day 2027-01-03',
      'past-limit 2027-01-04',
    ]);
  });

  it('L-06: an opt-out warns three days before its target', () => {
    expect(plain(clock('ccpa.opt-out'))).toEqual([
      'due-soon 2026-12-04',
      'past-target 2026-12-08',
      'last-day 2026-12-11',
      'past-limit 2026-12-12',
    ]);
  });

  it('L-21: where the law names no last day, there is none to warn of', () => {
    expect(plain(clock('appi.disclose'))).toEqual([
      'due-soon 2026-11-30',
      'past-target 2026-12-04',
    ]);
  });

  it('L-04: the day after the target that is the last lawful day is told of as that', () => {
    const short = { ...clock('ccpa.delete'), target: '2027-01-02' };
    expect(plain(short)).toEqual([
      'due-soon 2026-12-26',
      'last-day 2027-01-03',
      'past-limit 2027-01-04',
    ]);
  });

  it.each(Right.options)('L-04: those of %s follow each other, day after day', (right) => {
    for (const one of clocksFor(right, RECEIVED)) {
      const on = stagesOf(one).map((stage) => stage.on);
      expect(on).toEqual([...new Set(on)].sort());
      expect(stagesOf(one)[0]?.on).toBeDefined();
    }
  });
});

describe('what is to be told', () => {
  const answer = clock('ccpa.delete');

  it('L-04: begins with the day in the clock’s zone, not a moment before', () => {
    expect(nextStageAt(answer, [])).toBe('2026-12-24T08:00:00.000Z');
    expect(stageToTell(answer, [], '2026-12-24T07:59:59.999Z')).toBeNull();
    expect(stageToTell(answer, [], '2026-12-24T08:00:00.000Z')).toBe('due-soon');
    expect(nextStageAt(clock('appi.disclose'), [])).toBe('2026-11-29T15:00:00.000Z');
  });

  it('L-04: is told once, and then the next stage', () => {
    expect(stageToTell(answer, ['due-soon'], '2026-12-31T20:00:00.000Z')).toBeNull();
    expect(nextStageAt(answer, ['due-soon'])).toBe('2027-01-01T08:00:00.000Z');
    expect(stageToTell(answer, ['due-soon'], '2027-01-02T20:00:00.000Z')).toBe('past-target');
  });

  it('L-04: a stage that was missed is passed over for the graver one', () => {
    expect(stageToTell(answer, [], '2027-01-20T20:00:00.000Z')).toBe('past-limit');
    expect(stageToTell(answer, ['past-limit'], '2027-01-20T20:00:00.000Z')).toBeNull();
    expect(nextStageAt(answer, ['past-limit'])).toBeNull();
  });
});
