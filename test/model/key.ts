/**
 * When two runs stand at the same point: what is still to come is the same for both, and so is what the
 * laws will find. Left out is only what no step, act or law reads any more: when things happened that are
 * over (each was judged as it happened), how much was found beyond whether something is held, names of
 * files and mails, the order of payments. That nothing is lost by it is tested by walking without it.
 */
import { createHash } from 'node:crypto';
import { isHeld } from '../../core/case/changes.ts';
import type { CaseState } from '../../core/case/state.ts';
import { openTasks } from '../../core/case/tasks.ts';
import { addDays, dayIn, ZONES } from '../../core/law/calendar.ts';
import { isOnPaper } from '../../core/law/delivery.ts';
import { settleBy, waitRule } from '../../core/law/waits.ts';
import type { Phase } from '../../platform/embedded/engine/execution.ts';
import type { Intervention } from './interventions.ts';
import { mayKeep } from './laws/end.ts';
import type { World } from './world.ts';

/** @param interventions kinds of those that can still be made */
export function pointOf(
  state: CaseState,
  world: World,
  interventions: readonly Intervention['kind'][],
): string {
  const text = JSON.stringify([
    timeIn(state, world.ms, interventions),
    ofCase(state, interventions.includes('replans')),
    interventions.includes('merges') && state.agent,
    ofWorld(state, world, interventions.includes('replans')),
  ]);
  return createHash('sha1').update(text).digest('base64');
}

const DAY = 86_400_000; // ms

function timeIn(
  state: CaseState,
  ms: number,
  interventions: readonly Intervention['kind'][],
): unknown {
  if (timeMatters(state, interventions)) return [ms, roomFrom(state)];
  return state.closed ? 'closed' : [state.answer !== null, ms % DAY];
}

/** The moment of the plan, where it moves the end of a wait (`core/law/waits.ts`). */
function roomFrom({ plan, plannedAt, agent }: CaseState): unknown {
  if (!plan || !plannedAt || agent) return plannedAt;
  const by = settleBy(plan);
  const room = addDays(dayIn(ZONES[plan.regime], plannedAt), waitRule(plan.regime).fromLatePlan);
  return by !== null && room <= by ? null : plannedAt;
}

/** Tasks of operators after which nobody but operators is waited for until the answer is there. */
const TO_THE_ANSWER: readonly string[] = ['collect-by-hand', 'decide', 'approve', 'carry-out'];

/**
 * Once the answer is there no clock runs. Before it, where only operators are waited for, what is to come
 * takes as long whenever it begins: there the hour of the day is enough, and whoever comes to such a point
 * asks how long it takes from there at most (`Walked.toAnswer`).
 */
export function timeMatters(
  state: CaseState,
  interventions: readonly Intervention['kind'][],
): boolean {
  if (state.closed || state.answer) return false;
  if (interventions.some((kind) => kind !== 'merges')) return true;
  const open = openTasks(state);
  return open.length === 0
    ? state.stores.length === 0
    : !open.every(({ kind }) => TO_THE_ANSWER.includes(kind));
}

/** Notices that belong to one round of one task are over with it: their Message-IDs name the round. */
const OF_A_ROUND = /^(reminder|evidence-|authority-again|pay-fee|permission-asked)/;

