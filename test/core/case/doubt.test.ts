import { describe, expect, it } from 'vitest';
import {
  type Finding,
  findAfterwards,
  isDenied,
  judgedUntold,
  lookAtDoubt,
  standing,
  toldInVain,
} from '../../../core/case/doubt.ts';
import { close } from '../../../core/case/ending.ts';
import { countsOf } from '../../../core/case/metrics.ts';
import { rowOf, runningClocks } from '../../../core/case/row.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const KEN = 'operator:ken';
const HANA = { by: 'operator:hana', mayApprove: true } as const;
const APPLIED_AT = '2026-11-20T18:00:00.000Z';
const LATER = '2026-11-30T18:00:00.000Z';

const fraud = (right: Right, change: Partial<Finding> = {}): Finding => ({
  right,
  outcome: 'deny',
  grounds: ['ccpa.fraud-belief'],
  reason: 'Four hundred from one address in an hour.',
  explanation: 'Your request came with four hundred others from one machine.',
  ...change,
});

const notNeeded: Finding = {
  right: 'ccpa.limit',
  outcome: 'not-needed',
  grounds: ['ccpa.only-permitted-uses'],
  reason: '',
  explanation: '',
};

function applied(...rights: [Right, ...Right[]]): CaseRig {
  const rig = new CaseRig({ residence: 'california', rights });
  rig.now = APPLIED_AT;
  rig.did(
    rights.map((right) => ({ type: 'right.applied', data: { right, effectiveAt: APPLIED_AT } })),
  );
  rig.did([
    {
      type: 'third-party.told',
      data: { right: 'ccpa.opt-out', recipient: 'meta', messageId: 'm' },
    },
  ]);
  return rig;
}

function doubted(right: Right = 'ccpa.opt-out'): CaseRig {
  const rig = applied(right);
  rig.now = LATER;
  rig.did(findAfterwards(rig.state, fraud(right), LATER), KEN);
  return rig;
}

