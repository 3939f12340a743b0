import { describe, expect, it } from 'vitest';
import { withdraw } from '../../../core/case/ending.ts';
import { extend, mayExtendAnswer } from '../../../core/case/extension.ts';
import { rowOf } from '../../../core/case/row.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { warned, warningsDue } from '../../../core/case/warning.ts';
import type { Instant } from '../../../core/ids.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

// Received on 19 November 2026 at midnight in Los Angeles: 45 days end on 3 January 2027, our target is 31 December.
const SOON = '2026-12-24T08:00:00.000Z';
const LATE = '2027-01-01T08:00:00.000Z';
const LAST_DAY = '2027-01-03T08:00:00.000Z';
const TOO_LATE = '2027-01-04T08:00:00.000Z';

/** Acknowledged already, so that only the answers' clocks run. */
function californian(...rights: [Right, ...Right[]]): CaseRig {
  const rig = new CaseRig({ residence: 'california', rights });
  const messageId = 'm@example.com';
  rig.did([{ type: 'notice.sent', data: { purpose: 'acknowledgement', messageId } }]);
  return rig;
}

/** What the sweep tells at that moment, recorded as it does. */
function told(rig: CaseRig, now: Instant): string[] {
  rig.now = now;
  const due = warningsDue(rig.state, now);
  for (const warning of due) rig.did(warned(rig.state, warning, 2), 'sweep');
  return due.map(({ clock, rights, stage }) => `${stage} ${clock.rule} ${rights.join('+')}`);
}

const dueAt = (state: CaseState) => rowOf(state).nextSweepAt;

describe('telling operators of clocks', () => {
  it('L-04: the sweep is woken as each stage begins, and tells each once', () => {
    const rig = californian('ccpa.delete');
    const moments = [];
    const stages = [];
    for (let at = dueAt(rig.state); at; at = dueAt(rig.state)) {
      moments.push(at);
      stages.push(...told(rig, at));
      expect(warningsDue(rig.state, at)).toEqual([]);
    }
    expect(moments).toEqual([SOON, LATE, LAST_DAY, TOO_LATE]);
    expect(stages.map((said) => said.split(' ')[0])).toEqual([
      'due-soon',
      'past-target',
      'last-day',
      'past-limit',
    ]);
  });

  it('L-04: rights of one deadline are told of together, an opt-out by itself', () => {
    const rig = californian('ccpa.delete', 'ccpa.correct', 'ccpa.opt-out');
    expect(told(rig, SOON)).toEqual([
      'due-soon ccpa.answer-45-days ccpa.delete+ccpa.correct',
      'past-limit ccpa.carry-out-15-business-days ccpa.opt-out',
    ]);
  });

  it('L-04: what comes late is told of at the stage it is in, and at no earlier one', () => {
    const rig = californian('ccpa.delete');
    expect(told(rig, LAST_DAY)).toEqual(['last-day ccpa.answer-45-days ccpa.delete']);
    expect(dueAt(rig.state)).toBe(TOO_LATE);
  });

  it('is recorded once, whoever was faster', () => {
    const rig = californian('ccpa.delete');
    const [warning] = warningsDue(rig.state, SOON);
    if (!warning) throw new Error('nothing is due');
    rig.did(warned(rig.state, warning, 2));
    expect(warned(rig.state, warning, 2)).toEqual([]);
  });

  it('L-02: an extended clock warns anew, by its own days', () => {
    const rig = californian('ccpa.delete');
    told(rig, LATE);
    const [clock] = rig.state.plan?.clocks.filter(({ kind }) => kind === 'answer') ?? [];
    if (!clock) throw new Error('no clock');
    expect(mayExtendAnswer(rig.state, clock, LAST_DAY)).toBe(true);
    expect(mayExtendAnswer(rig.state, clock, TOO_LATE)).toBe(false);
    rig.did(extend(rig.state, 'complexity', LATE));
    const notice = { purpose: 'extension', messageId: 'e@example.com' };
    rig.did([{ type: 'notice.sent', data: notice }]);
    expect(mayExtendAnswer(rig.state, clock, LAST_DAY)).toBe(false);
    expect(told(rig, TOO_LATE)).toEqual([]);
    expect(dueAt(rig.state)).toBe('2027-02-09T08:00:00.000Z');
    expect(told(rig, '2027-02-09T08:00:00.000Z')).toEqual([
      'due-soon ccpa.answer-90-days ccpa.delete',
    ]);
  });

  it('L-01: the wait for the requester is no reason to keep still', () => {
    const rig = californian('ccpa.know-specific');
    rig.now = '2026-12-23T20:00:00.000Z';
    rig.opens('upload-evidence');
    expect(told(rig, SOON)).toHaveLength(1);
  });

  it('is over once the case is withdrawn', () => {
    const rig = californian('ccpa.delete');
    rig.did(withdraw(rig.state), 'requester');
    expect(warningsDue(rig.state, TOO_LATE)).toEqual([]);
  });
});
