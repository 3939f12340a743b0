import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayIn, startOf } from '../../../core/law/calendar.ts';
import {
  clockState,
  clocksFor,
  explain,
  extendedClock,
  mayExtend,
  NoExtension,
} from '../../../core/law/clocks.ts';
import type { Clock } from '../../../core/law/plan.ts';
import { Right } from '../../../core/law/rights.ts';

const THURSDAY = '2026-11-19T17:00:00.000Z';

function clock(right: Right, kind: Clock['kind'], receivedAt = THURSDAY): Clock {
  const found = clocksFor(right, receivedAt).find((one) => one.kind === kind);
  if (!found) throw new Error(`${right} has no ${kind} clock`);
  return found;
}

describe('the worked vector of L-04: received Thursday 19 November 2026 in Los Angeles', () => {
  it.each([
    ['10 business days', clock('ccpa.know-specific', 'acknowledge'), '2026-12-01', '2026-12-04'],
    ['15 business days', clock('ccpa.opt-out', 'answer'), '2026-12-07', '2026-12-11'],
    ['45 days', clock('ccpa.know-specific', 'answer'), '2026-12-31', '2027-01-03'],
    ['90 days', extendedClock(clock('ccpa.delete', 'answer')), '2027-02-16', '2027-02-17'],
  ])('%s (L-04)', (_, { target, limit, receivedOn }, wantTarget, wantLimit) => {
    expect({ receivedOn, target, limit }).toEqual({
      receivedOn: '2026-11-19',
      target: wantTarget,
      limit: wantLimit,
    });
  });
});

describe('the day of receipt (L-01)', () => {
  it.each([
    ['23:59:59 in Los Angeles', '2026-11-20T07:59:59.999Z', '2026-11-19'],
    ['00:00:00 in Los Angeles', '2026-11-20T08:00:00.000Z', '2026-11-20'],
    ['23:59:59 of the night on which clocks go forward', '2026-03-09T06:59:59.999Z', '2026-03-08'],
    ['00:00:00 after it', '2026-03-09T07:00:00.000Z', '2026-03-09'],
    [
      'the first 01:30 of the night on which clocks go back',
      '2026-11-01T08:30:00.000Z',
      '2026-11-01',
    ],
    ['the second 01:30', '2026-11-01T09:30:00.000Z', '2026-11-01'],
    ['23:59:59 of that night, 25 hours long', '2026-11-02T07:59:59.999Z', '2026-11-01'],
    ['00:00:00 after it', '2026-11-02T08:00:00.000Z', '2026-11-02'],
  ])('%s', (_, instant, day) => {
    expect(clock('ccpa.delete', 'answer', instant).receivedOn).toBe(day);
  });

  it('is not moved by the night on which clocks change within a count of 45 days (L-04)', () => {
    const { receivedOn, limit } = clock('ccpa.delete', 'answer', '2026-10-01T06:59:59.999Z');
    expect({ receivedOn, limit }).toEqual({ receivedOn: '2026-09-30', limit: '2026-11-14' });
  });

  it.each([
    ['23:59:59 in Tokyo', '2026-11-19T14:59:59.999Z', '2026-11-19'],
    ['00:00:00 in Tokyo', '2026-11-19T15:00:00.000Z', '2026-11-20'],
  ])('%s', (_, instant, day) => {
    expect(clock('appi.disclose', 'answer', instant).receivedOn).toBe(day);
  });
});

describe('which clocks a right has', () => {
  it('dates the acknowledgement of know, delete and correct only (L-03)', () => {
    const dated = Right.options.filter((right) =>
      clocksFor(right, THURSDAY).some((one) => one.kind === 'acknowledge'),
    );
    expect(dated).toEqual([
      'ccpa.know-categories',
      'ccpa.know-specific',
      'ccpa.delete',
      'ccpa.correct',
    ]);
  });

  it('gives APPI a target inside two weeks and no limit (L-21)', () => {
    const { target, limit } = clock('appi.disclose', 'answer');
    expect({ target, limit }).toEqual({ target: '2026-12-03', limit: null });
  });

  it('keeps an APPI target off the closed days around New Year (L-04)', () => {
    expect(clock('appi.disclose', 'answer', '2026-12-19T03:00:00.000Z').target).toBe('2026-12-28');
  });
});

describe('extension (L-02)', () => {
  it('takes the place of the answer clock once, from the same receipt', () => {
    const extended = extendedClock(clock('ccpa.correct', 'answer'));
    expect(extended).toMatchObject({ kind: 'extended-answer', receivedOn: '2026-11-19' });
    expect(() => extendedClock(extended)).toThrow(NoExtension);
  });

  it.each(['appi.disclose', 'ccpa.opt-out', 'ccpa.limit', 'inquiry'] as const)(
    'is not known for %s',
    (right) => {
      const answer = clock(right, 'answer');
      expect(mayExtend(answer, THURSDAY)).toBe(false);
      expect(() => extendedClock(answer)).toThrow(NoExtension);
    },
  );

  it('is in time to the last second of the limit in Los Angeles, and not after', () => {
    const answer = clock('ccpa.delete', 'answer');
    expect(mayExtend(answer, '2027-01-04T07:59:59.999Z')).toBe(true);
    expect(mayExtend(answer, '2027-01-04T08:00:00.000Z')).toBe(false);
  });
});

