import { describe, expect, it } from 'vitest';
import { extend, extendableClocks, extensionUntold } from '../../../core/case/extension.ts';
import { Refused } from '../../../core/case/refused.ts';
import { rowOf } from '../../../core/case/row.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

// Received on Thursday 19 November 2026 in Los Angeles: day 45 is 3 January 2027.
const LAST_SECOND = '2027-01-04T07:59:59.999Z';
const TOO_LATE = '2027-01-04T08:00:00.000Z';

function californian(...rights: [Right, ...Right[]]): CaseRig {
  const rig = new CaseRig({ residence: 'california', rights });
  rig.now = '2026-11-30T20:00:00.000Z';
  return rig;
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
  return 'accepted';
}

describe('extending the period for an answer (L-02)', () => {
  it('moves target and limit to 90 days from the same receipt, in the queue too (L-02, L-04)', () => {
    const rig = californian('ccpa.know-specific');
    const before = rowOf(rig.did([{ type: 'notice.sent', data: acknowledged }]));
    const state = rig.did(extend(rig.state, 'complexity', rig.now));
    expect(before).toMatchObject({ targetDate: '2026-12-31', limitDate: '2027-01-03' });
    expect(rowOf(state)).toMatchObject({ targetDate: '2027-02-16', limitDate: '2027-02-17' });
    expect(state.plan?.clocks.map(({ kind }) => kind)).toEqual(['acknowledge', 'extended-answer']);
  });

  it('extends every answer still owed and leaves the opt-out as it is (L-02, L-06)', () => {
    const rig = californian('ccpa.delete', 'ccpa.correct', 'ccpa.opt-out');
    const { plan } = rig.did(extend(rig.state, 'many-requests', rig.now));
    const answers = plan?.clocks.filter(({ kind }) => kind !== 'acknowledge') ?? [];
    expect(answers.map(({ right, limit }) => [right, limit])).toEqual([
      ['ccpa.delete', '2027-02-17'],
      ['ccpa.correct', '2027-02-17'],
      ['ccpa.opt-out', '2026-12-11'],
    ]);
  });

  it('is accepted to the last second of day 45 in Los Angeles and refused after it (L-02)', () => {
    const { state } = californian('ccpa.delete');
    expect(refusal(() => extend(state, 'systems', LAST_SECOND))).toBe('accepted');
    expect(refusal(() => extend(state, 'systems', TOO_LATE))).toBe('extension-too-late');
  });

  it('is accepted once only (L-02)', () => {
    const rig = californian('ccpa.delete');
    rig.did(extend(rig.state, 'systems', rig.now));
    expect(refusal(() => extend(rig.state, 'systems', rig.now))).toBe('extended-already');
    expect(extendableClocks(rig.state)).toEqual([]);
  });

  it.each([
    ['APPI', { residence: 'japan', rights: ['appi.disclose'] }],
    ['an opt-out alone', { residence: 'california', rights: ['ccpa.opt-out', 'ccpa.limit'] }],
    ['an inquiry', { residence: 'california', rights: ['inquiry'] }],
  ] as const)('is not known for %s (L-02)', (_, { residence, rights: [first, ...more] }) => {
    const { state, now } = new CaseRig({ residence, rights: [first, ...more] });
    expect(refusal(() => extend(state, 'complexity', now))).toBe('not-extendable');
  });

  it('is refused once the answer is out, the case closed or the request withdrawn (L-02)', () => {
    const answered = californian('ccpa.delete');
    answered.did([{ type: 'answer.assembled', data: anAnswer }]);
    expect(refusal(() => extend(answered.state, 'systems', answered.now))).toBe('not-extendable');
    const withdrawn = californian('ccpa.delete');
    withdrawn.did([{ type: 'case.withdrawn', data: {} }]);
    expect(refusal(() => extend(withdrawn.state, 'systems', withdrawn.now))).toBe('case-closed');
  });

  it('is work for the sweep from its record until its notice has gone out (L-02)', () => {
    const rig = californian('ccpa.delete');
    rig.did([{ type: 'plan.made', data: { plan: planOf(rig), reason: 'seen by the workflow' } }]);
    expect(rig.state.unfinishedSince).toBeNull();
    rig.did(extend(rig.state, 'systems', rig.now), 'operator:op-1');
    expect(extensionUntold(rig.state)).toBe(true);
    expect(rowOf(rig.state).nextSweepAt).toBe(rig.now);
    rig.did([{ type: 'notice.sent', data: { purpose: 'extension', messageId: 'm' } }]);
    expect(rig.state.unfinishedSince).toBeNull();
  });
});

const acknowledged = { purpose: 'acknowledgement', messageId: 'a' };

const HASH = '0'.repeat(64);
const anAnswer = {
  ...{ key: 'k', sha256: HASH, size: 1, letterSha256: HASH, manifestSha256: HASH, logHead: HASH },
};

function planOf(rig: CaseRig) {
  const { plan } = rig.state;
  if (!plan) throw new Error('the rig makes a plan');
  return plan;
}
