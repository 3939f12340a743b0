import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { withdraw } from '../../../core/case/ending.ts';
import { extend } from '../../../core/case/extension.ts';
import { receivePayment } from '../../../core/case/fee.ts';
import { confirmContact, offerPoints } from '../../../core/case/identity.ts';
import { Refused } from '../../../core/case/refused.ts';
import { type Replan, replan, replanUntold } from '../../../core/case/replan.ts';
import {
  isKept,
  knownOutcome,
  openTask,
  planNumber,
  settleOpen,
  taskIdOf,
} from '../../../core/case/tasks.ts';
import { StoreId } from '../../../core/ids.ts';
import { clocksFor } from '../../../core/law/clocks.ts';
import { feeFor } from '../../../core/law/fee.ts';
import { nearestRights } from '../../../core/law/nearest-rights.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import { type Regime, Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const TO_CCPA: Replan = {
  regime: 'ccpa',
  residence: 'california',
  rights: ['ccpa.know-categories'],
  reason: 'She lives in Oakland.',
};
const TO_APPI: Replan = {
  regime: 'appi',
  residence: 'japan',
  rights: ['appi.disclose'],
  reason: 'He has moved to Osaka.',
};

const claims = { name: 'Test Person', email: 'person@example.com', dateOfBirth: '1994-05-02' };

/** Contact confirmed, points given and matched, and now waited for a decision or a payment. */
function known(rig: CaseRig, basis: 'points' | 'evidence', matched = 2): CaseRig {
  rig.opens('confirm-contact');
  rig.did(confirmContact(rig.state), 'requester');
  rig.opens('provide-points');
  rig.did(offerPoints(rig.state, { claims }), 'requester');
  const checked = { required: 2, matched, storesAsked: [], storesSilent: [] };
  rig.did([{ type: 'points.checked', data: checked }]);
  rig.did([{ type: 'identity.settled', data: { outcome: 'verified', basis } }]);
  return rig;
}

