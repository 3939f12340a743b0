import { describe, expect, it } from 'vitest';
import { close, withdraw } from '../../../core/case/ending.ts';
import { feeDue, receivePayment } from '../../../core/case/fee.ts';
import { settleOpen } from '../../../core/case/tasks.ts';
import { CaseRig } from './case-rig.ts';

const payment = (paymentId: string, amount = 500) => ({
  paymentId,
  checkoutId: 'cs_1',
  amount,
  currency: 'usd',
});

const afterwards = (rig: CaseRig) =>
  rig.state.payments.map(({ disposition, refund }) => `${disposition}, refund ${refund}`);

describe('the fee', () => {
  it('is due for a disclosure under APPI, and never under CCPA (L-07, L-08)', () => {
    expect(feeDue(new CaseRig().state)).toEqual({ amount: 500, currency: 'usd' });
    const ccpa = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    expect(feeDue(ccpa.state)).toBeNull();
  });

  it('is kept once; a second payment goes back (L-09)', () => {
    const rig = new CaseRig();
    rig.opens('pay-fee');
    rig.did(receivePayment(rig.state, payment('pi_1')));
    rig.did(receivePayment(rig.state, payment('pi_2')));
    expect(afterwards(rig)).toEqual(['kept, refund none', 'paid-twice, refund owed']);
    expect(receivePayment(rig.state, payment('pi_1'))).toEqual([]);
  });

  it('goes back when it comes after the wait for it has ended, or in another amount (L-09)', () => {
    const late = new CaseRig();
    late.opens('pay-fee');
    late.did(settleOpen(late.state, 'pay-fee', 'expired'));
    late.did(receivePayment(late.state, payment('pi_1')));
    expect(afterwards(late)).toEqual(['paid-late, refund owed']);

    const wrong = new CaseRig();
    wrong.opens('pay-fee');
    wrong.did(receivePayment(wrong.state, payment('pi_1', 499)));
    expect(afterwards(wrong)).toEqual(['wrong-amount, refund owed']);
    expect(wrong.state.tasks[0]?.outcome).toBeNull();
  });

  it('goes back on withdrawal before collection, and stays once collection has begun (L-09)', () => {
    const purgeAt = '2026-12-31T00:00:00.000Z';
    const endings = [false, true].map((collected) => {
      const rig = new CaseRig();
      rig.opens('pay-fee');
      rig.did(receivePayment(rig.state, payment('pi_1')));
      if (collected) rig.did([{ type: 'collection.planned', data: { stores: [] } }]);
      rig.did(withdraw(rig.state));
      rig.did(close(rig.state, 'withdrawn', purgeAt));
      return afterwards(rig);
    });
    expect(endings[0]).toEqual(['kept, refund owed']);
  });
});
