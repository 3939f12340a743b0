import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayIn, startOf } from '../../../core/law/calendar.ts';
import { clocksFor } from '../../../core/law/clocks.ts';
import { Plan } from '../../../core/law/plan.ts';
import {
  downgraded,
  MixedRegimes,
  NoRights,
  planFor,
  regimeFor,
  rightsUnder,
} from '../../../core/law/plan-for.ts';
import { type Regime, Right } from '../../../core/law/rights.ts';
import { settleBy, waitForProof, waitsFor, waitUntil } from '../../../core/law/waits.ts';

const receivedAt = '2026-11-19T17:00:00.000Z';
const plan = (regime: Regime, ...rights: Right[]) => planFor({ regime, rights, receivedAt });

describe('the regime', () => {
  it.each([
    ['california', 'ccpa'],
    ['japan', 'appi'],
    ['elsewhere', 'appi'],
  ] as const)('of someone living in %s is %s', (residence, regime) => {
    expect(regimeFor(residence)).toBe(regime);
  });

  it('holds each right once, and inquiries under both', () => {
    const all = [...rightsUnder('appi'), ...rightsUnder('ccpa')];
    expect(new Set(all)).toEqual(new Set(Right.options));
    expect(all).toHaveLength(Right.options.length + 1);
  });

  it('refuses rights of both regimes in one case', () => {
    expect(() => plan('appi', 'appi.disclose', 'ccpa.delete')).toThrow(MixedRegimes);
    expect(() => plan('ccpa', 'appi.disclose')).toThrow(MixedRegimes);
  });

  it('refuses a case that asks for nothing', () => {
    expect(() => plan('appi')).toThrow(NoRights);
  });
});

describe('verification', () => {
  it.each([
    ['appi.disclose', 'proportionate', 2, false, 'always'],
    ['appi.disclose-provision', 'proportionate', 2, false, 'always'],
    ['appi.purpose', 'proportionate', 2, false, 'if-points-fail'],
    ['appi.correct', 'proportionate', 2, false, 'if-points-fail'],
    ['appi.cease', 'proportionate', 2, false, 'if-points-fail'],
    ['appi.cease-provision', 'proportionate', 2, false, 'if-points-fail'],
    ['ccpa.know-categories', 'reasonable', 2, false, 'if-points-fail'],
    ['ccpa.know-specific', 'reasonably-high', 3, true, 'if-points-fail'],
    ['ccpa.delete', 'reasonable', 2, false, 'if-points-fail'],
    ['ccpa.correct', 'reasonable', 2, false, 'if-points-fail'],
    ['ccpa.opt-out', 'none', 0, false, 'never'],
    ['ccpa.limit', 'none', 0, false, 'never'],
    ['inquiry', 'none', 0, false, 'never'],
  ] as const)('of %s is %s: %i points (L-10)', (right, level, points, declaration, document) => {
    const regime = right.startsWith('ccpa') ? 'ccpa' : 'appi';
    expect(plan(regime, right).verification).toMatchObject({
      level,
      points,
      declaration,
      document,
    });
  });

  it('is asked once, as strictly as any right needs', () => {
    const { verification, verified } = plan('ccpa', 'ccpa.know-categories', 'ccpa.know-specific');
    expect(verified).toEqual(['ccpa.know-categories', 'ccpa.know-specific']);
    expect(verification).toMatchObject({ level: 'reasonably-high', points: 3, declaration: true });
  });

  it('is not weakened by a right that needs less, whichever comes first', () => {
    for (const rights of [
      ['appi.disclose', 'appi.correct'],
      ['appi.correct', 'appi.disclose'],
    ] as const)
      expect(plan('appi', ...rights).verification.document).toBe('always');
  });

  it('never stands before opt-out or limit, even beside a right that needs it (L-06)', () => {
    const both = plan('ccpa', 'ccpa.opt-out', 'ccpa.know-specific', 'ccpa.limit');
    expect(both.unverified).toEqual(['ccpa.opt-out', 'ccpa.limit']);
    expect(both.verified).toEqual(['ccpa.know-specific']);
  });
});

