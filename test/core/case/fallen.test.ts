import { describe, expect, it } from 'vitest';
import { decide, rightsToDecide } from '../../../core/case/answer.ts';
import type { Decision } from '../../../core/case/events.ts';
import { fallen, goesOnUnpaid, goesOnUnproven } from '../../../core/case/fallen.ts';
import { settled, taskIdOf } from '../../../core/case/tasks.ts';
import { groundFor } from '../../../core/law/decisions.ts';
import { planFor, rightsUnder } from '../../../core/law/plan-for.ts';
import type { Regime, Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

type Rights = readonly [Right, ...Right[]];

function unproven(rights: Rights) {
  const residence = rights.some((right) => right.startsWith('ccpa')) ? 'california' : 'japan';
  const rig = new CaseRig({ rights, residence });
  rig.did([{ type: 'identity.settled', data: { outcome: 'unverified', basis: 'refused' } }]);
  return rig;
}

function unpaid(rights: Rights) {
  const rig = new CaseRig({ rights });
  rig.did([{ type: 'identity.settled', data: { outcome: 'verified', basis: 'evidence' } }]);
  const { caseId } = rig.opens('pay-fee');
  const task = taskIdOf(caseId, { kind: 'pay-fee', round: 1, store: null });
  rig.did([settled(task, 'expired')]);
  return rig;
}

describe('rights for which identity was not established (L-10, L-18)', () => {
  it.each<Regime>(['appi', 'ccpa'])(
    'under %s are refused for it, each on a ground of the catalogue, but for an inquiry',
    (regime) => {
      const [first = 'inquiry', ...more] = rightsUnder(regime);
      const rig = unproven([first, ...more]);
      expect(rightsToDecide(rig.state)).toEqual(['inquiry']);
      for (const { right, outcome, grounds } of fallen(rig.state))
        expect(groundFor(right, outcome, grounds[0] ?? '').cites).toContain('L-10');
      const rest = rig.state.plan?.verified.filter((right) => right !== 'inquiry');
      expect(fallen(rig.state).map(({ right }) => right)).toEqual(rest);
    },
  );

  it('stand in the same letter as the reply: one decision each', () => {
    const rig = unproven(['ccpa.delete', 'inquiry']);
    rig.opens('decide');
    const answered: Decision = {
      right: 'inquiry',
      outcome: 'answered',
      grounds: ['inquiry.answered'],
    };
    rig.did(decide(rig.state, [answered], { replies: { inquiry: 'Yes.' } }));
    expect(rig.state.decisions.map(({ right, outcome }) => [right, outcome])).toEqual([
      ['inquiry', 'answered'],
      ['ccpa.delete', 'deny'],
    ]);
  });
});

describe('rights whose fee was not paid (L-08, L-09)', () => {
  it('are refused for it; a correction beside them goes on without one', () => {
    const rig = unpaid(['appi.disclose', 'appi.disclose-provision', 'appi.correct']);
    expect(rightsToDecide(rig.state)).toEqual(['appi.correct']);
    expect(fallen(rig.state).map(({ right, grounds }) => [right, ...grounds])).toEqual([
      ['appi.disclose', 'appi.fee-not-paid'],
      ['appi.disclose-provision', 'appi.fee-not-paid'],
    ]);
  });

  it('are none while it is still waited for', () => {
    const rig = new CaseRig({ rights: ['appi.disclose', 'appi.correct'] });
    rig.opens('pay-fee');
    expect(fallen(rig.state)).toEqual([]);
  });
});

describe('a case goes on', () => {
  const plan = (...rights: Right[]) =>
    planFor({ regime: 'appi', rights, receivedAt: '2026-11-19T08:00:00.000Z' });

  it('without identity only for an inquiry (P-9)', () => {
    expect(goesOnUnproven(plan('appi.disclose', 'inquiry'))).toBe(true);
    expect(goesOnUnproven(plan('appi.disclose', 'appi.purpose'))).toBe(false);
  });

  it('without the fee for everything that has none (L-08)', () => {
    expect(goesOnUnpaid(plan('appi.disclose', 'appi.purpose'))).toBe(true);
    expect(goesOnUnpaid(plan('appi.disclose', 'appi.disclose-provision'))).toBe(false);
  });
});
