import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../core/case/events.ts';
import {
  confirmContact,
  isSentAgain,
  judgeEvidence,
  offerPoints,
  receiveEvidence,
  settleIdentity,
} from '../../../core/case/identity.ts';
import { CaseRig } from './case-rig.ts';

const claims = { name: 'Test Person', email: 'person@example.com', phone: '090-1234-5678' };
const evidence = (evidenceId: string) => ({
  evidenceId,
  kind: 'passport' as const,
  contentType: 'image/png',
  size: 1000,
  sha256: 'a'.repeat(64),
  key: `KJ-TEST0-00001/evidence/passport/${evidenceId}`,
});
const matched = (number: number): NewEvent => ({
  type: 'points.checked',
  data: { required: 3, matched: number, storesAsked: [], storesSilent: [] },
});

describe('establishing who asks (L-10)', () => {
  it('confirms the contact once, and settles the task that waits for it', () => {
    const rig = new CaseRig();
    rig.opens('confirm-contact');
    expect(rig.did(confirmContact(rig.state)).tasks[0]?.outcome).toBe('done');
    expect(confirmContact(rig.state)).toEqual([]);
  });

  it('takes the data points once', () => {
    const rig = new CaseRig();
    rig.opens('provide-points');
    rig.did(offerPoints(rig.state, { claims }));
    expect(() => offerPoints(rig.state, { claims })).toThrow('already-answered');
  });

  it('holds no more than one document at a time, and asks for a reason where it is not accepted', () => {
    const rig = new CaseRig();
    rig.opens('upload-evidence');
    rig.did(receiveEvidence(rig.state, evidence('one')));
    rig.opens('judge-evidence');
    expect(() => receiveEvidence(rig.state, evidence('two'))).toThrow('already-answered');
    expect(() => judgeEvidence(rig.state, 'one', 'better', null)).toThrow('reason-needed');
    expect(() => judgeEvidence(rig.state, 'two', 'accepted', null)).toThrow('nothing-to-judge');
    const state = rig.did(judgeEvidence(rig.state, 'one', 'better', 'unreadable'));
    expect(state.tasks.map((task) => task.outcome)).toEqual(['done', 'better']);
  });

  it('knows a file that is sent again by somebody who saw no answer, until it was turned down', () => {
    const rig = new CaseRig();
    rig.opens('upload-evidence');
    const { sha256 } = evidence('one');
    expect(isSentAgain(rig.state, sha256)).toBe(false);
    rig.did(receiveEvidence(rig.state, evidence('one')));
    expect(isSentAgain(rig.state, sha256)).toBe(true);
    expect(isSentAgain(rig.state, 'b'.repeat(64))).toBe(false);
    rig.opens('judge-evidence');
    rig.did(judgeEvidence(rig.state, 'one', 'better', 'unreadable'));
    expect(isSentAgain(rig.state, sha256)).toBe(false);
  });

  it('is verified by points only with the declaration where that is due (L-13)', () => {
    const without = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    without.opens('provide-points');
    without.did(offerPoints(without.state, { claims }));
    without.did([matched(3)]);
    expect(without.did(settleIdentity(without.state, 'points')).identity?.outcome).toBe(
      'downgraded',
    );

    const declared = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    declared.opens('provide-points');
    declared.did(offerPoints(declared.state, { claims, declaration: 'Test Person' }));
    declared.did([matched(3)]);
    expect(declared.did(settleIdentity(declared.state, 'points')).identity?.outcome).toBe(
      'verified',
    );
  });

  it('is not verified to the high degree by a document without the declaration (L-13)', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    rig.did([matched(2)]);
    expect(rig.did(settleIdentity(rig.state, 'evidence')).identity?.outcome).toBe('downgraded');
  });

  it('evaluates know-specific as know-categories where two points match, and not where one does (L-13)', () => {
    const endings = [2, 1].map((number) => {
      const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
      rig.did([matched(number)]);
      const state = rig.did(settleIdentity(rig.state, 'refused'));
      return [state.identity?.outcome, state.plan?.verified];
    });
    expect(endings).toEqual([
      ['downgraded', ['ccpa.know-categories']],
      ['unverified', ['ccpa.know-specific']],
    ]);
  });
});
