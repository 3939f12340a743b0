import { describe, expect, it } from 'vitest';
import { close, withdraw } from '../../../core/case/ending.ts';
import { confirmContact } from '../../../core/case/identity.ts';
import { journeyOf } from '../../../core/case/journey.ts';
import { CaseRig } from './case-rig.ts';

const purgeAt = '2026-12-31T00:00:00.000Z';
const line = (rig: CaseRig) =>
  journeyOf(rig.state).map(({ station, state }) => `${station} ${state}`);

describe('the line of stations', () => {
  it('lights where the case stands', () => {
    const rig = new CaseRig();
    rig.opens('confirm-contact');
    rig.did(confirmContact(rig.state));
    rig.opens('provide-points');
    expect(line(rig).slice(0, 4)).toEqual([
      'received done',
      'contact done',
      'identity current',
      'fee ahead',
    ]);
  });

  it('leaves out the fee where there is none, and all but the answer for an opt-out', () => {
    const know = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    expect(line(know).join()).not.toContain('fee');
    const optOut = new CaseRig({ residence: 'california', rights: ['ccpa.opt-out'] });
    expect(line(optOut)).toEqual(['received current', 'answer ahead', 'closed ahead']);
  });

  it('shows no station that a withdrawn case never came to', () => {
    const rig = new CaseRig();
    rig.opens('confirm-contact');
    rig.did(withdraw(rig.state));
    rig.did(close(rig.state, 'withdrawn', purgeAt));
    expect(line(rig)).toEqual(['received done', 'contact done', 'closed done']);
  });
});