describe('a doubt about what was carried out at once', () => {
  it('L-06: changes nothing before a second person shares it, and waits for them in the queue', () => {
    const { state } = doubted();
    expect(standing(state).map(({ right }) => right)).toEqual(['ccpa.opt-out']);
    expect(state.judged).toEqual([]);
    expect(countsOf(state)[0]?.fate.is).toBe('whole');
    expect(rowOf(state).operatorTasks).toEqual(['approve']);
    expect(toldInVain(state)).toEqual([]);
  });

  it('L-06, L-26: shared, it takes the opt-out back, and those who were told are owed the news', () => {
    const rig = doubted();
    const look = { how: 'approve' } as const;
    const { state } = rig;
    const after = rig.did(lookAtDoubt(state, 'ccpa.opt-out', HANA, look, LATER), HANA.by);
    expect(isDenied(after, 'ccpa.opt-out')).toBe(true);
    expect(standing(after)).toEqual([]);
    expect(judgedUntold(after)).toHaveLength(1);
    expect(toldInVain(after).map(({ recipient }) => recipient)).toEqual(['meta']);
    expect(after.unfinishedSince).toBe(LATER);
    expect(rowOf(after).operatorTasks).toEqual([]);
    expect(runningClocks(after)).toEqual([]);
    rig.did([
      { type: 'notice.sent', data: { purpose: 'opt-out-judged', messageId: 'n' } },
      {
        type: 'third-party.told-back',
        data: { right: 'ccpa.opt-out', recipient: 'meta', messageId: 'o' },
      },
    ]);
    expect([judgedUntold(rig.state), toldInVain(rig.state)]).toEqual([[], []]);
  });

  it('L-28: counts as denied with its ground and its days from then on', () => {
    const rig = doubted();
    rig.did(lookAtDoubt(rig.state, 'ccpa.opt-out', HANA, { how: 'approve' }, LATER), HANA.by);
    expect(countsOf(rig.state)[0]?.fate).toEqual({
      is: 'denied',
      grounds: ['ccpa.fraud-belief'],
      days: 11,
    });
  });

  it('L-06: not shared, it leaves everything as it was, with a note; and may be raised anew', () => {
    const rig = doubted();
    const drop = (note: string) =>
      lookAtDoubt(rig.state, 'ccpa.opt-out', HANA, { how: 'send-back', note }, LATER);
    expect(() => drop(' ')).toThrow('reason-needed');
    rig.did(drop('The address is a school.'), HANA.by);
    expect(standing(rig.state)).toHaveLength(1);
    expect(rig.state.upheld).toMatchObject([{ note: 'The address is a school.' }]);
    expect(findAfterwards(rig.state, fraud('ccpa.opt-out'), LATER)).toHaveLength(1);
  });

  it('L-06: is looked at by an approver who did not raise it', () => {
    const { state } = doubted();
    const look = (who: { by: 'operator:ken' | 'operator:hana'; mayApprove: boolean }) => () =>
      lookAtDoubt(state, 'ccpa.opt-out', who, { how: 'approve' }, LATER);
    expect(look({ by: KEN, mayApprove: true })).toThrow('own-decision');
    expect(look({ ...HANA, mayApprove: false })).toThrow('approver-needed');
  });

  it('L-06: needs a documented reason, an explanation for the requester, and its own ground', () => {
    const { state } = applied('ccpa.opt-out');
    const found = (change: Partial<Finding>) => () =>
      findAfterwards(state, fraud('ccpa.opt-out', change), LATER);
    expect(found({ reason: ' ' })).toThrow('reason-needed');
    expect(found({ explanation: '' })).toThrow('reply-needed');
    expect(found({ grounds: [] })).toThrow('ground-needed');
    expect(found({ grounds: ['ccpa.excessive'] })).toThrow('ground-not-allowed');
    expect(found({ outcome: 'not-needed' })).toThrow('outcome-not-allowed');
    expect(found({ outcome: 'done' })).toThrow('outcome-not-allowed');
  });

  it('L-23: never falls on a browser’s signal, which is valid as it is sent', () => {
    const { state } = applied('ccpa.opt-out');
    const bySignal = { ...state, channel: 'signal' as const };
    expect(() => findAfterwards(bySignal, fraud('ccpa.opt-out'), LATER)).toThrow('valid-as-sent');
  });

  it('L-06: is refused where nothing was carried out, where it was judged, and after the purge', () => {
    const { state } = new CaseRig({ residence: 'california', rights: ['ccpa.opt-out'] });
    const found = (now: typeof state) => () => findAfterwards(now, fraud('ccpa.opt-out'), LATER);
    expect(found(state)).toThrow('not-applied');
    const rig = doubted();
    expect(found(rig.state)).toThrow('already-answered');
    rig.did(lookAtDoubt(rig.state, 'ccpa.opt-out', HANA, { how: 'approve' }, LATER), HANA.by);
    expect(found(rig.state)).toThrow('already-answered');
    const purged = doubted();
    purged.did([{ type: 'case.purged', data: {} }]);
    expect(found(purged.state)).toThrow('already-purged');
    expect(() =>
      lookAtDoubt(purged.state, 'ccpa.opt-out', HANA, { how: 'approve' }, LATER),
    ).toThrow('already-purged');
    expect(rowOf(purged.state).operatorTasks).toEqual([]);
  });

  it('L-18, L-27: gives the requester thirty days to read it, also in a case closed long before', () => {
    const rig = applied('ccpa.opt-out');
    rig.did(close(rig.state, 'answered', '2026-12-01T00:00:00.000Z'));
    rig.now = LATER;
    rig.did(findAfterwards(rig.state, fraud('ccpa.opt-out'), LATER), KEN);
    expect(rowOf(rig.state)).toMatchObject({ status: 'open', operatorTasks: ['approve'] });
    rig.did(lookAtDoubt(rig.state, 'ccpa.opt-out', HANA, { how: 'approve' }, LATER), HANA.by);
    expect(rig.state.closed?.purgeAt).toBe('2026-12-30T18:00:00.000Z');
    expect(rowOf(rig.state).status).toBe('closed');
  });
});

describe('a limit for which nothing had to change', () => {
  it('T-5, L-06: counts at once, keeps the choice noted, and is told of', () => {
    const rig = applied('ccpa.limit');
    rig.did(findAfterwards(rig.state, notNeeded, LATER), KEN);
    expect(standing(rig.state).map(({ right }) => right)).toEqual(['ccpa.limit']);
    expect(judgedUntold(rig.state)).toMatchObject([{ outcome: 'not-needed', approval: null }]);
    expect(countsOf(rig.state)[0]?.fate).toMatchObject({ is: 'whole', days: 1 });
    expect(toldInVain(rig.state)).toEqual([]);
  });
});
