/** What holds of every case at every moment, whatever happened to it: each a sentence. */
import { somethingChanged } from '../../../core/case/changes.ts';
import { goesOnUnpaid, goesOnUnproven } from '../../../core/case/fallen.ts';
import type { CaseState, TaskState } from '../../../core/case/state.ts';
import { hasAuthority, isKept } from '../../../core/case/tasks.ts';
import { groundsFor, needsApproval, outcomesFor } from '../../../core/law/decisions.ts';
import { DELIVERY } from '../../../core/law/delivery.ts';
import { ruleFor } from '../../../core/law/rules.ts';

type Invariant = readonly [sentence: string, holds: (state: CaseState) => boolean];

const has = (state: CaseState, ...kinds: TaskState['kind'][]): boolean =>
  state.tasks.some(({ kind }) => kinds.includes(kind));

const once = (items: readonly unknown[]): boolean => new Set(items).size === items.length;

const GIVEN = ['disclose', 'partial', 'method-changed'];

/** Whether a disclosure that has a price took place. */
const earned = ({ decisions }: CaseState): boolean =>
  decisions.some(({ right, outcome }) => ruleFor(right).fee > 0 && GIVEN.includes(outcome));

export const INVARIANTS: readonly Invariant[] = [
  [
    'under CCPA nothing is charged: no fee in the plan, none asked for, none paid (L-07)',
    (state) =>
      state.regime !== 'ccpa' ||
      (state.plan?.fee === null &&
        !has(state, 'pay-fee') &&
        state.checkouts.length === 0 &&
        state.payments.length === 0),
  ],
  [
    'who asks for nothing but opt-out and limit is asked for nothing; of an agent, for the permission alone (L-06, L-22)',
    (state) =>
      state.plan?.verified.length !== 0 ||
      state.tasks.every(({ kind }) => ['upload-authority', 'judge-authority'].includes(kind)),
  ],
  [
    'an agent gets nothing before a proof of authority was accepted (L-22)',
    (state) =>
      !state.plan?.authority ||
      hasAuthority(state) ||
      (state.applied.length === 0 && state.stores.length === 0 && state.decisions.length === 0),
  ],
  [
    'only opt-out and limit are carried out unproven, and each once (L-06)',
    (state) =>
      once(state.applied.map(({ right }) => right)) &&
      state.applied.every(({ right }) => ['ccpa.opt-out', 'ccpa.limit'].includes(right)),
  ],
  [
    'what was carried out is denied only by two, never for a browser’s signal, and nothing else is (L-06, L-23)',
    ({ judged, applied, channel }) =>
      once(judged.map(({ right }) => right)) &&
      judged.every(
        ({ right, outcome, by, approval }) =>
          applied.some((done) => done.right === right) &&
          (outcome !== 'deny' || (approval !== null && approval.by !== by && channel !== 'signal')),
      ),
  ],
  [
    'a question is answered first only beside another right, and then decided on no more (P-9)',
    ({ inquiry, rights, decisions, replies }) =>
      inquiry === null ||
      (rights.length > 1 &&
        replies.every(({ right }) => right !== 'inquiry') &&
        decisions.filter(({ right }) => right === 'inquiry').length <= 1),
  ],
  [
    'no clock aims past its last lawful day, and all count from the receipt (L-01, L-04)',
    (state) =>
      state.plan?.clocks.every(
        ({ target, limit, receivedOn }) =>
          receivedOn <= target && (limit === null || target <= limit),
      ) ?? true,
  ],
  [
    'a fee is asked for after identity is settled, never of one who is not verified (L-09)',
    (state) =>
      !has(state, 'pay-fee') ||
      (state.identity !== null && state.identity.outcome !== 'unverified'),
  ],
  [
    'nothing is collected before identity is settled, nor of one not verified, but for what needs no proof (L-10)',
    ({ plan, stores, identity }) =>
      stores.length === 0 ||
      plan === null ||
      plan.verification.level === 'none' ||
      (identity !== null && (identity.outcome !== 'unverified' || goesOnUnproven(plan))),
  ],
  [
    'nothing is collected before a fee that is due was paid, but for what is free, or was before there was a fee (L-09)',
    ({ plan, stores, payments, replans }) =>
      stores.length === 0 ||
      replans.length > 0 ||
      !plan?.fee ||
      payments.some(({ disposition }) => disposition === 'kept') ||
      goesOnUnpaid(plan),
  ],
  [
    'who is not verified is given nothing that needs a proof (L-10, L-32)',
    ({ identity, decisions }) =>
      identity?.outcome !== 'unverified' ||
      decisions.every(
        ({ right, outcome }) =>
          ruleFor(right).verification.level === 'none' || ['refuse', 'deny'].includes(outcome),
      ),
  ],
  [
    'no disclosure that has a price is given unpaid (L-08)',
    (state) =>
      !state.plan?.fee ||
      !earned(state) ||
      state.payments.some(({ disposition }) => disposition === 'kept'),
  ],
  [
    'only what was decided is changed in a store, and a withdrawn case changed nothing (L-16)',
    (state) =>
      state.carriedOut.every(({ right }) => state.decisions.some((one) => one.right === right)) &&
      (!state.withdrawnAt || !somethingChanged(state)),
  ],
  ['at most one payment is kept (L-09)', (state) => state.payments.filter(isKept).length <= 1],
  [
    'what was paid is the fee of the plan, or goes back (L-08, L-09)',
    (state) =>
      state.payments.every(
        (payment) =>
          payment.refund !== 'none' ||
          (payment.amount === state.plan?.fee?.amount &&
            payment.currency === state.plan.fee.currency),
      ),
  ],
  [
    'no fee is kept on a closed case that disclosed nothing, unless it was withdrawn once collecting had begun (L-09)',
    (state) =>
      !state.closed ||
      earned(state) ||
      !state.payments.some(isKept) ||
      (state.closed.outcome === 'withdrawn' &&
        state.stores.length > 0 &&
        state.decisions.length === 0),
  ],
  [
    'a refund that is owed keeps the case among those to be finished (L-09)',
    (state) =>
      !state.payments.some(({ refund }) => refund === 'owed') || state.unfinishedSince !== null,
  ],
  [
    'a downgraded case no longer holds the specific pieces (L-13)',
    (state) =>
      state.identity?.outcome !== 'downgraded' ||
      !state.plan?.verified.includes('ccpa.know-specific'),
  ],
  [
    'at most one document waits for a judgement, and a document that was not accepted says why (L-10)',
    ({ evidence }) =>
      evidence.filter(({ verdict }) => verdict === null).length <= 1 &&
      evidence.every(
        ({ verdict, reason }) => verdict === null || verdict === 'accepted' || reason !== null,
      ),
  ],
  [
    'each verified right is decided once, all of them together or none (L-18)',
    ({ plan, decisions }) =>
      once(decisions.map(({ right }) => right)) &&
      (decisions.length === 0 ||
        (decisions.length === plan?.verified.length &&
          decisions.every(({ right }) => plan.verified.includes(right)))),
  ],
  [
    'each decision has an outcome and a ground of the catalogue (L-18)',
    ({ decisions }) =>
      decisions.every(({ right, outcome, grounds }) => {
        const known = groundsFor(right, outcome).map(({ id }) => id);
        return (
          outcomesFor(right).includes(outcome) &&
          grounds.every((id) => known.includes(id)) &&
          (known.length === 0 || grounds.length > 0)
        );
      }),
  ],
  [
    'what calls a request unfounded or excessive was approved by another person than decided it (L-07)',
    ({ decisions }) =>
      decisions
        .filter((one) => needsApproval(one))
        .every(({ by, approval }) => approval !== null && approval.by !== by),
  ],
  ['an answer follows the decisions', (state) => !state.answer || state.decisions.length > 0],
  [
    'an answer is extended under CCPA only, and within its first period (L-02)',
    ({ regime, extension }) =>
      extension === null || (regime === 'ccpa' && extension.at <= `${extension.of.limit ?? ''}T99`),
  ],
  [
    'a code can be tried as often as the rule says and no more (L-12, L-30)',
    ({ code }) => code === null || code.tries <= DELIVERY.code.tries,
  ],
  ['each task has a name of its own', ({ tasks }) => once(tasks.map(({ id }) => id))],
  [
    'nobody is waited for in a case that is withdrawn or closed',
    (state) =>
      (!state.withdrawnAt && !state.closed) || state.tasks.every(({ outcome }) => outcome !== null),
  ],
];

/** The sentences that do not hold of it. */
export const brokenIn = (state: CaseState): string[] =>
  INVARIANTS.filter(([, holds]) => !holds(state)).map(([sentence]) => sentence);
