/**
 * What the workflow waits for. The log decides how a task ended: the first
 * `task.settled` counts, whatever comes later changes nothing.
 */
import type { CaseId, Instant, StoreId, TaskId } from '../ids.ts';
import { taskIdFor } from '../ids.ts';
import { isOnPaper } from '../law/delivery.ts';
import { type Wait, waitForFetching, waitForProof, waitUntil } from '../law/waits.ts';
import type { NewEvent, TaskKind, TaskOutcome } from './events.ts';
import { isHeld } from './returned.ts';
import type { CaseState, TaskState } from './state.ts';

interface TaskRule {
  waitsFor: 'requester' | 'operator';
  /** What is known already, before anybody is asked. */
  known?: (state: CaseState) => TaskOutcome | null;
}

export const TASK_RULES: Record<TaskKind, TaskRule> = {
  'complete-request': {
    waitsFor: 'requester',
    known: (state) => (state.rights.length > 0 ? 'done' : null),
  },
  'confirm-contact': {
    waitsFor: 'requester',
    known: (state) => (state.contactConfirmed ? 'done' : null),
  },
  'upload-authority': {
    waitsFor: 'requester',
    known: (state) => (hasAuthority(state) || unjudgedProof(state) ? 'done' : null),
  },
  'judge-authority': {
    waitsFor: 'operator',
    known: (state) => (hasAuthority(state) ? 'accepted' : null),
  },
  // The subject, who is not the requester here: told by a mail and a link of their own (L-22).
  'confirm-permission': {
    waitsFor: 'requester',
    known: ({ permission }) => permission && (permission.given ? 'done' : 'refused'),
  },
  'provide-points': { waitsFor: 'requester', known: (state) => (state.claims ? 'done' : null) },
  'upload-evidence': {
    waitsFor: 'requester',
    known: (state) => (unjudgedEvidence(state) || acceptedEvidence(state) ? 'done' : null),
  },
  'judge-evidence': {
    waitsFor: 'operator',
    known: (state) => (!unjudgedEvidence(state) && acceptedEvidence(state) ? 'accepted' : null),
  },
  'pay-fee': {
    waitsFor: 'requester',
    known: (state) => (state.payments.some(isKept) ? 'done' : null),
  },
  'collect-by-hand': { waitsFor: 'operator' },
  decide: { waitsFor: 'operator' },
  approve: { waitsFor: 'operator' },
  'carry-out': { waitsFor: 'operator' },
  'post-answer': {
    waitsFor: 'operator',
    known: (state) => (state.posted ? 'done' : isOnPaper(state) ? null : 'electronic'),
  },
  'fetch-answer': {
    waitsFor: 'requester',
    known: (state) => (state.downloads.some((download) => download.complete) ? 'done' : null),
  },
  unstick: { waitsFor: 'operator' },
};

/** Paid, and not on its way back. */
export const isKept = (payment: CaseState['payments'][number]) =>
  payment.disposition === 'kept' && payment.refund === 'none';

/** The piece of evidence that waits for a judgement. */
export const unjudgedEvidence = (state: CaseState) =>
  state.evidence.find((evidence) => evidence.verdict === null && !evidence.destroyed);

/** The proof of authority that waits for a judgement. */
export const unjudgedProof = (state: CaseState) =>
  state.authority.find((proof) => proof.verdict === null && !proof.destroyed);

/** Whether a proof of the agent's authority was accepted (L-22). */
export const hasAuthority = (state: CaseState): boolean =>
  state.authority.some((proof) => proof.verdict === 'accepted');

/** A document that was accepted serves for good, though it has been destroyed. */
const acceptedEvidence = (state: CaseState) =>
  state.evidence.some((evidence) => evidence.verdict === 'accepted');

/** Counts the plans that operators asked for; the first is 1. */
export const planNumber = (state: CaseState): number => state.replans.length + 1;

export interface TaskRequest {
  kind: TaskKind;
  /** Counts repetitions of the same task; the workflow gives it, so that a retry means the same task. */
  round: number;
  store: StoreId | null;
  /** The plan under which it is asked for, 1 when left out: a new plan asks with tasks of its own. */
  plan?: number | undefined;
}

export function taskIdOf(caseId: CaseId, request: TaskRequest): TaskId {
  const purpose = request.store ? `${request.kind}-${request.store}` : request.kind;
  const { plan = 1, round } = request;
  return taskIdFor(caseId, plan === 1 ? purpose : `${purpose}.${plan}`, round);
}

