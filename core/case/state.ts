/** A case as its log tells it: `fold(events)`, and nothing else. */
import type { Finding } from '../finding.ts';
import type { CaseId, Instant, StoreId, TaskId } from '../ids.ts';
import type { EvidenceReason } from '../law/evidence.ts';
import type { RefundReason } from '../law/fee.ts';
import type { Plan } from '../law/plan.ts';
import type { Language, Regime, Residence, Right } from '../law/rights.ts';
import type {
  CaseEvent,
  Channel,
  Claims,
  Decision,
  Delivery,
  EventOf,
  EvidenceKind,
  Period,
  TaskKind,
  TaskOutcome,
  Verdict,
} from './events.ts';

export interface TaskState {
  id: TaskId;
  kind: TaskKind;
  round: number;
  store: StoreId | null;
  waitsFor: 'requester' | 'operator';
  openedAt: Instant;
  remindAt: Instant | null;
  reminded: boolean;
  expiresAt: Instant | null;
  outcome: TaskOutcome | null;
}

export interface EvidenceState {
  id: string;
  kind: EvidenceKind;
  contentType: string;
  size: number;
  sha256: string;
  key: string;
  receivedAt: Instant;
  verdict: Verdict | null;
  reason: EvidenceReason | null;
  destroyed: boolean;
}

export interface PaymentState {
  paymentId: string;
  amount: number;
  currency: string;
  disposition: EventOf<'fee.received'>['data']['disposition'];
  paidAt: Instant;
  refund: 'none' | 'owed' | 'done';
  refundedAt: Instant | null;
  refundReason: RefundReason | null;
}

export interface CaseState {
  caseId: CaseId;
  /** Commits folded so far: the position that the next write relies on. */
  position: number;
  channel: Channel;
  /** Receipt: day 0 of every clock (L-01). */
  receivedAt: Instant;
  language: Language;
  rights: readonly Right[];
  regime: Regime;
  residence: Residence | null;
  delivery: Delivery;
  period: Period;
  subjectKeys: readonly string[];
  /** `null` after the case's key has been destroyed. */
  requester: { name: string; email: string; phone?: string; message?: string } | null;
  plan: Plan | null;
  contactConfirmed: boolean;
  mails: (EventOf<'mail.received'>['data'] & {
    at: Instant;
    personal: EventOf<'mail.received'>['personal'];
  })[];
  claims: Claims | null;
  declared: boolean;
  points: { required: number; matched: number } | null;
  evidence: EvidenceState[];
  turnedAway: { evidenceId: string; reason: string; at: Instant }[];
  identity: EventOf<'identity.settled'>['data'] | null;
  tasks: TaskState[];
  checkouts: { checkoutId: string; purpose: string; amount: number; at: Instant }[];
  payments: PaymentState[];
  stores: readonly StoreId[];
  findings: Finding[];
  /** What an operator wrote of a store; `null` once it can no longer be read. */
  explained: { store: StoreId; words: string | null }[];
  decisions: (Decision & { at: Instant; by: string })[];
  applied: { right: Right; at: Instant }[];
  told: (EventOf<'third-party.told'>['data'] & { at: Instant })[];
  notices: { purpose: string; at: Instant; messageId: string; bounced: boolean }[];
  answer: (EventOf<'answer.assembled'>['data'] & { at: Instant }) | null;
  code: { issue: number; mac: string; expiresAt: Instant; tries: number; used: boolean } | null;
  codesIssued: Instant[];
  downloads: { at: Instant; from: number; bytes: number; complete: boolean }[];
  linkEpoch: number;
  /** When the present link was mailed anew; null while it is the first. */
  linkIssuedAt: Instant | null;
  withdrawnAt: Instant | null;
  stuck: { where: string; error: string; at: Instant }[];
  closed: (EventOf<'case.closed'>['data'] & { at: Instant }) | null;
  purgedAt: Instant | null;
  /**
   * Set while something recorded still has to take effect outside the log (a workflow to
   * start, a task's result to hand over, a refund to pay): what the sweep finishes after a
   * crash. Any later event of the workflow shows that it went on.
   */
  unfinishedSince: Instant | null;
}

