import { describe, expect, it } from 'vitest';
import { close } from '../../../core/case/ending.ts';
import type { NewEvent } from '../../../core/case/events.ts';
import {
  added,
  countsOf,
  daysToAnswer,
  NOTHING,
  type Sum,
  sumOf,
} from '../../../core/case/metrics.ts';
import { StoreId } from '../../../core/ids.ts';
import type { Outcome } from '../../../core/law/outcomes.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const KEPT = 'ccpa.keep-legal-obligation';

const answered = (right: Right, outcome: Outcome, grounds: string[]): NewEvent[] => [
  { type: 'decision.made', data: { right, outcome, grounds } },
  { type: 'notice.sent', data: { purpose: 'answer-ready', messageId: 'm' } },
];

const sums = (rigs: readonly CaseRig[]): Sum =>
  rigs
    .flatMap(({ state }) => countsOf(state))
    .map(sumOf)
    .reduce(added, NOTHING);

describe('the yearly figures of a case (L-28)', () => {
  it.each([
    ['disclose', 'whole'],
    ['method-changed', 'whole'],
    ['partial', 'part'],
    ['refuse', 'denied'],
    ['not-held', 'denied'],
  ] as const)(
    'L-28: a disclosure decided as %s counts as %s once the answer lies ready',
    (outcome, as) => {
      const rig = new CaseRig();
      const [decision, sent] = answered('appi.disclose', outcome, ['g']);
      if (decision) rig.did([decision]);
      expect(countsOf(rig.state).map(({ fate }) => fate.is)).toEqual(['open']);
      rig.now = '2026-11-25T03:00:00.000Z';
      if (sent) rig.did([sent]);
      expect(countsOf(rig.state)).toEqual([
        { year: 2026, line: 'appi.disclose', fate: { is: as, grounds: ['g'], days: 6 } },
      ]);
      expect(sums([rig])).toMatchObject({
        received: 1,
        [as]: 1,
        deniedOn: as === 'denied' ? { g: 1 } : {},
      });
    },
  );

  it('L-28: an opt-out counts as complied with from the day it was carried out', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.opt-out', 'ccpa.delete'] });
    const effectiveAt = '2026-11-20T20:00:00.000Z';
    rig.did([{ type: 'right.applied', data: { right: 'ccpa.opt-out', effectiveAt } }]);
    expect(countsOf(rig.state).map(({ line, fate }) => [line, fate])).toEqual([
      ['ccpa.opt-out', { is: 'whole', grounds: [], days: 1 }],
      ['ccpa.delete', { is: 'open' }],
    ]);
  });

  it.each([
    ['in every store', [{ how: 'done' }, { how: 'done' }], 'whole', ['ccpa.deleted']],
    ['in one store of two', [{ how: 'done' }, { how: 'not-done' }], 'part', [KEPT]],
    ['in part', [{ how: 'partly' }], 'part', [KEPT]],
    ['in no store, on an exception', [{ how: 'not-done' }], 'denied', [KEPT]],
    ['in no store, on none', [{ how: 'not-done', kept: [] }], 'denied', ['not-carried-out']],
  ] as const)('L-16, L-28: a deletion granted and carried out %s counts so', (_, done, is, on) => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.delete'] });
    const [decision, sent] = answered('ccpa.delete', 'grant', ['ccpa.deleted']);
    if (decision) rig.did([decision]);
    for (const [index, { how, ...more }] of done.entries()) {
      const kept = how === 'done' || 'kept' in more ? [] : [KEPT];
      const store = StoreId.parse(`store-${index}`);
      const report = { store, right: 'ccpa.delete', how, kept, told: [] } as const;
      rig.did([{ type: 'change.carried-out', data: { ...report, kept: [...kept], told: [] } }]);
    }
    if (sent) rig.did([sent]);
    expect(countsOf(rig.state)).toEqual([
      { year: 2026, line: 'ccpa.delete', fate: { is, grounds: [...on], days: 0 } },
    ]);
  });

  it('L-28: who could not be verified counts as denied for that, who withdrew as neither', () => {
    const unverified = new CaseRig({ residence: 'california', rights: ['ccpa.delete'] });
    unverified.did(close(unverified.state, 'unverified', '2026-12-30T00:00:00.000Z'));
    const withdrawn = new CaseRig({ residence: 'california', rights: ['ccpa.delete'] });
    withdrawn.did(close(withdrawn.state, 'withdrawn', '2026-12-30T00:00:00.000Z'));
    expect(sums([unverified, withdrawn])).toMatchObject({
      received: 2,
      denied: 1,
      ended: 1,
      deniedOn: { unverified: 1 },
    });
  });

  it('L-28, L-13: specific pieces answered by category count as granted in part', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    rig.did([
      {
        type: 'points.checked',
        data: { required: 3, matched: 2, storesAsked: [], storesSilent: [] },
      },
    ]);
    rig.did([{ type: 'identity.settled', data: { outcome: 'downgraded', basis: 'points' } }]);
    rig.did(answered('ccpa.know-categories', 'grant', ['g']));
    expect(countsOf(rig.state)).toMatchObject([
      { line: 'ccpa.know-specific', fate: { is: 'part', days: 0 } },
    ]);
  });

  it('L-28: a request of New Year’s Eve counts in the year that its law’s zone has then', () => {
    const open = (residence: 'japan' | 'california', right: Right) => {
      const rig = new CaseRig({ residence, rights: [right] });
      const [opened] = countsOf({ ...rig.state, receivedAt: '2026-12-31T16:00:00.000Z' });
      return opened?.year;
    };
    expect(open('japan', 'appi.disclose')).toBe(2027);
    expect(open('california', 'ccpa.opt-out')).toBe(2026);
  });

  it('L-28: median and mean are those of all answered, whatever the order of adding', () => {
    const after = (days: number): Sum => ({ ...NOTHING, answeredAfter: { [days]: 1 } });
    const of = (...days: number[]) => daysToAnswer(days.map(after).reduce(added, NOTHING));
    expect(of()).toBeNull();
    expect(of(10, 2, 3)).toEqual({ median: 3, mean: 5 });
    expect(of(40, 2, 3, 15)).toEqual({ median: 9, mean: 15 });
    expect(of(7, 7)).toEqual({ median: 7, mean: 7 });
  });
});
