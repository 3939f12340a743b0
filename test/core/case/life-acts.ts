/** What people and payments do to a case at random. The rules refuse much of it. */
import {
  decide,
  issueCode,
  recordDownload,
  rightsToDecide,
  tryCode,
} from '../../../core/case/answer.ts';
import { lookAgain, type SecondLook } from '../../../core/case/approval.ts';
import { answerPermission, judgeProof, receiveProof } from '../../../core/case/authority.ts';
import { type CarriedOut, carryOut, changesDecided } from '../../../core/case/changes.ts';
import { findAfterwards, findable, lookAtDoubt, openDoubts } from '../../../core/case/doubt.ts';
import { withdraw } from '../../../core/case/ending.ts';
import type { Actor, Decision, NewEvent, TaskKind } from '../../../core/case/events.ts';
import { extend } from '../../../core/case/extension.ts';
import { receivePayment, refundsOwed } from '../../../core/case/fee.ts';
import {
  confirmContact,
  judgeEvidence,
  offerPoints,
  receiveEvidence,
} from '../../../core/case/identity.ts';
import { answerFirst, whyNotAnswerFirst } from '../../../core/case/inquiry.ts';
import { handOverByLink, postAnswer } from '../../../core/case/posting.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { openTask, openTasks, unjudgedEvidence, unjudgedProof } from '../../../core/case/tasks.ts';
import { dayIn, ZONES } from '../../../core/law/calendar.ts';
import { groundsFor, outcomesFor } from '../../../core/law/decisions.ts';
import type { Right } from '../../../core/law/rights.ts';

export interface World {
  /** A number from 0 on, below the one given. */
  chance: (below: number) => number;
  now: string;
  /** Never the same twice. */
  next: () => number;
}

type Act = (state: CaseState) => readonly NewEvent[];

const SHA = '1'.repeat(64);
const file = (id: string) => ({
  evidenceId: id,
  contentType: 'image/png',
  size: 9,
  sha256: SHA,
  key: id,
});

/** Mostly what is waited for, else anything at all. */
export function requesterAct(state: CaseState, { chance, now, next }: World): readonly NewEvent[] {
  const claims = { name: 'Test Person', email: 'person@example.com' };
  const asked: Partial<Record<TaskKind, Act>> = {
    'confirm-contact': confirmContact,
    'confirm-permission': (at) => answerPermission(at, chance(4) > 0, 'I declare'),
    'provide-points': (at) =>
      offerPoints(at, chance(3) > 0 ? { claims, declaration: 'I declare' } : { claims }),
    'upload-evidence': (at) => receiveEvidence(at, { ...file(`e-${next()}`), kind: 'passport' }),
    'upload-authority': (at) => {
      const [kind = 'mandate'] = at.plan?.authority?.proofs ?? [];
      return receiveProof(at, { ...file(`a-${next()}`), kind });
    },
    'fetch-answer': (at) =>
      at.answer
        ? recordDownload(at, chance(4) === 0 ? 'letter' : 'package', {
            ...{ from: 0, bytes: 50 + chance(80) },
          })
        : [],
  };
  const others: Act[] = [
    (at) => issueCode(at, 'mac', now),
    (at) => tryCode(at, chance(2) === 0, now),
    (at) => (chance(6) === 0 ? withdraw(at) : []),
    ...Object.values(asked),
  ];
  const due = openTasks(state).flatMap(({ kind }) => asked[kind] ?? [])[0];
  if (due && chance(4) > 0) return due(state);
  return others[chance(others.length)]?.(state) ?? [];
}

