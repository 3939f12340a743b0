import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../core/case/row.ts';
import { CaseRig } from './case-rig.ts';

describe('the row of a case', () => {
  it('is due when a wait ends, also where that is before its reminder, near the end of a clock (L-01)', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-categories'] });
    rig.now = '2026-12-23T08:00:00.000Z';
    const [task] = rig.opens('provide-points').tasks;
    const { remindAt, expiresAt } = task ?? {};
    expect(expiresAt && remindAt && expiresAt < remindAt).toBe(true);
    expect(rowOf(rig.state).nextSweepAt).toBe(rig.state.unfinishedSince ?? expiresAt);
  });
});
