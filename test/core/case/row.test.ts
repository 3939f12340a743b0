import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../core/case/row.ts';
import { warned, warningsDue } from '../../../core/case/warning.ts';
import { CaseRig } from './case-rig.ts';

describe('the row of a case', () => {
  it('is due when a wait ends, also where that is before its reminder, near the end of a clock (L-01)', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-categories'] });
    rig.now = '2026-12-23T08:00:00.000Z';
    // No clock has anything more to tell of.
    for (const warning of warningsDue(rig.state, '2027-01-05T08:00:00.000Z'))
      rig.did(warned(rig.state, warning, 1));
    const [task] = rig.opens('provide-points').tasks;
    const { remindAt, expiresAt } = task ?? {};
    expect(expiresAt && remindAt && expiresAt < remindAt).toBe(true);
    expect(rowOf(rig.state).nextSweepAt).toBe(rig.state.unfinishedSince ?? expiresAt);
  });
});
