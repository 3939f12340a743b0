/** `fold(events)`: the only way to a case's state. */
import type { CaseId } from '../ids.ts';
import { contestUntold } from './contest.ts';
import { judgedUntold, toldInVain } from './doubt.ts';
import type { CaseEvent, EventOf } from './events.ts';
import { extensionUntold, withExtended } from './extension.ts';
import { inquiryUntold } from './inquiry.ts';
import { replanUntold } from './replan.ts';
import { foldMended, foldNotice, foldReturned } from './returned.ts';
import type { CaseState } from './state.ts';
import { unheardAfter } from './unheard.ts';

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
    receivedAt: data.arrived?.at ?? event.at,
    arrival: data.arrived?.how ?? null,
    language: data.language,
    rights: data.rights,
    regime: data.regime,
    residence: data.residence,
    delivery: data.delivery,
    deliveryChanged: false,
    period: data.period,
    subjectKeys: data.subjectKeys,
    requester: personal,
    agent: data.agent ?? null,
    subject: personal?.subject ?? null,
    plan: null,
    plannedAt: null,
    extension: null,
    replans: [],
    warnings: [],
    contactConfirmed: false,
    mails: [],
    claims: null,
    declared: false,
    points: null,
    evidence: [],
    authority: [],
    permission: null,
    turnedAway: [],
    identity: null,
    tasks: [],
    checkouts: [],
    payments: [],
    stores: [],
    findings: [],
    explained: [],
    proposed: [],
    sentBack: [],
    decisions: [],
    replies: [],
    inquiry: null,
    changes: null,
    carriedOut: [],
    applied: [],
    doubts: [],
    upheld: [],
    judged: [],
    contested: [],
    told: [],
    toldBack: [],
    notices: [],
    returned: [],
    mendings: 0,
    mailTo: null,
    proposedAddress: null,
    owedMails: [],
    answer: null,
    code: null,
    codesIssued: [],
    downloads: [],
    posted: null,
    linkEpoch: 1,
    linkIssuedAt: null,
    withdrawnAt: null,
    mergedInto: null,
    stuck: [],
    closed: null,
    purgedAt: null,
    unheard: [{ task: null, since: event.at }],
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
  state.unheard = unheardAfter(state.unheard, event);
  const owes =
    state.payments.some((payment) => payment.refund === 'owed') ||
    extensionUntold(state) ||
    judgedUntold(state).length > 0 ||
    toldInVain(state).length > 0 ||
    contestUntold(state) ||
    inquiryUntold(state) ||
    replanUntold(state) ||
    state.owedMails.length > 0;
  const since = state.unheard[0]?.since ?? (owes ? event.at : null);
  state.unfinishedSince = since && (state.unfinishedSince ?? since);
  return state;
}

