import { describe, expect, it } from 'vitest';
import { answerPermission, judgeProof, receiveProof } from '../../../core/case/authority.ts';
import { withdraw } from '../../../core/case/ending.ts';
import { settleIdentity } from '../../../core/case/identity.ts';
import { journeyOf } from '../../../core/case/journey.ts';
import { open, waitOf } from '../../../core/case/tasks.ts';
import type { AgentKind } from '../../../core/law/agent-kind.ts';
import type { ProofKind } from '../../../core/law/authority-proof.ts';
import { verifiedIdentity } from '../../../functions/steps/collect.ts';
import { CaseRig } from './case-rig.ts';

const subject = { name: 'Emily Tanaka', email: 'emily@example.com' };

const asked = (kind: AgentKind, ...rights: ['ccpa.know-specific' | 'ccpa.opt-out']) =>
  new CaseRig({ residence: 'california', rights }, { kind, subject });

const proof = (kind: ProofKind = 'signed-permission', evidenceId = 'one') => ({
  ...{ evidenceId, kind, contentType: 'image/png', size: 1000, sha256: 'a'.repeat(64) },
  key: `KJ-TEST0-00001/authority/${kind}/${evidenceId}`,
});

function accepted(rig: CaseRig, kind: ProofKind) {
  rig.opens('upload-authority');
  rig.did(receiveProof(rig.state, proof(kind)));
  rig.opens('judge-authority');
  return rig.did(judgeProof(rig.state, 'one', 'accepted', null));
}

describe('the proof of an agent (L-22)', () => {
  it('confirms the agent’s address, and lies apart from proof of identity (L-10)', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('upload-authority');
    const state = rig.did(receiveProof(rig.state, proof()));
    expect(state.contactConfirmed).toBe(true);
    expect(state.evidence).toEqual([]);
    expect(state.tasks[0]?.outcome).toBe('done');
  });

  it('is of a kind that the plan asks for, one at a time', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('upload-authority');
    expect(() => receiveProof(rig.state, proof('power-of-attorney'))).toThrow('already-answered');
    rig.did(receiveProof(rig.state, proof()));
    rig.opens('upload-authority', 2);
    expect(() => receiveProof(rig.state, proof('signed-permission', 'two'))).toThrow(
      'already-answered',
    );
    expect(receiveProof(rig.state, proof())).toEqual([]);
  });

  it('is turned down for a reason of the list only (L-18)', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('upload-authority');
    rig.did(receiveProof(rig.state, proof()));
    rig.opens('judge-authority');
    expect(() => judgeProof(rig.state, 'one', 'refused', null)).toThrow('reason-needed');
    expect(() => judgeProof(rig.state, 'one', 'refused', 'unreadable')).toThrow('unknown-reason');
    expect(() => judgeProof(rig.state, 'two', 'accepted', null)).toThrow('nothing-to-judge');
    const state = rig.did(judgeProof(rig.state, 'one', 'refused', 'not-signed'));
    expect(state.authority[0]).toMatchObject({ verdict: 'refused', reason: 'not-signed' });
    expect(state.tasks.at(-1)?.outcome).toBe('refused');
  });

  it('that was accepted is not asked for again when the case begins anew', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    accepted(rig, 'signed-permission');
    expect(rig.opens('upload-authority', 2).tasks.at(-1)?.outcome).toBe('done');
    expect(rig.opens('judge-authority', 2).tasks.at(-1)?.outcome).toBe('accepted');
  });

  it('is waited for no longer than an opt-out may take, however often (L-06)', () => {
    const rig = asked('authorised-agent', 'ccpa.opt-out');
    const target = rig.state.plan?.clocks[0]?.target ?? '';
    for (const [round, now] of [
      [1, '2026-11-20T08:00:00.000Z'],
      [2, '2026-11-28T08:00:00.000Z'],
    ] as const) {
      const wait = waitOf(rig.state, { kind: 'upload-authority', round }, now);
      expect(wait?.lastDay).toMatch(/^2026-1/);
      expect((wait?.lastDay ?? target) < target).toBe(true);
    }
  });

  it('that did not do ends as refused where no day is left for a better one (L-01, L-06)', () => {
    const rig = asked('authorised-agent', 'ccpa.opt-out');
    const request = { kind: 'upload-authority', round: 2, store: null } as const;
    const target = rig.state.plan?.clocks[0]?.target ?? '';
    const events = open(rig.state, request, `${target}T20:00:00.000Z`);
    expect(rig.did(events).tasks.at(-1)?.outcome).toBe('refused');
  });

  it('has a station of its own, which nobody else sees', () => {
    const stations = (rig: CaseRig) => journeyOf(rig.state).map(({ station }) => station);
    expect(stations(asked('authorised-agent', 'ccpa.opt-out'))).toContain('authority');
    expect(stations(new CaseRig())).not.toContain('authority');
  });
});

describe('the subject’s own word (L-22)', () => {
  it('is given once, with the declaration that is theirs to make (L-13)', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('confirm-permission');
    const state = rig.did(answerPermission(rig.state, true, 'I declare'));
    expect(state).toMatchObject({ permission: { given: true }, declared: true });
    expect(() => answerPermission(rig.state, false)).toThrow('already-answered');
    expect(rig.opens('confirm-permission', 2).tasks.at(-1)?.outcome).toBe('done');
  });

  it('of no ends the wait as refused, again if it is asked again', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('confirm-permission');
    expect(rig.did(answerPermission(rig.state, false)).tasks[0]?.outcome).toBe('refused');
    expect(rig.opens('confirm-permission', 2).tasks.at(-1)?.outcome).toBe('refused');
  });

  it('is not wanted any more once the agent has withdrawn', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    rig.opens('confirm-permission');
    rig.did(withdraw(rig.state));
    expect(() => answerPermission(rig.state, true)).toThrow('already-answered');
  });
});

describe('what is searched by (L-22, L-32)', () => {
  it('is the address that the subject answered from, and never the agent’s', () => {
    const rig = asked('authorised-agent', 'ccpa.know-specific');
    accepted(rig, 'signed-permission');
    expect(verifiedIdentity(rig.state)).toEqual({});
    rig.opens('confirm-permission');
    rig.did(answerPermission(rig.state, true));
    expect(verifiedIdentity(rig.state)).toEqual({ email: ['emily@example.com'] });
  });

  it('is the name on the proof once the points agree, where the subject may not be asked', () => {
    const rig = asked('power-of-attorney', 'ccpa.know-specific');
    accepted(rig, 'power-of-attorney');
    expect(verifiedIdentity(rig.state)).toEqual({});
    rig.did([
      {
        type: 'points.offered',
        data: { declared: true, fields: ['name', 'dateOfBirth'] },
        personal: { claims: { name: 'Somebody Else', dateOfBirth: '1994-09-30' } },
      },
      {
        type: 'points.checked',
        data: { required: 3, matched: 3, storesAsked: [], storesSilent: [] },
      },
    ]);
    rig.did(settleIdentity(rig.state, 'points'));
    expect(verifiedIdentity(rig.state)).toEqual({
      name: ['Emily Tanaka'],
      'date-of-birth': ['1994-09-30'],
    });
  });
});