describe('the state of a clock', () => {
  const answer = clock('ccpa.know-specific', 'answer');
  it.each([
    ['2026-11-19', 'running'],
    ['2026-12-23', 'running'],
    ['2026-12-24', 'due-soon'],
    ['2026-12-31', 'due-soon'],
    ['2027-01-01', 'past-target'],
    ['2027-01-03', 'past-target'],
    ['2027-01-04', 'past-limit'],
  ])('on %s is %s', (day, state) => {
    expect(clockState(answer, startOf('America/Los_Angeles', day))).toBe(state);
  });

  it('is never past a limit that the law does not name', () => {
    expect(clockState(clock('appi.correct', 'answer'), '2028-01-01T00:00:00.000Z')).toBe(
      'past-target',
    );
  });
});

describe('a clock explained', () => {
  it('names what was not counted', () => {
    expect(explain(clock('ccpa.opt-out', 'answer'), 'en')).toBe(
      '15 business days from 19 November 2026; Saturdays, Sundays and Thanksgiving not counted. ' +
        'Last day: 11 December 2026. We aim for 7 December 2026.',
    );
    expect(explain(clock('ccpa.opt-out', 'answer'), 'ja')).toBe(
      '2026年11月19日から15営業日（土曜日・日曜日・感謝祭は数えません）。' +
        '期限は2026年12月11日、当社の目標は2026年12月7日です。',
    );
  });

  it('says that calendar days are all counted', () => {
    expect(explain(clock('ccpa.delete', 'answer'), 'en')).toMatch(
      /^45 days from 19 November 2026; every day counted\. Last day: 3 January 2027\./,
    );
  });

  it('says "without delay" where the law names no day', () => {
    expect(explain(clock('appi.disclose', 'answer'), 'en')).toMatch(/without delay/);
    expect(explain(clock('appi.disclose', 'answer'), 'ja')).toMatch(/遅滞なく/);
  });
});

describe('for every right and every receipt from 2026 to 2035', () => {
  const receipt = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 - 1 })
    .map((seconds) => new Date(seconds * 1000).toISOString());
  const right = fc.constantFrom(...Right.options);
  const RUNS = { numRuns: 10_000 };

  const extendedToo = (clocks: Clock[], at: string): Clock[] =>
    clocks.flatMap((one) => (mayExtend(one, at) ? [one, extendedClock(one)] : [one]));

  it('the target is never after the limit nor before the receipt (L-04)', () => {
    fc.assert(
      fc.property(right, receipt, (asked, at) => {
        for (const { target, limit, receivedOn } of extendedToo(clocksFor(asked, at), at)) {
          expect(limit === null || target <= limit).toBe(true);
          expect(target >= receivedOn).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('a later receipt never gives an earlier target or limit (L-04)', () => {
    fc.assert(
      fc.property(
        right,
        receipt,
        fc.integer({ min: 1, max: 40 * 86_400 }),
        (asked, at, seconds) => {
          const later = new Date(Date.parse(at) + seconds * 1000).toISOString();
          if (later >= '2036') return;
          const before = clocksFor(asked, at);
          clocksFor(asked, later).forEach((one, index) => {
            const earlier = before[index];
            expect(one.target >= (earlier?.target ?? '')).toBe(true);
            expect((one.limit ?? '') >= (earlier?.limit ?? '')).toBe(true);
          });
        },
      ),
      RUNS,
    );
  });

  it('the day of receipt is the local one on both sides of every midnight', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Tokyo' as const, 'America/Los_Angeles' as const),
        fc.integer({ min: 0, max: 3650 }),
        (zone, offset) => {
          const day = addDays('2026-01-01', offset);
          const midnight = startOf(zone, day);
          const before = new Date(Date.parse(midnight) - 1).toISOString();
          expect(dayIn(zone, midnight)).toBe(day);
          expect(dayIn(zone, before)).toBe(addDays(day, -1));
        },
      ),
      RUNS,
    );
  });

  it('is extended at most once, within the first period, and never to an earlier day (L-02)', () => {
    fc.assert(
      fc.property(right, receipt, fc.integer({ min: 0, max: 120 }), (asked, at, days) => {
        const now = new Date(Date.parse(at) + days * 86_400_000).toISOString();
        for (const one of clocksFor(asked, at)) {
          if (!mayExtend(one, now)) continue;
          const extended = extendedClock(one);
          expect(one.limit !== null && dayIn(one.zone, now) <= one.limit).toBe(true);
          expect(extended.target >= one.target).toBe(true);
          expect((extended.limit ?? '') > (one.limit ?? '')).toBe(true);
          expect(mayExtend(extended, now)).toBe(false);
          expect(() => extendedClock(extended)).toThrow(NoExtension);
        }
      }),
      RUNS,
    );
  });

  it('the state only ever gets worse, and the dates stay as they were (L-01)', () => {
    const worse = ['running', 'due-soon', 'past-target', 'past-limit'];
    const hours = fc.integer({ min: 0, max: 120 * 24 });
    fc.assert(
      fc.property(right, receipt, hours, hours, (asked, at, one, other) => {
        const later = (some: number) => new Date(Date.parse(at) + some * 3_600_000).toISOString();
        for (const clock of clocksFor(asked, at)) {
          const kept = structuredClone(clock);
          const soon = clockState(clock, later(Math.min(one, other)));
          const late = clockState(clock, later(Math.max(one, other)));
          expect(worse.indexOf(late)).toBeGreaterThanOrEqual(worse.indexOf(soon));
          expect(clock).toEqual(kept);
        }
      }),
      RUNS,
    );
  });
});