function change(state: CaseState, event: Exclude<CaseEvent, { type: 'case.opened' }>): void {
  switch (event.type) {
    case 'request.completed': {
      const { language, rights, regime, residence, period, delivery } = event.data;
      Object.assign(state, { language, rights, regime, residence, period, delivery });
      if (state.requester && event.personal)
        state.requester = { ...state.requester, ...event.personal };
      return;
    }
    case 'plan.made':
      state.plan = event.data.plan;
      state.plannedAt ??= event.at;
      return;
    case 'case.replanned': {
      const { regime, residence, rights, reopens } = event.data;
      const from = { regime: state.regime, plan: state.plan };
      state.replans.push({
        at: event.at,
        from,
        reason: event.personal?.reason ?? null,
        told: false,
      });
      Object.assign(state, { regime, residence, rights, proposed: [], plannedAt: null });
      if (reopens.includes('points')) Object.assign(state, { claims: null, points: null });
      if (reopens.includes('identity')) state.identity = null;
      if (reopens.includes('collection')) Object.assign(state, { stores: [], findings: [] });
      return;
    }
    case 'clock.extended': {
      const { reason, clocks } = event.data;
      const rights = clocks.map(({ right }) => right);
      const first = state.plan?.clocks.find(
        ({ kind, right }) => kind === 'answer' && rights.includes(right),
      );
      if (state.plan && first) {
        state.extension = { at: event.at, reason, of: first, clocks };
        state.plan = withExtended(state.plan, clocks);
      }
      return;
    }
    case 'clock.warned':
      state.warnings.push({ ...event.data, at: event.at });
      return;
    case 'mail.received':
      state.mails.push({ ...event.data, at: event.at, personal: event.personal });
      return;
    case 'mail.bounced':
      foldReturned(state, event);
      return;
    case 'contact.proposed': {
      const { personal, by, at } = event;
      state.proposedAddress = personal && { ...personal, by, at };
      return;
    }
    case 'contact.mended':
      foldMended(state, event);
      return;
    case 'contact.confirmed':
      state.contactConfirmed = true;
      return;
    case 'points.offered':
      state.claims = event.personal?.claims ?? null;
      state.declared ||= event.data.declared;
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
      for (const evidence of [...state.evidence, ...state.authority])
        if (evidence.id === event.data.evidenceId) evidence.destroyed = true;
      return;
    case 'authority.received': {
      const { evidenceId: id, ...rest } = event.data;
      const pending = { verdict: null, reason: null, destroyed: false };
      state.authority.push({ id, ...rest, receivedAt: event.at, ...pending });
      return;
    }
    case 'authority.judged': {
      const { evidenceId, verdict, reason } = event.data;
      for (const proof of state.authority)
        if (proof.id === evidenceId) Object.assign(proof, { verdict, reason });
      return;
    }
    case 'permission.answered':
      state.permission = { given: event.data.given, at: event.at };
      state.declared ||= event.data.declared;
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
      state.decisions.push({ ...event.data, at: event.at, by: event.by, approval: null });
      return;
    case 'decision.proposed':
      state.proposed.push({ ...event.data, at: event.at, by: event.by });
      return;
    case 'decision.approved': {
      const { right } = event.data;
      const proposal = state.proposed.find((one) => one.right === right);
      if (!proposal) return;
      const approval = { by: event.by, proposedAt: proposal.at };
      state.decisions.push({ ...proposal, at: event.at, approval });
      state.proposed = state.proposed.filter((one) => one !== proposal);
      return;
    }
    case 'decision.sent-back':
      state.sentBack.push({
        ...{ at: event.at, by: event.by, note: event.personal?.note ?? null },
        ...{ proposed: state.proposed, replies: state.replies },
      });
      state.proposed = [];
      state.replies = [];
      return;
    case 'decision.replied':
      state.replies.push({ ...event.data, reply: event.personal?.reply ?? null });
      return;
    case 'inquiry.answered':
      state.inquiry = { at: event.at, by: event.by, reply: event.personal?.reply ?? null };
      return;
    case 'changes.planned':
      state.changes = event.data.stores;
      return;
    case 'change.carried-out':
      state.carriedOut.push({ ...event.data, at: event.at, by: event.by, explanation: null });
      return;
    case 'change.explained': {
      const { store, right } = event.data;
      for (const report of state.carriedOut)
        if (report.store === store && report.right === right)
          report.explanation = event.personal?.words ?? null;
      return;
    }
    case 'right.applied':
      state.applied.push({ right: event.data.right, at: event.data.effectiveAt });
      return;
    case 'application.doubted': {
      const { reason = null, explanation = null } = event.personal ?? {};
      state.doubts.push({ ...event.data, at: event.at, by: event.by, reason, explanation });
      return;
    }
    case 'application.upheld': {
      const { right } = event.data;
      state.doubts = state.doubts.filter((one) => one.right !== right);
      state.upheld.push({ right, at: event.at, by: event.by, note: event.personal?.note ?? null });
      return;
    }
    case 'application.judged':
      judge(state, event);
      return;
    case 'correction.contested': {
      const { right, words, purgeAt } = event.data;
      const statement = event.personal?.statement ?? null;
      state.contested.push({ right, at: event.at, words, statement, noted: null });
      if (state.closed && purgeAt) state.closed = { ...state.closed, purgeAt };
      return;
    }
    case 'contest.noted': {
      const noted = { at: event.at, by: event.by, note: event.personal?.note ?? null };
      for (const one of state.contested) if (one.right === event.data.right) one.noted = noted;
      return;
    }
    case 'third-party.told-back':
      state.toldBack.push({ ...event.data, at: event.at });
      return;
    case 'third-party.told':
      state.told.push({ ...event.data, at: event.at });
      return;
    case 'notice.sent':
      if (event.data.purpose === 'plan-changed') for (const one of state.replans) one.told = true;
      foldNotice(state, event);
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
      state.downloads.push({ at: event.at, file: 'package', ...event.data });
      return;
    case 'answer.posted': {
      const { address = null, tracking = null } = event.personal ?? {};
      state.posted = { at: event.at, on: event.data.on, address, tracking };
      state.owedMails.push({ purpose: 'answer-posted', key: 'answer-posted' });
      return;
    }
    case 'delivery.changed':
      Object.assign(state, { delivery: event.data.delivery, deliveryChanged: true });
      return;
    case 'link.reissued':
      state.linkEpoch = event.data.epoch;
      state.linkIssuedAt = event.at;
      return;
    case 'case.withdrawn':
      state.withdrawnAt = event.at;
      return;
    case 'case.merged':
      state.mergedInto = event.data.into;
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
    case 'answer.viewed':
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

/** The doubt that it settles gives it its words. */
function judge(state: CaseState, { data, at, by }: EventOf<'application.judged'>): void {
  const { purgeAt, ...decision } = data;
  const doubt = state.doubts.find(({ right }) => right === decision.right);
  state.doubts = state.doubts.filter((one) => one !== doubt);
  state.judged.push({
    ...decision,
    ...{ at, by: doubt?.by ?? by },
    approval: doubt ? { by, proposedAt: doubt.at } : null,
    reason: doubt?.reason ?? null,
    explanation: doubt?.explanation ?? null,
  });
  if (state.closed && purgeAt) state.closed = { ...state.closed, purgeAt };
}
