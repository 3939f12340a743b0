import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { close, withdraw } from '../../../core/case/ending.ts';
import { receivePayment } from '../../../core/case/fee.ts';
import { isDuplicate, merge } from '../../../core/case/merging.ts';
import type { Asked } from '../../../core/case/opening.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { openTasks } from '../../../core/case/tasks.ts';
import { CaseId } from '../../../core/ids.ts';
import { DUPLICATES, periodHolds } from '../../../core/law/duplicates.ts';
import { CaseRig } from './case-rig.ts';

const EARLIER = CaseId.parse('KJ-TEST0-00000');

function verified(asked: Partial<Asked> = {}): CaseRig {
  const rig = new CaseRig(asked);
  rig.did([{ type: 'identity.settled', data: { outcome: 'verified', basis: 'points' } }]);
  return rig;
}

/** The same person's case of the day before. */
const dayBefore = (rig: CaseRig): CaseState => ({
  ...rig.state,
  caseId: EARLIER,
  receivedAt: '2026-11-18T08:00:00.000Z',
});

const half = { from: '2025-01-01', to: '2025-06-30' };

describe('a second case of one person for the same right', () => {
  it('is a duplicate of the earlier, never the earlier of the later', () => {
    const [later, earlier] = [verified().state, dayBefore(verified())];
    expect(isDuplicate(later, earlier)).toBe(true);
    expect(isDuplicate(earlier, later)).toBe(false);
  });

  it.each([
    [
      'the later',
      (one: CaseState, other: CaseState) => isDuplicate({ ...one, identity: null }, other),
    ],
    [
      'the earlier',
      (one: CaseState, other: CaseState) => isDuplicate(one, { ...other, identity: null }),
    ],
  ])('is none before it is known who asks in %s (L-32)', (_, judged) => {
    expect(judged(verified().state, dayBefore(verified()))).toBe(false);
  });

  it('is none for an identity that was not established (L-32)', () => {
    const identity = { outcome: 'unverified', basis: 'refused' } as const;
    expect(isDuplicate({ ...verified().state, identity }, dayBefore(verified()))).toBe(false);
  });

  it('is none where something else is to be corrected (L-17)', () => {
    const saying = (state: CaseState, wrong: string): CaseState => ({
      ...state,
      requester: state.requester && { ...state.requester, particulars: { wrong, right: 'x' } },
    });
    const earlier = saying(dayBefore(verified()), 'my name');
    expect(isDuplicate(saying(verified().state, 'my school'), earlier)).toBe(false);
    expect(isDuplicate(saying(verified().state, 'my name'), earlier)).toBe(true);
  });

  it('is known by the confirmed address alone: a shared telephone number proves nothing', () => {
    const later = { ...verified().state, subjectKeys: ['other address', 'phone'] };
    const earlier = { ...dayBefore(verified()), subjectKeys: ['address', 'phone'] };
    expect(isDuplicate(later, earlier)).toBe(false);
  });

  it.each<[string, Partial<Asked>, Partial<Asked>, boolean]>([
    ['part of what the earlier asks', {}, { rights: ['appi.disclose', 'appi.cease'] }, true],
    ['more than the earlier asks', { rights: ['appi.disclose', 'appi.cease'] }, {}, false],
    ['something else', { rights: ['appi.cease'] }, {}, false],
    ['a period within that of the earlier', { period: half }, {}, true],
    ['a longer period', {}, { period: half }, false],
    ['another way of delivery (L-19)', { delivery: 'paper' }, {}, false],
  ])('asking for %s', (_, later, earlier, duplicate) => {
    expect(isDuplicate(verified(later).state, dayBefore(verified(earlier)))).toBe(duplicate);
  });

  it.each([
    ['the earlier is withdrawn', (rig: CaseRig) => withdraw(rig.state)],
    ['the earlier is closed', (rig: CaseRig) => close(rig.state, 'expired', rig.now)],
  ])('is none where %s', (_, ends) => {
    const rig = verified();
    rig.did(ends(rig));
    expect(isDuplicate(verified().state, dayBefore(rig))).toBe(false);
  });

  it('is none where an agent asked for either: the answer goes to whoever asked (L-22)', () => {
    const agent = { kind: 'delegated-agent' } as const;
    const [later, earlier] = [verified().state, dayBefore(verified())];
    expect(isDuplicate({ ...later, agent }, earlier)).toBe(false);
    expect(isDuplicate(later, { ...earlier, agent })).toBe(false);
  });

  it('is none once it has been decided itself', () => {
    const rig = verified();
    rig.opens('decide');
    const given = {
      right: 'appi.disclose',
      outcome: 'not-held',
      grounds: ['appi.not-held'],
    } as const;
    rig.did(decide(rig.state, [{ ...given, grounds: [...given.grounds] }]));
    expect(isDuplicate(rig.state, dayBefore(verified()))).toBe(false);
  });

  it('says in its rule that all this is ours', () => {
    expect(DUPLICATES.reason).toContain('Ours');
    expect(periodHolds(half, null)).toBe(false);
  });
});

describe('merging it into the earlier', () => {
  it('ends every wait of the later, and those that would come', () => {
    const rig = verified();
    rig.opens('pay-fee');
    rig.opens('collect-by-hand');
    rig.did(merge(rig.state, dayBefore(verified())), 'operator:ken');
    expect(openTasks(rig.state)).toEqual([]);
    expect(rig.opens('decide').tasks.map(({ outcome }) => outcome)).toEqual([
      'merged',
      'merged',
      'merged',
    ]);
    expect(rig.state.mergedInto).toBe(EARLIER);
  });

  it('happens once, and is refused where the cases are no duplicates', () => {
    const rig = verified();
    rig.did(merge(rig.state, dayBefore(verified())), 'operator:ken');
    expect(merge(rig.state, dayBefore(verified()))).toEqual([]);
    expect(withdraw(rig.state)).toEqual([]);
    expect(() => merge(verified({ rights: ['appi.cease'] }).state, dayBefore(verified()))).toThrow(
      expect.objectContaining({ reason: 'not-a-duplicate' }),
    );
  });

  it('gives back what was paid for the later, though its stores are searched (L-09)', () => {
    const rig = verified();
    rig.opens('pay-fee');
    const payment = { paymentId: 'pi', checkoutId: 'cs', amount: 500, currency: 'usd' };
    rig.did(receivePayment(rig.state, payment), 'stripe');
    rig.did([{ type: 'collection.planned', data: { stores: [] } }]);
    rig.did(merge(rig.state, dayBefore(verified())), 'operator:ken');
    rig.did(close(rig.state, 'merged', rig.now));
    expect(rig.state.payments).toMatchObject([{ refund: 'owed', refundReason: 'merged' }]);
    expect(rig.state.closed?.outcome).toBe('merged');
  });

  it('leaves no payment that arrives afterwards (L-09)', () => {
    const rig = verified();
    rig.opens('pay-fee');
    rig.did(merge(rig.state, dayBefore(verified())), 'operator:ken');
    const payment = { paymentId: 'pi', checkoutId: 'cs', amount: 500, currency: 'usd' };
    rig.did(receivePayment(rig.state, payment), 'stripe');
    expect(rig.state.payments).toMatchObject([{ disposition: 'paid-late', refund: 'owed' }]);
  });
});
