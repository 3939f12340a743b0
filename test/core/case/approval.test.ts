import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { lookAgain, type SecondLook } from '../../../core/case/approval.ts';
import { withdraw } from '../../../core/case/ending.ts';
import type { Actor } from '../../../core/case/events.ts';
import { journeyForRequester, journeyOf } from '../../../core/case/journey.ts';
import { rowOf } from '../../../core/case/row.ts';
import { ABUSE } from '../../../core/law/abuse.ts';
import { groundsFor, outcomesFor } from '../../../core/law/decisions.ts';
import { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const REASON = 'The same words, sent forty times this week.';
const KEN: Actor = 'operator:ken';
const HANA: Actor = 'operator:hana';
const approver = (by: Actor) => ({ by, mayApprove: true });

/** Every row of the catalogue: what can be decided on which ground, and whether it needs a second person. */
const everyGround = Right.options.flatMap((right) =>
  outcomesFor(right).flatMap((outcome) =>
    groundsFor(right, outcome).map((ground) => ({ right, outcome, ground })),
  ),
);
const verifiedOnly = everyGround.filter(
  ({ right }) => right !== 'inquiry' && right !== 'ccpa.opt-out' && right !== 'ccpa.limit',
);
const needing = verifiedOnly.filter(({ ground }) => ground.needsApprover);
const free = verifiedOnly.filter(({ ground }) => !ground.needsApprover);
const named = (rows: typeof everyGround) =>
  rows.map((row) => [row.right, row.outcome, row.ground.id, row] as const);

function decided({ right, outcome, ground }: (typeof everyGround)[number]): CaseRig {
  const residence = right.startsWith('ccpa') ? 'california' : 'japan';
  const rig = new CaseRig({ residence, rights: [right] });
  rig.opens('decide');
  const decision = { right, outcome, grounds: [ground.id] };
  rig.did(
    decide(rig.state, [decision], {
      reasons: { [right]: REASON },
      replies: { [right]: REASON },
      repeated: true,
    }),
    KEN,
  );
  return rig;
}

const unfounded = () => {
  const right = 'ccpa.delete' as const;
  const row = needing.find((one) => one.right === right);
  if (!row) throw new Error('the catalogue lost its ground');
  return decided(row);
};

describe('a ground that needs a second person (L-07)', () => {
  it('exists for every verified right under CCPA, and for none under APPI', () => {
    const rights = new Set(needing.map(({ right }) => right));
    expect([...rights].sort()).toEqual([
      'ccpa.correct',
      'ccpa.delete',
      'ccpa.know-categories',
      'ccpa.know-specific',
    ]);
  });

  it.each(named(needing))('%s %s on %s waits for an approver (L-07)', (_r, _o, _id, row) => {
    const { state } = decided(row);
    expect(state.decisions).toEqual([]);
    expect(state.proposed).toMatchObject([{ right: row.right, by: KEN }]);
    expect(state.tasks.at(-1)?.outcome).toBe('proposed');
  });

  it.each(named(free))('%s %s on %s counts at once', (_r, _o, _id, row) => {
    const { state } = decided(row);
    expect(state.proposed).toEqual([]);
    expect(state.decisions).toMatchObject([{ right: row.right, by: KEN, approval: null }]);
    expect(state.tasks.at(-1)?.outcome).toBe('done');
  });

  it('holds the decisions on all rights of the case: they make one letter', () => {
    const rig = new CaseRig({
      residence: 'california',
      rights: ['ccpa.know-categories', 'ccpa.delete'],
    });
    rig.opens('decide');
    const decisions = [
      { right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] },
      { right: 'ccpa.delete', outcome: 'deny', grounds: ['ccpa.excessive'] },
    ] as const;
    const given = decisions.map((one) => ({ ...one, grounds: [...one.grounds] }));
    rig.did(decide(rig.state, given, { reasons: { 'ccpa.delete': REASON } }), KEN);
    expect(rig.state.proposed).toHaveLength(2);
    rig.opens('approve');
    rig.did(lookAgain(rig.state, approver(HANA), { how: 'approve' }), HANA);
    expect(rig.state.decisions.map(({ right }) => right)).toEqual([
      'ccpa.know-categories',
      'ccpa.delete',
    ]);
  });

  it('is only ever a refusal: the law would allow a charge, the policy names none (L-07)', () => {
    expect(ABUSE.allowed).toContain('charge');
    expect(ABUSE.offered).toEqual(['refuse']);
    expect(ABUSE.confidence).toBe('M');
    expect(new Set(needing.map(({ outcome }) => outcome))).toEqual(new Set(['deny']));
  });
});