/** A log that does not begin with `case.opened`, or goes on as if it had. */
export class MalformedLog extends Error {
  override readonly name = 'MalformedLog';
}

/** The state after all events; `commits` holds each commit's events, in order. */
export function fold(caseId: CaseId, commits: readonly (readonly CaseEvent[])[]): CaseState {
  let state: CaseState | null = null;
  commits.forEach((events, index) => {
    for (const event of events) state = apply(caseId, state, event);
    if (state) state.position = index + 1;
  });
  if (!state) throw new MalformedLog(`case ${caseId} has no events`);
  return state;
}

function opened(caseId: CaseId, event: EventOf<'case.opened'>): CaseState {
  const { data, personal } = event;
  return {
    caseId,
    position: 0,
    channel: data.channel,
    receivedAt: event.at,
    language: data.language,
    rights: data.rights,
    regime: data.regime,
    residence: data.residence,
    delivery: data.delivery,
    period: data.period,
    subjectKeys: data.subjectKeys,
    requester: personal,
    plan: null,
    contactConfirmed: false,
    mails: [],
    claims: null,
    declared: false,
    points: null,
    evidence: [],
    turnedAway: [],
    identity: null,
    tasks: [],
    checkouts: [],
    payments: [],
    stores: [],
    findings: [],
    explained: [],
    decisions: [],
    applied: [],
    told: [],
    notices: [],
    answer: null,
    code: null,
    codesIssued: [],
    downloads: [],
    linkEpoch: 1,
    linkIssuedAt: null,
    withdrawnAt: null,
    stuck: [],
    closed: null,
    purgedAt: null,
    unfinishedSince: event.at,
  };
}

/** Folds one event in. The state is this function's own until `fold` returns it, so it is changed in place. */
function apply(caseId: CaseId, state: CaseState | null, event: CaseEvent): CaseState {
  if (event.type === 'case.opened') {
    if (state) throw new MalformedLog(`case ${caseId} was opened twice`);
    return opened(caseId, event);
  }
  if (!state) throw new MalformedLog(`case ${caseId} begins with ${event.type}`);
  change(state, event);
  const owes = state.payments.some((payment) => payment.refund === 'owed');
  if (owes || (event.type === 'task.settled' && event.by !== 'workflow'))
    state.unfinishedSince ??= event.at;
  else if (event.by === 'workflow' || event.type === 'fee.refunded') state.unfinishedSince = null;
  return state;
}