describe('an inquiry (P-9)', () => {
  it.each(['appi', 'ccpa'] as const)(
    'under %s waits for a reply, and for neither identity nor fee',
    (regime) => {
      const made = plan(regime, 'inquiry');
      expect([made.unverified, made.verified]).toEqual([[], ['inquiry']]);
      expect(made.verification).toMatchObject({ level: 'none', points: 0, document: 'never' });
      expect(made.fee).toBeNull();
      expect(settleBy(made)).toBeNull();
    },
  );

  it('goes with other rights and weakens nothing that they need, nor hurries who proves it (L-01)', () => {
    const made = plan('ccpa', 'inquiry', 'ccpa.opt-out', 'ccpa.know-specific');
    expect(made.unverified).toEqual(['ccpa.opt-out']);
    expect(made.verified).toEqual(['inquiry', 'ccpa.know-specific']);
    expect(made.verification.level).toBe('reasonably-high');
    expect(settleBy(made)).toBe(settleBy(plan('ccpa', 'ccpa.know-specific')));
  });
});

describe('the fee', () => {
  it.each(Right.options)(
    'for %s is $5 for disclosure under APPI and nothing else (L-07, L-08)',
    (right) => {
      const regime = right.startsWith('ccpa') ? 'ccpa' : 'appi';
      const priced = right === 'appi.disclose' || right === 'appi.disclose-provision';
      expect(plan(regime, right).fee?.amount ?? 0).toBe(priced ? 500 : 0);
    },
  );

  it('is taken once a case (L-08)', () => {
    const { fee } = plan('appi', 'appi.disclose', 'appi.disclose-provision', 'appi.correct');
    expect(fee).toMatchObject({ amount: 500, currency: 'usd' });
  });

  it('is never part of a plan under CCPA, whatever is asked (L-07)', () => {
    fc.assert(
      fc.property(fc.subarray(rightsUnder('ccpa'), { minLength: 1 }), (rights) => {
        expect(planFor({ regime: 'ccpa', rights, receivedAt }).fee).toBeNull();
      }),
    );
  });
});

describe('every plan', () => {
  it('fits its schema, holds each right once and gives each its clocks', () => {
    const requests = fc
      .constantFrom<Regime>('appi', 'ccpa')
      .chain((regime) =>
        fc.subarray(rightsUnder(regime), { minLength: 1 }).map((rights) => ({ regime, rights })),
      );
    fc.assert(
      fc.property(requests, ({ regime, rights }) => {
        const made = planFor({ regime, rights: [...rights, ...rights], receivedAt });
        expect(Plan.parse(made)).toEqual(made);
        expect([...made.unverified, ...made.verified].sort()).toEqual([...rights].sort());
        expect(made.clocks).toEqual(rights.flatMap((right) => clocksFor(right, receivedAt)));
        const proven = made.verified.filter((right) => right !== 'inquiry');
        expect(made.verification.level === 'none').toBe(proven.length === 0);
      }),
    );
  });

  it('keeps the versions under which it was made (L-34)', () => {
    expect(plan('appi', 'appi.purpose')).toMatchObject({
      rulesVersion: '2026-01-01',
      policyVersion: '2024-09-30',
    });
  });
});

describe('a downgrade (L-13)', () => {
  it('evaluates know-specific as know-categories and lets its clocks run on', () => {
    const before = plan('ccpa', 'ccpa.know-specific', 'ccpa.opt-out');
    const after = downgraded(before);
    expect(after?.verified).toEqual(['ccpa.know-categories']);
    expect(after?.unverified).toEqual(['ccpa.opt-out']);
    expect(after?.verification).toMatchObject({
      level: 'reasonable',
      points: 2,
      declaration: false,
    });
    expect(after?.clocks).toEqual([
      ...clocksFor('ccpa.know-categories', receivedAt),
      ...clocksFor('ccpa.opt-out', receivedAt),
    ]);
  });

  it('asks for categories once when they were asked for too', () => {
    const after = downgraded(plan('ccpa', 'ccpa.know-categories', 'ccpa.know-specific'));
    expect(after?.verified).toEqual(['ccpa.know-categories']);
    expect(after?.clocks).toEqual(clocksFor('ccpa.know-categories', receivedAt));
  });

  it('is not known where no specific pieces were asked for', () => {
    expect(downgraded(plan('ccpa', 'ccpa.delete'))).toBeNull();
    expect(downgraded(plan('appi', 'appi.disclose'))).toBeNull();
  });
});