describe('the second look (L-07)', () => {
  it('makes the decision count, and the record names who decided and who approved', () => {
    const rig = unfounded();
    const proposedAt = rig.now;
    rig.opens('approve');
    rig.now = '2026-11-20T08:00:00.000Z';
    rig.did(lookAgain(rig.state, approver(HANA), { how: 'approve' }), HANA);
    expect(rig.state.decisions).toMatchObject([
      { by: KEN, at: rig.now, approval: { by: HANA, proposedAt } },
    ]);
    expect(rig.state.proposed).toEqual([]);
    expect(rig.state.tasks.at(-1)?.outcome).toBe('approved');
  });

  it.each([
    ['whoever decided, even an approver', KEN, true, { how: 'approve' }, 'own-decision'],
    [
      'whoever decided, sending it back',
      KEN,
      true,
      { how: 'send-back', note: 'No' },
      'own-decision',
    ],
    ['one who is no approver', HANA, false, { how: 'approve' }, 'approver-needed'],
    ['an approver who gives no note', HANA, true, { how: 'send-back', note: ' ' }, 'reason-needed'],
  ] as const)('is refused to %s', (_, by, mayApprove, look, reason) => {
    const rig = unfounded();
    rig.opens('approve');
    const given: SecondLook = look;
    expect(() => lookAgain(rig.state, { by, mayApprove }, given)).toThrow(
      expect.objectContaining({ reason }),
    );
  });

  it('sends back with a note: it is decided anew, and the old proposal can never count', () => {
    const rig = unfounded();
    rig.opens('approve');
    rig.did(lookAgain(rig.state, approver(HANA), { how: 'send-back', note: 'Too harsh.' }), HANA);
    expect(rig.state.proposed).toEqual([]);
    expect(rig.state.sentBack).toMatchObject([{ at: rig.now, by: HANA, note: 'Too harsh.' }]);
    rig.opens('decide', 2);
    const grant = {
      right: 'ccpa.delete',
      outcome: 'not-held',
      grounds: ['ccpa.not-held'],
    } as const;
    rig.did(decide(rig.state, [{ ...grant, grounds: [...grant.grounds] }]), KEN);
    expect(rig.state.decisions).toMatchObject([{ outcome: 'not-held', approval: null }]);
  });

  it('happens once: a second answer changes nothing', () => {
    const rig = unfounded();
    rig.opens('approve');
    rig.did(lookAgain(rig.state, approver(HANA), { how: 'approve' }), HANA);
    expect(() => lookAgain(rig.state, approver(HANA), { how: 'approve' })).toThrow(
      expect.objectContaining({ reason: 'already-answered' }),
    );
  });

  it('ends with a withdrawal like every wait', () => {
    const rig = unfounded();
    rig.opens('approve');
    rig.did(withdraw(rig.state), 'requester');
    expect(rig.state.tasks.at(-1)?.outcome).toBe('withdrawn');
  });

  it('is a station of the console’s journey, and the requester is not told of it (L-30)', () => {
    const rig = unfounded();
    expect(rowOf(rig.state).stage).toBe('approve');
    rig.opens('approve');
    expect(rowOf(rig.state).operatorTasks).toEqual(['approve']);
    const current = (all: ReturnType<typeof journeyOf>) =>
      all.filter(({ state }) => state === 'current').map(({ station }) => station);
    expect(current(journeyOf(rig.state))).toEqual(['approve']);
    expect(current(journeyForRequester(rig.state))).toEqual(['decide']);
    expect(journeyForRequester(rig.state).map(({ station }) => station)).not.toContain('approve');
  });

  it('is no station of a case that needs none', () => {
    const rig = new CaseRig();
    rig.opens('decide');
    expect(journeyOf(rig.state).map(({ station }) => station)).not.toContain('approve');
  });
});
