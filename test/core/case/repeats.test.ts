import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { earlierKnows, isRepeat } from '../../../core/case/same-person.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { CaseId } from '../../../core/ids.ts';
import { groundsFor, outcomesFor } from '../../../core/law/decisions.ts';
import { answeredOften, KNOW_REPEATS, withinTheYear } from '../../../core/law/repeats.ts';
import { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const KNOW = 'ccpa.know-categories' as const;
const id = (n: number) => CaseId.parse(`KJ-TEST0-0000${n}`);

function asking(right: Right = KNOW): CaseRig {
  const rig = new CaseRig({ residence: 'california', rights: [right] });
  rig.did([{ type: 'identity.settled', data: { outcome: 'verified', basis: 'points' } }]);
  return rig;
}

const SHA = '0'.repeat(64);

/** An earlier request of the same person, as it ended. */
function earlier(
  n: number,
  receivedAt: string,
  ended: { right?: Right; outcome?: 'grant' | 'deny' | 'not-held'; answered?: boolean } = {},
): CaseState {
  const { right = KNOW, outcome = 'grant', answered = true } = ended;
  const rig = asking(right);
  rig.did([{ type: 'decision.made', data: { right, outcome, grounds: [] } }]);
  if (answered)
    rig.did([
      {
        type: 'answer.assembled',
        data: {
          key: 'k',
          sha256: SHA,
          size: 1,
          letterSha256: SHA,
          manifestSha256: SHA,
          logHead: SHA,
        },
      },
    ]);
  return { ...rig.state, caseId: id(n), receivedAt };
}

/** Received 19 November 2026, a few minutes past midnight in Los Angeles. */
const now = (): CaseState => asking().state;

describe('how often a request to know must be answered (L-15)', () => {
  it('is twice in twelve months, from memory: the rule says so', () => {
    expect(KNOW_REPEATS).toMatchObject({ times: 2, months: 12, confidence: 'M' });
    expect([0, 1, 2, 3].map(answeredOften)).toEqual([false, false, true, true]);
  });

  it('counts what was answered in the year before, the earliest first, with its day', () => {
    const others = [earlier(2, '2026-06-01T08:00:00.000Z'), earlier(1, '2026-01-05T08:00:00.000Z')];
    expect(earlierKnows(now(), others)).toEqual([
      { caseId: id(1), receivedAt: '2026-01-05T08:00:00.000Z' },
      { caseId: id(2), receivedAt: '2026-06-01T08:00:00.000Z' },
    ]);
    expect(isRepeat(now(), others)).toBe(true);
  });

  it.each([
    ['the day twelve months before', '2025-11-19T20:00:00.000Z', 0],
    ['the day after it', '2025-11-20T20:00:00.000Z', 1],
    ['a moment that is the next day in Tokyo only', '2025-11-20T07:59:59.000Z', 0],
    ['a later request', '2026-11-20T08:00:00.000Z', 0],
  ])('looks at days of Los Angeles: %s', (_, receivedAt, counted) => {
    expect(earlierKnows(now(), [earlier(1, receivedAt)])).toHaveLength(counted);
  });

  it.each([
    ['refused', { outcome: 'deny' }],
    ['answered that nothing is held', { outcome: 'not-held' }],
    ['never answered', { answered: false }],
    ['for a deletion', { right: 'ccpa.delete' }],
  ] as const)('does not count a request that was %s', (_, ended) => {
    expect(earlierKnows(now(), [earlier(1, '2026-06-01T08:00:00.000Z', ended)])).toEqual([]);
  });

  it('says nothing of other cases before it is known who asks (L-32)', () => {
    const others = [1, 2].map((n) => earlier(n, '2026-06-01T08:00:00.000Z'));
    const unknown = new CaseRig({ residence: 'california', rights: [KNOW] });
    expect(earlierKnows(unknown.state, others)).toEqual([]);
    unknown.did([{ type: 'identity.settled', data: { outcome: 'unverified', basis: 'expired' } }]);
    expect(earlierKnows(unknown.state, others)).toEqual([]);
  });

  it('never counts fewer for a request that comes while the year still runs', () => {
    const day = fc.integer({ min: 1, max: 330 });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), fc.nat(30), (days, wait) => {
        const at = (n: number) => new Date(Date.UTC(2026, 0, n, 20)).toISOString();
        const all = days.map((n) => ({ receivedAt: at(n) }));
        const first = withinTheYear(all, at(331));
        const later = withinTheYear(all, at(331 + wait));
        expect(later.length).toBe(first.length);
      }),
    );
  });
});

describe('the ground that a request is the third (L-15)', () => {
  const offered = Right.options.flatMap((right) =>
    outcomesFor(right).flatMap((outcome) =>
      groundsFor(right, outcome).flatMap((ground) =>
        ground.onlyRepeats ? [`${right} ${outcome} ${ground.id}`] : [],
      ),
    ),
  );

  it('stands in the catalogue for requests to know alone', () => {
    expect(offered).toEqual([
      'ccpa.know-categories deny ccpa.third-in-12-months',
      'ccpa.know-specific deny ccpa.third-in-12-months',
    ]);
  });

  const third = () => [
    { right: KNOW, outcome: 'deny' as const, grounds: ['ccpa.third-in-12-months'] },
  ];

  it('is refused, with its reason, where fewer than two were answered', () => {
    const rig = asking();
    rig.opens('decide');
    expect(() => decide(rig.state, third())).toThrow(
      expect.objectContaining({ reason: 'not-a-repeat' }),
    );
  });

  it('counts where two were, without a second person', () => {
    const rig = asking();
    rig.opens('decide');
    rig.did(decide(rig.state, third(), { repeated: true }));
    expect(rig.state.decisions).toMatchObject([{ outcome: 'deny', approval: null }]);
  });
});
