/** Laws that can be broken on the way: what is asked of whom, and when. */
import type { CaseState } from '../../../core/case/state.ts';
import { openTasks } from '../../../core/case/tasks.ts';
import { dayIn } from '../../../core/law/calendar.ts';
import { brokenIn } from '../../core/case/invariants.ts';
import { needsTwo } from './decided.ts';
import { type Law, late, told, unless } from './law.ts';

const IDENTITY: readonly string[] = ['provide-points', 'upload-evidence', 'judge-evidence'];
/** All that an opt-out may wait for: that an e-mail says what is meant, an agent's proof, our own mending. */
const BEFORE_OPT_OUT: readonly string[] = [
  'complete-request',
  'upload-authority',
  'judge-authority',
  'unstick',
];

/** Of which a case sends one at most. */
const ONCE: readonly string[] = [
  'acknowledgement',
  'complete-request',
  'downgraded',
  'answer-ready',
  'answer-posted',
  'extension',
  'method-difficult',
  'withdrawn',
  'merged',
  'expired',
  'closed-unverified',
  'record-kept',
];

/** The moment at which a clock stops for the requester: an answer, or that there will be none. */
const ANSWERS: readonly string[] = [
  'answer-ready',
  'answer-posted',
  'closed-unverified',
  'expired',
];

export const ANSWERED_IN_TIME =
  'the answer is there, or why there is none, by the last day of each clock (L-01, L-02)';

/** The clocks that an answer at that moment comes too late for. */
export const lateAnswer = (state: CaseState, at: string): string[] =>
  late(
    state,
    at,
    ({ kind, right }) => kind !== 'acknowledge' && (state.plan?.verified ?? []).includes(right),
  );

