import { describe, expect, it } from 'vitest';
import { decide, replyTo, rightsToDecide } from '../../../core/case/answer.ts';
import { answerFirst, inquiryUntold } from '../../../core/case/inquiry.ts';
import { countsOf } from '../../../core/case/metrics.ts';
import { rowOf, runningClocks } from '../../../core/case/row.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const REPLY = 'We keep applications for a year.';

function confirmed(...rights: [Right, ...Right[]]): CaseRig {
  const residence = rights[0].startsWith('ccpa') ? 'california' : 'japan';
  const rig = new CaseRig({ residence, rights });
  rig.did([{ type: 'contact.confirmed', data: {} }]);
  rig.opens('provide-points');
  return rig;
}

const clocked = (rig: CaseRig): Right[] => runningClocks(rig.state).map(({ right }) => right);

describe('a question beside a right that waits for identity', () => {
  it('P-9: stands in the queue and is answered first; its clock stops, and the requester is told', () => {
    const rig = confirmed('ccpa.delete', 'inquiry');
    expect(rowOf(rig.state).operatorTasks).toEqual(['answer-inquiry']);
    expect(clocked(rig)).toContain('inquiry');
    rig.now = '2026-11-21T08:00:00.000Z';
    rig.did(answerFirst(rig.state, ` ${REPLY} `), 'operator:ken');
    expect(rig.state.inquiry).toMatchObject({ by: 'operator:ken', reply: REPLY });
    expect(rowOf(rig.state).operatorTasks).toEqual([]);
    expect(clocked(rig)).not.toContain('inquiry');
    expect(clocked(rig)).toContain('ccpa.delete');
    expect(inquiryUntold(rig.state)).toBe(true);
    expect(rig.state.unfinishedSince).not.toBeNull();
    rig.did([{ type: 'notice.sent', data: { purpose: 'inquiry-answered', messageId: 'm' } }]);
    expect(inquiryUntold(rig.state)).toBe(false);
  });

  it('L-28: counts as answered on that day, whatever becomes of the rest', () => {
    const rig = confirmed('ccpa.delete', 'inquiry');
    rig.now = '2026-11-21T08:00:00.000Z';
    rig.did(answerFirst(rig.state, REPLY), 'operator:ken');
    expect(countsOf(rig.state).map(({ line, fate }) => [line, fate])).toEqual([
      ['ccpa.delete', { is: 'open' }],
      ['inquiry', { is: 'whole', grounds: [], days: 2 }],
    ]);
  });

  it('P-9: is decided on no more, and the letter repeats the reply', () => {
    const rig = confirmed('appi.purpose', 'inquiry');
    rig.did(answerFirst(rig.state, REPLY), 'operator:ken');
    rig.opens('decide');
    expect(rightsToDecide(rig.state)).toEqual(['appi.purpose']);
    const notified = {
      right: 'appi.purpose',
      outcome: 'notify',
      grounds: ['appi.purpose-notified'],
    } as const;
    rig.did(decide(rig.state, [{ ...notified, grounds: [...notified.grounds] }]));
    expect(rig.state.decisions.map(({ right }) => right)).toEqual(['appi.purpose', 'inquiry']);
    expect(replyTo(rig.state, 'inquiry')).toBe(REPLY);
    expect(replyTo(rig.state, 'appi.purpose')).toBeNull();
  });

  it('P-9, L-18: where all else falls, the letter is made of it and of the refusals', () => {
    const rig = confirmed('appi.purpose', 'inquiry');
    rig.did(answerFirst(rig.state, REPLY), 'operator:ken');
    rig.did([{ type: 'identity.settled', data: { outcome: 'unverified', basis: 'evidence' } }]);
    rig.opens('decide');
    expect(rightsToDecide(rig.state)).toEqual([]);
    rig.did(decide(rig.state, []));
    expect(rig.state.decisions.map(({ right, outcome }) => [right, outcome])).toEqual([
      ['appi.purpose', 'refuse'],
      ['inquiry', 'answered'],
    ]);
  });

  it('P-9: waits for the address to be confirmed, and is refused where it comes with the decision', () => {
    const unconfirmed = new CaseRig({ rights: ['appi.purpose', 'inquiry'] });
    const first =
      (rig: CaseRig, reply = REPLY) =>
      () =>
        answerFirst(rig.state, reply);
    expect(first(unconfirmed)).toThrow('not-confirmed');
    expect(first(confirmed('inquiry'))).toThrow('no-question');
    expect(first(confirmed('appi.purpose'))).toThrow('no-question');
    const rig = confirmed('appi.purpose', 'inquiry');
    expect(first(rig, ' ')).toThrow('reply-needed');
    rig.did(answerFirst(rig.state, REPLY));
    expect(first(rig)).toThrow('already-answered');
    const deciding = confirmed('appi.purpose', 'inquiry');
    deciding.opens('decide');
    expect(first(deciding)).toThrow('no-question');
    expect(rowOf(deciding.state).operatorTasks).toEqual(['decide']);
  });
});