/** What waits in the console; now and then an extension. */
export function operatorAct(state: CaseState, by: Actor, world: World): readonly NewEvent[] {
  const { chance, now } = world;
  const evidence = unjudgedEvidence(state);
  const proof = unjudgedProof(state);
  const verdict = (['accepted', 'better', 'refused'] as const)[chance(3)] ?? 'accepted';
  const reason =
    verdict === 'better' ? 'unreadable' : verdict === 'refused' ? 'looks-altered' : null;
  if (chance(5) === 0) {
    const besides = beside(state, by, world);
    if (besides.length > 0) return besides;
  }
  if (openTask(state, 'judge-evidence') && evidence)
    return judgeEvidence(state, evidence.id, verdict, reason);
  if (openTask(state, 'judge-authority') && proof)
    return judgeProof(state, proof.id, verdict, reason);
  if (openTask(state, 'approve'))
    return lookAgain(
      state,
      { by, mayApprove: chance(4) > 0 },
      chance(3) === 0 ? { how: 'send-back', note: 'why?' } : { how: 'approve' },
    );
  if (openTask(state, 'decide')) return decided(state, world);
  const change = openTask(state, 'carry-out');
  if (change)
    return carryOut(
      state,
      change.id,
      changesDecided(state).map((rule) => report(rule, world)),
    );
  if (openTask(state, 'post-answer'))
    return chance(3) === 0
      ? handOverByLink(state, 'agreed by telephone')
      : postAnswer(state, { on: dayIn(ZONES.appi, now), address: 'here', tracking: '' }, now);
  return chance(4) === 0 ? extend(state, 'complexity', now) : [];
}

/** What operators do outside of tasks: a question first, a second thought on what was carried out. */
function beside(state: CaseState, by: Actor, { chance, now }: World): readonly NewEvent[] {
  if (whyNotAnswerFirst(state) === null) return answerFirst(state, 'a reply');
  const [doubt] = openDoubts(state);
  const look: SecondLook = chance(3) === 0 ? { how: 'send-back', note: 'no' } : { how: 'approve' };
  if (doubt) return lookAtDoubt(state, doubt.right, { by, mayApprove: chance(4) > 0 }, look, now);
  const applied = state.applied[chance(state.applied.length || 1)];
  const outcome = applied && findable(state, applied.right)[chance(2)];
  if (!applied || !outcome) return [];
  const grounds = groundsFor(applied.right, outcome).map(({ id }) => id);
  const said = { reason: 'a belief', explanation: 'in words' };
  return findAfterwards(state, { right: applied.right, outcome, grounds, ...said }, now);
}

function report(
  { right, exceptions }: ReturnType<typeof changesDecided>[number],
  { chance }: World,
): CarriedOut {
  const how = (['done', 'partly', 'not-done', 'nothing-held'] as const)[chance(4)] ?? 'done';
  const short = how === 'partly' || how === 'not-done';
  const kept = short ? exceptions.slice(0, 1).map(({ id }) => id) : [];
  return { right, how, kept, told: [], explanation: short ? 'as the law says' : '' };
}

function decided(state: CaseState, { chance }: World): readonly NewEvent[] {
  const pick = <T>(all: readonly T[]): T | undefined => all[chance(all.length)];
  const chosen = (right: Right): Decision[] => {
    const outcome = pick(outcomesFor(right));
    const ground = outcome && pick(groundsFor(right, outcome));
    return outcome ? [{ right, outcome, grounds: ground ? [ground.id] : [] }] : [];
  };
  const rights = rightsToDecide(state);
  const said = Object.fromEntries(rights.map((right) => [right, 'because']));
  const deliberation = { reasons: said, replies: said, repeated: chance(2) === 0 };
  return decide(state, rights.flatMap(chosen), deliberation);
}

/** A payment of what the plan asks for, or of another amount; at any time, however often. */
export function payment(state: CaseState, { chance, next }: World): readonly NewEvent[] {
  const due = state.plan?.fee;
  // Under CCPA nothing is ever asked for, so that nothing can be paid.
  if (!due) return [];
  const amount = chance(8) === 0 ? due.amount - 1 : due.amount;
  const ids = { paymentId: `p-${next()}`, checkoutId: 'c' };
  return receivePayment(state, { ...ids, amount, currency: due.currency });
}

export const payBack = (state: CaseState): NewEvent[] =>
  refundsOwed(state).map(({ paymentId }) => ({
    type: 'fee.refunded',
    data: { paymentId, refundId: `r-${paymentId}` },
  }));