export const ON_THE_WAY: readonly Law[] = [
  {
    says: 'receipt is confirmed within its days (L-03)',
    onEvent: (event, state) =>
      event.type === 'notice.sent' && event.data.purpose === 'acknowledgement'
        ? late(state, event.at, ({ kind }) => kind === 'acknowledge')
        : [],
  },
  {
    says: ANSWERED_IN_TIME,
    onEvent: (event, state) =>
      event.type === 'notice.sent' && ANSWERS.includes(event.data.purpose)
        ? lateAnswer(state, event.at)
        : [],
  },
  {
    says: 'opt-out and limit are carried out, and confirmed, by their last day (L-06)',
    onEvent: (event, state) => {
      if (event.type === 'right.applied')
        return late(state, event.at, ({ right }) => right === event.data.right);
      if (event.type !== 'notice.sent' || event.data.purpose !== 'opt-out-confirmed') return [];
      return late(state, event.at, ({ right }) => (state.plan?.unverified ?? []).includes(right));
    },
  },
  {
    says: 'opt-out and limit wait behind nobody’s identity, fee or answer (L-06)',
    onWait: (state) => {
      const { plan, applied, withdrawnAt } = state;
      const held = openTasks(state).some(({ kind }) => BEFORE_OPT_OUT.includes(kind));
      if (held || withdrawnAt) return [];
      return (plan?.unverified ?? [])
        .filter((right) => !applied.some((done) => done.right === right))
        .map((right) => `${right} waits behind ${openTasks(state)[0]?.kind}`);
    },
  },
  {
    says: 'under CCPA nobody is asked for money (L-07)',
    onEvent: (event, { regime, plan }) => {
      if (regime !== 'ccpa') return [];
      const asked = event.type === 'task.opened' && event.data.kind === 'pay-fee';
      return unless(!asked && !plan?.fee && event.type !== 'fee.requested', event.type);
    },
  },
  {
    says: 'a fee is asked for where the plan has one, once it is known who asks, and paid before anything is collected (L-08, L-09)',
    onEvent: (event, { plan, identity, payments, tasks }) => {
      if (event.type === 'task.opened' && event.data.kind === 'pay-fee')
        return [
          ...unless(Boolean(plan?.fee), 'the plan knows no fee'),
          ...unless(identity !== null && identity.outcome !== 'unverified', 'nobody is known'),
        ];
      if (event.type !== 'collection.planned' || !plan?.fee) return [];
      const paid = payments.some(({ disposition }) => disposition === 'kept');
      // Then the free rights go on alone (L-08).
      const given = tasks.some(({ kind, outcome }) => kind === 'pay-fee' && outcome === 'expired');
      const unproven = identity?.outcome === 'unverified';
      return unless(paid || given || unproven, 'data is collected before');
    },
  },
  {
    says: 'identity is asked for only where something needs it (L-06, L-10)',
    onEvent: (event, { plan }) =>
      event.type === 'task.opened' && IDENTITY.includes(event.data.kind)
        ? unless((plan?.verification.level ?? 'none') !== 'none', event.data.kind)
        : [],
  },
  {
    says: 'a document is destroyed once it has served (L-10)',
    onWait: ({ identity, evidence, authority }, { files }) => {
      const spent = [
        ...evidence.filter(({ verdict }) => identity !== null || verdict !== null),
        ...authority.filter(({ verdict }) => verdict !== null),
      ];
      return spent
        .filter(({ destroyed, key }) => !destroyed || files.includes(key))
        .map(({ id, verdict }) => `${id}, ${verdict ?? 'not judged'}`);
    },
  },
  {
    says: 'a wait that ends in silence was reminded of (L-01)',
    onEvent: (event, state) => {
      if (event.type !== 'task.settled' || event.data.outcome !== 'expired') return [];
      const task = state.tasks.find(({ id }) => id === event.data.taskId);
      const { remindAt, expiresAt, reminded, kind } = task ?? {};
      const short = !remindAt || !expiresAt || remindAt >= expiresAt;
      return unless(
        short || (reminded === true && told(state, 'reminder')),
        kind ?? 'no such task',
      );
    },
  },
  {
    says: 'a notice is sent once',
    onEvent: (event, { notices }) => {
      if (event.type !== 'notice.sent') return [];
      const { purpose, messageId } = event.data;
      const twice = notices.filter((sent) => sent.messageId === messageId).length > 1;
      const again = notices.filter((sent) => sent.purpose === purpose).length > 1;
      return unless(!twice && !(again && ONCE.includes(purpose)), purpose);
    },
  },
  {
    says: 'an answer is extended once, under CCPA, and told with its reason within the first period (L-02)',
    onEvent: (event, { regime, extension }) => {
      const extended = event.type === 'clock.extended';
      const notice = event.type === 'notice.sent' && event.data.purpose === 'extension';
      if (!extended && !notice) return [];
      const { of } = extension ?? {};
      const inTime = of?.limit && dayIn(of.zone, event.at) <= of.limit && of.kind === 'answer';
      return unless(regime === 'ccpa' && Boolean(inTime), event.type);
    },
    onWait: (state) => toldOfExtension(state),
    atEnd: (state) => toldOfExtension(state),
  },
  {
    says: 'who asked is told of another plan (L-03)',
    onWait: (state) => toldOfPlan(state),
    atEnd: (state) => toldOfPlan(state),
  },
  {
    says: 'what is called unfounded or excessive counts once another person has approved it (L-07)',
    onEvent: (event, { decisions }) =>
      event.type === 'decision.made' || event.type === 'decision.approved'
        ? decisions
            .filter(needsTwo)
            .filter(({ by, approval }) => approval === null || approval.by === by)
            .map(({ right }) => right)
        : [],
  },
  {
    says: 'no case gets stuck',
    onEvent: (event) =>
      event.type === 'case.stuck' ? [`in ${event.data.where}: ${event.data.error}`] : [],
  },
  { says: 'what holds of every case at every moment holds', onWait: (state) => invariants(state) },
];

const toldOfPlan = (state: CaseState): string[] =>
  unless(state.replans.length === 0 || told(state, 'plan-changed'), 'not told');

const toldOfExtension = (state: CaseState): string[] =>
  unless(state.extension === null || told(state, 'extension'), 'not told');

function invariants(state: CaseState): string[] {
  const known = judged.get(state) ?? brokenIn(state);
  judged.set(state, known);
  return known;
}
const judged = new WeakMap<CaseState, string[]>();
