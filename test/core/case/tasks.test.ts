import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withdraw } from '../../../core/case/ending.ts';
import type { TaskKind } from '../../../core/case/events.ts';
import { TaskKind as Kinds } from '../../../core/case/events.ts';
import { confirmContact } from '../../../core/case/identity.ts';
import { rowOf } from '../../../core/case/row.ts';
import { open, openTasks, passTime, settleOpen } from '../../../core/case/tasks.ts';
import { CaseRig } from './case-rig.ts';

describe('a task', () => {
  it('is opened once, however often the step is tried', () => {
    const rig = new CaseRig();
    rig.opens('confirm-contact');
    expect(open(rig.state, { kind: 'confirm-contact', round: 1, store: null }, rig.now)).toEqual(
      [],
    );
  });

  it('that is known already is settled as it is opened', () => {
    const rig = new CaseRig();
    rig.did(confirmContact(rig.state));
    expect(rig.opens('confirm-contact').tasks[0]?.outcome).toBe('done');
  });

  it('opened after withdrawal is over at once', () => {
    const rig = new CaseRig();
    rig.did(withdraw(rig.state));
    expect(rig.opens('decide').tasks[0]?.outcome).toBe('withdrawn');
  });

  it('is reminded of once, then expires; an operator’s never does', () => {
    const rig = new CaseRig();
    rig.opens('upload-evidence');
    rig.opens('decide');
    rig.now = '2026-11-27T08:00:00.000Z';
    rig.did(passTime(rig.state, rig.now), 'sweep');
    expect(rig.state.tasks.map((task) => task.reminded)).toEqual([true, false]);
    expect(passTime(rig.state, rig.now)).toEqual([]);
    rig.now = '2027-06-01T08:00:00.000Z';
    rig.did(passTime(rig.state, rig.now), 'sweep');
    expect(rig.state.tasks.map((task) => task.outcome)).toEqual(['expired', null]);
  });

  it('ends with the first outcome recorded, whatever is tried afterwards', () => {
    const step = fc.oneof(
      fc.constantFrom(...Kinds.options).map((kind) => (rig: CaseRig) => rig.opens(kind)),
      fc
        .constantFrom(...Kinds.options)
        .map((kind: TaskKind) => (rig: CaseRig) => rig.did(settleOpen(rig.state, kind, 'done'))),
      fc.nat(40).map((days) => (rig: CaseRig) => {
        rig.now = new Date(Date.parse(rig.now) + days * 86_400_000).toISOString();
        return rig.did(passTime(rig.state, rig.now), 'sweep');
      }),
      fc.constant((rig: CaseRig) => rig.did(withdraw(rig.state), 'requester')),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const rig = new CaseRig();
        const ended = new Map<string, string>();
        for (const take of steps) {
          const state = take(rig);
          for (const { id, outcome } of state.tasks) {
            const before = ended.get(id);
            if (before) expect(outcome).toBe(before);
            if (outcome) ended.set(id, outcome);
          }
          if (state.withdrawnAt) expect(openTasks(state)).toEqual([]);
          expect(rowOf(state).position).toBe(state.position);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a crash may have left undone', () => {
  it('is due at once for the sweep, until the workflow has gone on', () => {
    const rig = new CaseRig();
    const next = rowOf(rig.state).nextSweepAt ?? '';
    expect(next > rig.now, 'nothing but its clock').toBe(true);
    rig.opens('confirm-contact');
    rig.did(confirmContact(rig.state), 'requester');
    expect(rowOf(rig.state).nextSweepAt).toBe(rig.now);
    rig.opens('provide-points');
    expect(rowOf(rig.state).nextSweepAt).not.toBe(rig.now);
  });
});