function change(state: CaseState, event: Exclude<CaseEvent, { type: 'case.opened' }>): void {
  switch (event.type) {
    case 'request.completed': {
      const { language, rights, regime, residence, period, delivery } = event.data;
      Object.assign(state, { language, rights, regime, residence, period, delivery });
      if (state.requester && event.personal) state.requester.name = event.personal.name;
      return;
    }
    case 'plan.made':
      state.plan = event.data.plan;
      return;
    case 'mail.received':
      state.mails.push({ ...event.data, at: event.at, personal: event.personal });
      return;
    case 'mail.bounced':
      for (const notice of state.notices)
        if (notice.purpose === event.data.purpose) notice.bounced = true;
      return;
    case 'contact.confirmed':
      state.contactConfirmed = true;
      return;
    case 'points.offered':
      state.claims = event.personal?.claims ?? null;
      state.declared = event.data.declared;
      return;
    case 'points.checked':
      state.points = { required: event.data.required, matched: event.data.matched };
      return;
    case 'evidence.received': {
      const { evidenceId, ...rest } = event.data;
      state.evidence.push({
        id: evidenceId,
        ...rest,
        receivedAt: event.at,
        verdict: null,
        reason: null,
        destroyed: false,
      });
      return;
    }
    case 'evidence.turned-away':
      state.turnedAway.push({ ...event.data, at: event.at });
      return;
    case 'evidence.judged': {
      const { evidenceId, verdict, reason } = event.data;
      for (const evidence of state.evidence)
        if (evidence.id === evidenceId) Object.assign(evidence, { verdict, reason });
      return;
    }
    case 'evidence.destroyed':
      for (const evidence of state.evidence)
        if (evidence.id === event.data.evidenceId) evidence.destroyed = true;
      return;
    case 'identity.settled':
      state.identity = event.data;
      return;
    case 'task.opened': {
      const { taskId, kind, round, store, waitsFor, remindAt, expiresAt } = event.data;
      state.tasks.push({
        id: taskId,
        kind,
        round,
        store,
        waitsFor,
        openedAt: event.at,
        remindAt,
        reminded: false,
        expiresAt,
        outcome: null,
      });
      return;
    }
    case 'task.reminded':
      for (const task of state.tasks) if (task.id === event.data.taskId) task.reminded = true;
      return;
    case 'task.settled':
      for (const task of state.tasks)
        if (task.id === event.data.taskId) task.outcome ??= event.data.outcome;
      return;
    case 'fee.requested': {
      const { checkoutId, purpose, amount } = event.data;
      state.checkouts.push({ checkoutId, purpose, amount, at: event.at });
      return;
    }
    case 'fee.received': {
      const { paymentId, amount, currency, disposition } = event.data;
      const payment = { paymentId, amount, currency, disposition, paidAt: event.at };
      state.payments.push({ ...payment, refund: 'none', refundedAt: null, refundReason: null });
      return;
    }
    case 'fee.refund-owed':
      for (const payment of state.payments)
        if (payment.paymentId === event.data.paymentId)
          Object.assign(payment, { refund: 'owed', refundReason: event.data.reason });
      return;
    case 'fee.refunded':
      for (const payment of state.payments)
        if (payment.paymentId === event.data.paymentId)
          Object.assign(payment, { refund: 'done', refundedAt: event.at });
      return;
    case 'collection.planned':
      state.stores = event.data.stores;
      return;
    case 'finding.recorded':
      // In the order in which the stores were planned, whichever answered first.
      state.findings = state.stores.flatMap((store) =>
        store === event.data.store
          ? event.data
          : (state.findings.find((finding) => finding.store === store) ?? []),
      );
      return;
    case 'store.explained':
      state.explained.push({ store: event.data.store, words: event.personal?.words ?? null });
      return;
    case 'decision.made':
      state.decisions.push({ ...event.data, at: event.at, by: event.by });
      return;
    case 'right.applied':
      state.applied.push({ right: event.data.right, at: event.data.effectiveAt });
      return;
    case 'third-party.told':
      state.told.push({ ...event.data, at: event.at });
      return;
    case 'notice.sent':
      state.notices.push({ ...event.data, at: event.at, bounced: false });
      return;
    case 'answer.assembled':
      state.answer = { ...event.data, at: event.at };
      return;
    case 'code.issued':
      state.code = { ...event.data, tries: 0, used: false };
      state.codesIssued.push(event.at);
      return;
    case 'code.tried':
      if (state.code?.issue === event.data.issue) {
        state.code.tries += 1;
        state.code.used ||= event.data.right;
      }
      return;
    case 'answer.downloaded':
      state.downloads.push({ at: event.at, ...event.data });
      return;
    case 'link.reissued':
      state.linkEpoch = event.data.epoch;
      state.linkIssuedAt = event.at;
      return;
    case 'case.withdrawn':
      state.withdrawnAt = event.at;
      return;
    case 'case.stuck':
      state.stuck.push({ ...event.data, at: event.at });
      return;
    case 'case.closed':
      state.closed = { ...event.data, at: event.at };
      return;
    case 'case.purged':
      state.purgedAt = event.at;
      return;
    case 'evidence.viewed':
    case 'findings.viewed':
    case 'request.viewed':
    case 'decision.reasoned':
    case 'store.handed-over':
      return;
    default:
      event satisfies never;
  }
}