function paid(rig: CaseRig): CaseRig {
  rig.opens('pay-fee');
  const payment = { paymentId: 'pi_1', checkoutId: 'cs_1', amount: 500, currency: 'usd' };
  rig.did(receivePayment(rig.state, payment), 'stripe');
  rig.opens('decide');
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

const deciding = () => paid(known(new CaseRig(), 'evidence'));
const californian = (...rights: [Right, ...Right[]]) =>
  new CaseRig({ residence: 'california', rights });

describe('a plan computed anew by an operator', () => {
  it('counts every clock from the original receipt, in the new zone (L-01, L-04)', () => {
    const rig = deciding();
    rig.now = '2026-12-20T20:00:00.000Z';
    const { plan, regime, residence, rights } = rig.did(replan(rig.state, TO_CCPA), 'operator:a');
    expect({ regime, residence, rights }).toEqual({
      regime: 'ccpa',
      residence: 'california',
      rights: ['ccpa.know-categories'],
    });
    const days = plan?.clocks.map(({ kind, receivedOn, limit }) => [kind, receivedOn, limit]);
    expect(days).toEqual([
      ['acknowledge', '2026-11-19', '2026-12-04'],
      ['answer', '2026-11-19', '2027-01-03'],
    ]);
  });

  it('owes back the fee that is no longer due, and never charges under CCPA (L-07, L-08, L-09)', () => {
    const rig = deciding();
    const { plan, payments } = rig.did(replan(rig.state, TO_CCPA), 'operator:a');
    expect(plan?.fee).toBeNull();
    expect(payments[0]).toMatchObject({ refund: 'owed', refundReason: 'no-longer-due' });
  });

  it('keeps a payment where the fee stays due (L-08, L-09)', () => {
    const rig = deciding();
    const rights: Right[] = ['appi.disclose', 'appi.cease'];
    const { payments } = rig.did(replan(rig.state, { ...TO_APPI, rights }), 'operator:a');
    expect(payments[0]).toMatchObject({ refund: 'none' });
    expect(rig.opens('collect-by-hand', 2).tasks.at(-1)?.outcome).toBe('replanned');
    expect(knownOutcome(rig.state, { kind: 'pay-fee', plan: 2 })).toBe('done');
  });

  it('asks for a fee that is newly due (L-08)', () => {
    const rig = known(californian('ccpa.know-categories'), 'evidence');
    rig.opens('decide');
    const { plan } = rig.did(replan(rig.state, TO_APPI), 'operator:a');
    expect(plan?.fee).toEqual(feeFor('appi', ['appi.disclose']));
    expect(knownOutcome(rig.state, { kind: 'pay-fee', plan: 2 })).toBeNull();
  });

  it('ends what is waited for and asks anew with tasks of its own', () => {
    const rig = deciding();
    const before = openTask(rig.state, 'decide')?.id;
    rig.did(replan(rig.state, TO_CCPA), 'operator:a');
    expect(rig.state.tasks.at(-1)).toMatchObject({ id: before, outcome: 'replanned' });
    const request = { kind: 'decide', round: 1, store: null } as const;
    expect(taskIdOf(rig.state.caseId, { ...request, plan: planNumber(rig.state) })).toBe(
      `${rig.state.caseId}/decide.2`,
    );
    expect(knownOutcome(rig.state, { kind: 'decide', plan: 1 })).toBe('replanned');
    expect(knownOutcome(rig.state, { kind: 'decide', plan: 2 })).toBeNull();
  });

  it('does not undo an opt-out that was carried out (L-06)', () => {
    const rig = californian('ccpa.opt-out', 'ccpa.know-categories');
    const effectiveAt = rig.now;
    rig.did([{ type: 'right.applied', data: { right: 'ccpa.opt-out', effectiveAt } }]);
    rig.opens('confirm-contact');
    const { applied, plan } = rig.did(replan(rig.state, TO_APPI), 'operator:a');
    expect(applied).toEqual([{ right: 'ccpa.opt-out', at: effectiveAt }]);
    expect(plan?.unverified).toEqual([]);
  });

  it('keeps an extension that was told of, and grants no second one (L-02)', () => {
    const rig = known(californian('ccpa.know-categories'), 'points');
    rig.opens('decide');
    rig.did(extend(rig.state, 'complexity', rig.now), 'operator:a');
    const { plan } = rig.did(replan(rig.state, { ...TO_CCPA, rights: ['ccpa.delete'] }));
    expect(plan?.clocks.at(-1)).toMatchObject({ kind: 'extended-answer', limit: '2027-02-17' });
    expect(refusal(() => extend(rig.state, 'systems', rig.now))).toBe('extended-already');
  });

  it('is to be told of, until the notice has gone out', () => {
    const rig = deciding();
    rig.did(replan(rig.state, TO_CCPA), 'operator:a');
    expect(replanUntold(rig.state)).toBe(true);
    expect(rig.state.unfinishedSince).not.toBeNull();
    rig.did([{ type: 'notice.sent', data: { purpose: 'plan-changed', messageId: 'm' } }]);
    expect(replanUntold(rig.state)).toBe(false);
  });
});

describe('what was established under the old plan (L-10)', () => {
  it.each([
    ['a document holds for categories', 'evidence', 2, ['ccpa.know-categories'], []],
    ['two points hold for categories', 'points', 2, ['ccpa.know-categories'], []],
    ['one point holds for none', 'points', 1, ['ccpa.delete'], ['identity']],
    [
      'nothing holds for specific pieces without the declaration',
      'evidence',
      3,
      ['ccpa.know-specific'],
      ['points', 'identity'],
    ],
    ['anything holds where nothing is asked', 'points', 0, ['inquiry'], []],
  ] as const)('%s', (_, basis, matched, rights, reopens) => {
    const rig = known(new CaseRig({ rights: ['appi.cease'] }), basis, matched);
    rig.opens('decide');
    const [event] = replan(rig.state, { ...TO_CCPA, rights: rights });
    expect(event).toMatchObject({ data: { reopens } });
  });

  it('points do not hold where a document is always asked for (L-10)', () => {
    const rig = known(californian('ccpa.know-categories'), 'points', 3);
    rig.opens('decide');
    rig.did(replan(rig.state, TO_APPI), 'operator:a');
    expect(rig.state).toMatchObject({ identity: null, points: { matched: 3 } });
    expect(knownOutcome(rig.state, { kind: 'provide-points', plan: 2 })).toBe('done');
  });

  it('an accepted document is not asked for again though it has been destroyed (L-10)', () => {
    const rig = new CaseRig();
    const evidenceId = 'e1';
    const file = { contentType: 'image/png', size: 1, sha256: '0'.repeat(64), key: 'k' };
    rig.did([
      { type: 'evidence.received', data: { evidenceId, kind: 'passport', ...file } },
      { type: 'evidence.judged', data: { evidenceId, verdict: 'accepted', reason: null } },
      { type: 'evidence.destroyed', data: { evidenceId } },
    ]);
    rig.opens('decide');
    rig.did(replan(rig.state, TO_CCPA), 'operator:a');
    expect(knownOutcome(rig.state, { kind: 'upload-evidence', plan: 2 })).toBe('done');
    expect(knownOutcome(rig.state, { kind: 'judge-evidence', plan: 2 })).toBe('accepted');
  });

  it.each([
    ['rows after categories', 'ccpa.know-categories', TO_APPI, ['collection']],
    ['rows after rows', 'ccpa.delete', TO_APPI, []],
    ['nothing more', 'ccpa.know-categories', { ...TO_APPI, rights: ['appi.purpose'] }, []],
  ] as const)('the stores are searched anew only for more: %s', (_, asked, change, reopens) => {
    const rig = known(californian(asked), 'evidence');
    rig.did([{ type: 'collection.planned', data: { stores: [StoreId.parse('career')] } }]);
    rig.opens('decide');
    const { stores } = rig.did(replan(rig.state, change), 'operator:a');
    expect(stores).toEqual(reopens.length > 0 ? [] : ['career']);
  });
});

describe('changing the plan is refused', () => {
  it.each([
    ['without a reason', { ...TO_CCPA, reason: ' ' }, 'reason-needed'],
    ['without a right', { ...TO_CCPA, rights: [] }, 'rights-of-other-regime'],
    [
      'with a right of the other law',
      { ...TO_CCPA, rights: ['appi.disclose'] },
      'rights-of-other-regime',
    ],
    ['where nothing changes', TO_APPI, 'nothing-changes'],
  ] as const)('%s', (_, change, reason) => {
    expect(refusal(() => replan(deciding().state, change))).toBe(reason);
  });

  it('once it was decided, withdrawn or closed', () => {
    const decided = known(californian('ccpa.know-categories'), 'evidence');
    decided.opens('decide');
    const grant = { right: 'ccpa.know-categories', outcome: 'grant' } as const;
    decided.did(decide(decided.state, [{ ...grant, grounds: ['ccpa.granted'] }]), 'operator:a');
    expect(refusal(() => replan(decided.state, TO_APPI))).toBe('decided-already');
    const gone = deciding();
    gone.did(withdraw(gone.state), 'requester');
    expect(refusal(() => replan(gone.state, TO_CCPA))).toBe('case-closed');
  });

  it('while a step is deciding on the plan as it stands, and after time ran out', () => {
    const rig = new CaseRig();
    expect(refusal(() => replan(rig.state, TO_CCPA))).toBe('case-at-work');
    rig.opens('confirm-contact');
    rig.did(settleOpen(rig.state, 'confirm-contact', 'expired'), 'sweep');
    expect(refusal(() => replan(rig.state, TO_CCPA))).toBe('case-closed');
  });
});

describe('the nearest right under the other law', () => {
  it.each(Right.options)(
    'of %s is one that belongs there, and costs no more (L-07, L-08)',
    (right) => {
      for (const regime of ['appi', 'ccpa'] as const) {
        const nearest = nearestRights(regime, [right]);
        expect(nearest).toHaveLength(1);
        for (const one of nearest) expect(rightsUnder(regime)).toContain(one);
        const other: Regime = regime === 'appi' ? 'ccpa' : 'appi';
        const free = feeFor(other, [right]) === null && !right.endsWith('know-specific');
        if (free && right !== nearest[0]) expect(feeFor(regime, nearest)).toBeNull();
      }
    },
  );
});

it('no sequence of changes keeps a fee that the plan does not ask for (L-07, L-09)', () => {
  const change = fc.record({
    regime: fc.constantFrom('appi' as const, 'ccpa' as const),
    rights: fc.uniqueArray(fc.constantFrom(...Right.options), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const rig = deciding();
      for (const { regime, rights } of changes) {
        try {
          const residence = regime === 'ccpa' ? 'california' : 'japan';
          rig.did(replan(rig.state, { regime, residence, rights, reason: 'r' }), 'operator:a');
          rig.opens('decide', planNumber(rig.state), planNumber(rig.state));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
        const { plan, regime: now, payments, receivedAt } = rig.state;
        if (plan?.fee === null) expect(payments.some(isKept)).toBe(false);
        if (now === 'ccpa') expect(plan?.fee).toBeNull();
        const fresh = rig.state.rights.flatMap((right) => clocksFor(right, receivedAt));
        expect(plan?.clocks).toEqual(fresh);
      }
    }),
    { numRuns: 1000 },
  );
});