export const findTask = (state: CaseState, id: TaskId): TaskState | undefined =>
  state.tasks.find((task) => task.id === id);

export const openTasks = (state: CaseState): TaskState[] =>
  state.tasks.filter((task) => task.outcome === null);

/** The task of this kind that is open now (of this store, where there are several). */
export const openTask = (
  state: CaseState,
  kind: TaskKind,
  store: StoreId | null = null,
): TaskState | undefined =>
  state.tasks.find(
    (task) =>
      task.kind === kind && task.outcome === null && (store === null || task.store === store),
  );

/**
 * How the task would end at once, because it is known already, nobody wants it any more, or it is
 * asked for under a plan that no longer stands.
 */
export function knownOutcome(
  state: CaseState,
  { kind, plan = 1 }: Pick<TaskRequest, 'kind' | 'plan'>,
): TaskOutcome | null {
  if (state.mergedInto) return 'merged';
  if (state.withdrawnAt) return 'withdrawn';
  if (plan < planNumber(state)) return 'replanned';
  return TASK_RULES[kind].known?.(state) ?? null;
}

/** Opens a task, once; what is known already is settled in the same commit. */
export function open(state: CaseState, request: TaskRequest, now: Instant): NewEvent[] {
  const taskId = taskIdOf(state.caseId, request);
  if (findTask(state, taskId)) return [];
  const { kind, round, store } = request;
  const { waitsFor } = TASK_RULES[kind];
  const wait = waitsFor === 'requester' ? waitOf(state, request, now) : null;
  const outcome = outcomeAtOpening(state, request, now);
  return [
    {
      type: 'task.opened',
      data: {
        ...{ taskId, kind, round, store, waitsFor },
        remindAt: wait?.remindAt ?? null,
        expiresAt: wait?.expiresAt ?? null,
      },
    },
    ...(outcome ? [settled(taskId, outcome)] : []),
  ];
}

/**
 * How the task ends as soon as it is opened: by what is known already, or because no day is left to
 * wait for the requester (L-01). Null when it has to be waited for.
 */
export function outcomeAtOpening(
  state: CaseState,
  request: TaskRequest,
  now: Instant,
): TaskOutcome | null {
  const known = knownOutcome(state, request);
  if (known || TASK_RULES[request.kind].waitsFor !== 'requester') return known;
  if (waitOf(state, request, now)) return null;
  // A proof that did not do, and no day for a better one: the authority was not shown.
  return request.kind === 'upload-authority' ? 'refused' : 'expired';
}

/** How long the requester is waited for in a task that opens now; null when no day is left. */
export function waitOf(
  state: CaseState,
  { kind, round }: Pick<TaskRequest, 'kind' | 'round'>,
  openedAt: Instant,
): Wait | null {
  if (kind === 'fetch-answer') return waitForFetching(state.regime, openedAt);
  const { plan, plannedAt } = state;
  const asked = { plan, plannedAt, openedAt, again: round > 1 };
  return kind === 'upload-authority' ? waitForProof(asked) : waitUntil(asked);
}

/** Whether a day is left to send something better in than what is judged now (L-01). */
export const mayAskAgain = (
  state: CaseState,
  kind: 'upload-evidence' | 'upload-authority',
  now: Instant,
): boolean => waitOf(state, { kind, round: 2 }, now) !== null;

export const settled = (taskId: TaskId, outcome: TaskOutcome): NewEvent => ({
  type: 'task.settled',
  data: { taskId, outcome },
});

/** Settles the open task of this kind, where there is one. */
export function settleOpen(
  state: CaseState,
  kind: TaskKind,
  outcome: TaskOutcome,
  store: StoreId | null = null,
): NewEvent[] {
  const task = openTask(state, kind, store);
  return task ? [settled(task.id, outcome)] : [];
}

/** What the passing of time does to the case's tasks: one reminder, then expiry. */
export function passTime(state: CaseState, now: Instant): NewEvent[] {
  return state.tasks.flatMap((task): NewEvent[] => {
    if (task.outcome !== null || isHeld(state, task)) return [];
    if (task.expiresAt !== null && task.expiresAt <= now) return [settled(task.id, 'expired')];
    if (task.remindAt === null || task.remindAt > now || task.reminded) return [];
    const reminded: NewEvent = { type: 'task.reminded', data: { taskId: task.id } };
    if (task.kind !== 'fetch-answer') return [reminded];
    // The link goes out once more with the reminder, and must not have expired when that is read (L-30).
    return [reminded, { type: 'link.reissued', data: { epoch: state.linkEpoch } }];
  });
}