describe('waiting for the requester', () => {
  it('reminds after a week and expires after a month under APPI', () => {
    expect(waitsFor('appi')).toEqual({ remindAfter: 7, expireAfter: 30 });
  });

  it('settles four waits in a row before the answer target of any CCPA receipt to 2035 (L-01)', () => {
    const { expireAfter } = waitsFor('ccpa');
    for (let day = '2026-01-01'; day < '2036'; day = addDays(day, 1)) {
      const noon = startOf('America/Los_Angeles', day);
      const answer = clocksFor('ccpa.delete', noon).find((clock) => clock.kind === 'answer');
      expect(addDays(day, 4 * expireAfter) < (answer?.target ?? '')).toBe(true);
    }
  });

  const first = (made: Plan | null, openedAt: string) =>
    waitUntil({ plan: made, plannedAt: '2026-11-20T00:00:00.000Z', openedAt, again: false });
  const again = (made: Plan, openedAt: string) =>
    waitUntil({ plan: made, plannedAt: '2026-11-20T00:00:00.000Z', openedAt, again: true });

  it('never waits past the day by which a CCPA request must be settled, whatever the round (L-01)', () => {
    const made = plan('ccpa', 'ccpa.know-specific');
    expect(settleBy(made)).toBe('2026-12-25');
    expect(first(made, '2026-11-20T00:00:00.000Z')).toEqual({
      remindAt: '2026-11-23T08:00:00.000Z',
      lastDay: '2026-11-28',
      expiresAt: '2026-11-29T08:00:00.000Z',
    });
    expect(again(made, '2026-12-22T20:00:00.000Z')?.lastDay).toBe('2026-12-25');
    // On the last day itself there is no whole day left, for a first document or another.
    expect(first(made, '2026-12-25T20:00:00.000Z')).toBeNull();
    expect(again(made, '2026-12-25T20:00:00.000Z')).toBeNull();
  });

  it('that was planned late gives its requester days all the same, counted from the plan', () => {
    const made = plan('ccpa', 'ccpa.know-specific');
    const late = { plan: made, plannedAt: '2026-12-28T20:00:00.000Z', again: true };
    expect(waitUntil({ ...late, openedAt: '2026-12-29T20:00:00.000Z' })?.lastDay).toBe(
      '2027-01-06',
    );
    expect(waitUntil({ ...late, openedAt: '2027-01-06T20:00:00.000Z' })).toBeNull();
  });

  it('that was planned late leaves an opt-out by an agent its last lawful day (L-06, L-22)', () => {
    const made = plan('ccpa', 'ccpa.opt-out', 'ccpa.delete');
    expect(made.clocks.find(({ right }) => right === 'ccpa.opt-out')?.limit).toBe('2026-12-11');
    const late = { plan: made, plannedAt: '2026-12-03T20:00:00.000Z' };
    const proof = (openedAt: string, again: boolean) => waitForProof({ ...late, openedAt, again });
    // Nine days from the plan would be the 12th.
    expect(proof('2026-12-03T20:00:00.000Z', false)?.lastDay).toBe('2026-12-09');
    expect(proof('2026-12-08T20:00:00.000Z', true)?.lastDay).toBe('2026-12-09');
    expect(proof('2026-12-09T20:00:00.000Z', true)).toBeNull();
    // Nothing would be in time any more.
    expect(proof('2026-12-09T20:00:00.000Z', false)?.lastDay).toBe('2026-12-12');
  });

  it('gives the whole of the last day, in the zone of the regime', () => {
    const made = plan('appi', 'appi.disclose');
    expect(first(made, '2026-11-20T23:00:00.000Z')).toEqual({
      remindAt: '2026-11-27T15:00:00.000Z',
      lastDay: '2026-12-21',
      expiresAt: '2026-12-21T15:00:00.000Z',
    });
  });

  it('waits forty days altogether under APPI, then for nothing twice, and five days for what is new (L-21)', () => {
    const made = plan('appi', 'appi.disclose');
    const received = dayIn('Asia/Tokyo', receivedAt);
    const last = addDays(received, 40);
    const day38 = startOf('Asia/Tokyo', addDays(received, 38));
    expect(again(made, day38)?.lastDay).toBe(last);
    const day40 = startOf('Asia/Tokyo', last);
    expect(again(made, day40)).toBeNull();
    expect(first(made, day40)?.lastDay).toBe(addDays(last, 5));
  });

  it('is as short as under CCPA while the regime is not known (L-01)', () => {
    expect(first(null, '2026-11-20T20:00:00.000Z')?.lastDay).toBe('2026-11-29');
  });
});