function ofCase(state: CaseState, mayBeReplanned: boolean): unknown {
  const { identity, answer } = state;
  const proven = identity !== null && !mayBeReplanned;
  return [
    [state.regime, state.rights, state.replans.length, state.extension !== null],
    proven
      ? [identity.outcome, { ...state.plan, authority: null }]
      : [identity, state.plan, state.points, state.claims !== null, state.declared],
    proven ? [] : [state.contactConfirmed, state.permission?.given, state.agent],
    [state.mergedInto, state.withdrawnAt !== null],
    state.tasks.flatMap(taskIn(state, mayBeReplanned)),
    state.tasks.some(({ outcome }) => outcome === 'expired'),
    [...state.evidence, ...state.authority].flatMap(({ verdict, destroyed }) =>
      proven && destroyed ? [] : [[verdict, destroyed]],
    ),
    state.payments
      .map(({ paymentId, disposition, refund }) => [paymentId, disposition, refund])
      .sort(),
    [
      state.stores.length,
      state.findings.map(({ store, status }) => [store, status, isHeld(state, store)]),
    ],
    answer ? mayKeep(state) : ofTheDecision(state),
    state.applied.map(({ right }) => right),
    state.told
      .filter(({ right }) => !answer || state.plan?.unverified.includes(right))
      .map(({ right, recipient }) => [right, recipient]),
    noticesOf(state),
    [isOnPaper(state), state.posted !== null],
    [answer !== null, state.downloads.length, state.stuck.length],
    [state.closed?.outcome, state.purgedAt !== null, state.unheard.length],
    state.unfinishedSince !== null,
  ];
}

/** Whether an e-mail was answered with a question is read where it never got a plan. */
const noticesOf = ({ notices, plan }: CaseState): string[] =>
  notices
    .map(({ purpose }) => purpose)
    .filter((purpose) => !OF_A_ROUND.test(purpose) && !(plan && purpose === 'complete-request'))
    .sort();

const ofTheDecision = (state: CaseState): unknown => [
  [decided(state.proposed), decided(state.decisions), state.sentBack.length],
  state.decisions.map(({ approval }) => approval !== null),
  [state.changes, state.carriedOut.map(({ store, right, how }) => [store, right, how])],
];

const decided = (some: CaseState['proposed']): unknown[] =>
  some.map(({ right, outcome, grounds }) => [right, outcome, grounds]);

/** A settled task is read again only where an outcome of the model is bounded by it, or the end tells of it. */
const taskIn =
  (state: CaseState, mayBeReplanned: boolean) =>
  (task: CaseState['tasks'][number]): unknown[] => {
    const { kind, store, outcome, expiresAt, remindAt, round, reminded } = task;
    if (outcome === null)
      return [state.answer ? [kind] : [kind, store, round, expiresAt, remindAt, reminded]];
    if (mayBeReplanned && !state.answer) return [[kind, store, round, outcome]];
    if (kind === 'pay-fee') return [[kind, outcome]];
    const open = kind === 'collect-by-hand' && !state.findings.some((one) => one.store === store);
    return open ? [[kind, store, outcome]] : [];
  };

/**
 * What is over with identity: rounds of documents and proofs, and what the plan said of agents (the last
 * variable: what was asked of them has been answered).
 */
const OVER: readonly string[] = ['round', 'refusals', 'proofs', 'proofRefusals', 'next', 'ending'];

const withoutRounds = (variables: object): object =>
  Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => !OVER.includes(name))
      .map(([name, value]) =>
        name === 'plan' ? [name, { ...value, authority: null, permission: null }] : [name, value],
      ),
  );

function ofWorld(state: CaseState, world: World, mayBeReplanned: boolean): unknown {
  const over = state.identity !== null && !mayBeReplanned;
  const frames = [...world.execution.frames.values()];
  const places = new Map(frames.map(({ id }, index) => [id, index]));
  return [
    frames.map(({ parent, position, state, variables, attempts, phase, input, item }) => [
      parent === null ? null : places.get(parent),
      [position, state, over ? withoutRounds(variables) : variables, attempts, input, item],
      phaseOf(phase, world.ms),
    ]),
    [...world.held.keys()],
    [...world.stores],
    [...world.files].map((key) => key.split('/')[1]),
    [state.identity ? null : world.points, world.paidLate, world.refunded.size],
    world.interventions,
    world.execution.end?.status,
  ];
}

function phaseOf(phase: Phase, ms: number): unknown {
  switch (phase.kind) {
    case 'task':
      return [phase.functionName, phase.submitted];
    case 'retry':
    case 'wait':
      return [phase.kind, phase.until - ms];
    default:
      return phase;
  }
}
