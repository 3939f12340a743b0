import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { receivePayment } from '../../../core/case/fee.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { PaymentsUnavailable } from '../../../platform/ports.ts';
import { closedCase, openTaskOf, received } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeEach(async () => {
  rig = await ConsoleRig.open();
  onTestFinished(() => rig.close());
});

const LATE = { paymentId: 'pi_late', checkoutId: 'cs_1', amount: 500, currency: 'usd' };

function stripeDown(): void {
  rig.context.ports.payments.refund = async () => {
    throw new PaymentsUnavailable('no answer');
  };
}

function stripeUp(): void {
  rig.context.ports.payments.refund = async () => ({ refundId: 're_1' });
}

async function sweptAfter(days: number) {
  rig.clock.ms += days * 86_400_000;
  return sweep(rig.context);
}

describe('what cannot be finished', () => {
  it('L-01: keeps no wait from ending', async () => {
    const caseId = await received(rig, 'appi.disclose');
    await openTaskOf(rig, caseId, { kind: 'confirm-contact' });
    stripeDown();
    await rig.act(caseId, (state) => receivePayment(state, LATE));
    expect((await sweptAfter(31)).failed).toBe(1);
    const { tasks, payments } = await rig.context.cases.read(caseId);
    expect(tasks[0]?.outcome).toBe('expired');
    expect(payments[0]?.refund).toBe('owed');
  });

  it('L-09, L-27: keeps nothing personal, and is finished after the purge', async () => {
    const caseId = await closedCase(rig);
    stripeDown();
    await rig.act(caseId, (state) => receivePayment(state, LATE));
    await sweptAfter(31);
    expect((await rig.context.cases.read(caseId)).purgedAt).not.toBeNull();
    stripeUp();
    expect((await sweptAfter(1)).failed).toBe(0);
    expect((await rig.context.cases.read(caseId)).payments[0]?.refund).toBe('done');
    expect(await sweptAfter(1)).toEqual({ looked: 0, failed: 0 });
  });
});
