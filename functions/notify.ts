/**
 * Mails about a case. Each has a key, from which its Message-ID is made: sent once, however
 * often a step is tried. Nothing personal is in any of them (L-30).
 */
import { standing } from '../core/case/doubt.ts';
import { mailAddressOf } from '../core/case/returned.ts';
import type { CaseState } from '../core/case/state.ts';
import { findTask, isKept, openTask, waitOf } from '../core/case/tasks.ts';
import { CaseId, type TaskId } from '../core/ids.ts';
import type { ProofReason } from '../core/law/authority-proof.ts';
import { dayIn, ZONES } from '../core/law/calendar.ts';
import type { EvidenceReason } from '../core/law/evidence.ts';
import type { RefundReason } from '../core/law/fee.ts';
import type { Day } from '../core/law/plan.ts';
import { keptUntil } from '../core/law/retention.ts';
import { lastDayBefore } from '../core/law/waits.ts';
import {
  type Notice,
  notice,
  renderHtml,
  renderText,
  type NoticeRequest as Written,
} from '../core/notices/index.ts';
import { RequesterTask } from '../core/notices/requester-task.ts';
import { buildNotice } from './answer/mail.ts';
import type { Context } from './context.ts';
import { judgedFacts } from './facts-of-judgement.ts';
import { permissionUrl, portalUrl } from './links.ts';

/** Notices that need to be told nothing but the case. */
export type PlainNotice =
  | 'acknowledgement'
  | 'complete-request'
  | 'evidence-needed'
  | 'pay-fee'
  | 'answer-ready'
  | 'answer-posted'
  | 'link-again'
  | 'opt-out-confirmed'
  | 'withdrawn'
  | 'merged'
  | 'expired'
  | 'closed-unverified'
  | 'downgraded'
  | 'method-difficult'
  | 'extension'
  | 'record-kept'
  | 'contest-noted'
  | 'inquiry-answered'
  | 'plan-changed';

/** What is to be said; everything else is read from the case. `key` names this one mail. */
export type NoticeRequest = { key: string } & (
  | { purpose: PlainNotice }
  | { purpose: 'evidence-better' | 'evidence-refused'; reason: EvidenceReason }
  | { purpose: 'authority-again'; reason: ProofReason; refused: boolean }
  | { purpose: 'permission-asked' }
  | { purpose: 'opt-out-judged' | 'limit-judged' }
  | { purpose: 'reminder'; taskId: TaskId }
  | { purpose: 'fee-received'; amount: number }
  | { purpose: 'fee-refunded'; amount: number; reason: RefundReason }
  | { purpose: 'second-factor'; code: string }
);

/** A notice that the case as it stands gives no words for; a fault of ours. */
export class NothingToSay extends Error {
  override readonly name = 'NothingToSay';
}

const KEY_IN_MESSAGE_ID = /^(KJ-[0-9A-Z]{5}-[0-9A-Z]{5})\.([A-Za-z0-9._-]+)@/;

/** The case and key in one of our Message-IDs (without angle brackets). */
export function noticeNamed(messageId: string): { caseId: CaseId; key: string } | null {
  const [, id, key] = KEY_IN_MESSAGE_ID.exec(messageId) ?? [];
  const caseId = CaseId.safeParse(id);
  return caseId.success && key ? { caseId: caseId.data, key } : null;
}

export const messageIdOf = (context: Context, caseId: CaseId, key: string): string =>
  `${caseId}.${key.replace(/[^A-Za-z0-9._-]/g, '-')}@${context.settings.mailDomain}`;

/** Sends a notice to the requester, once for its key. Quietly nothing once the case was purged. */
export async function sendNotice(
  context: Context,
  state: CaseState,
  request: NoticeRequest,
): Promise<void> {
  const { caseId, language } = state;
  const messageId = messageIdOf(context, caseId, request.key);
  const party = asksSubject(state, request) ? 'subject' : 'requester';
  const to = party === 'subject' ? state.subject?.email : mailAddressOf(state);
  if (!to || state.notices.some((sent) => sent.messageId === messageId)) return;
  const { purpose, facts } = await written(context, state, request);
  await send(context, {
    messageId,
    to,
    words: notice(purpose, facts, language),
    inReplyTo: state.mails.findLast((mail) => mail.personal?.messageId)?.personal?.messageId,
  });
  await context.cases.act(caseId, 'workflow', (now) =>
    now.notices.some((sent) => sent.messageId === messageId)
      ? []
      : [
          {
            type: 'notice.sent',
            data: {
              ...{ purpose: request.purpose, messageId },
              ...(party === 'subject' && { to: party }),
            },
          },
        ],
  );
  context.log('mail sent', { caseId, purpose: request.purpose });
}

/** Whether this goes to the subject of an agent's request, not to the agent (L-22). */
const asksSubject = (state: CaseState, request: NoticeRequest): boolean =>
  request.purpose === 'permission-asked' ||
  (request.purpose === 'reminder' &&
    findTask(state, request.taskId)?.kind === 'confirm-permission');

/** Builds, signs and sends; the same words under the same Message-ID are the same mail. */
export async function send(
  context: Pick<Context, 'ports' | 'settings' | 'makes'>,
  mail: { messageId: string; to: string; words: Notice; inReplyTo?: string | null | undefined },
): Promise<void> {
  const { messageId, to, words } = mail;
  const { settings, ports } = context;
  const { language } = words;
  const build = context.makes?.notice ?? buildNotice;
  const raw = await build(ports.signer, {
    messageId,
    from: { name: settings.organisation.name[language], address: settings.fromAddress },
    to,
    subject: words.subject,
    text: renderText(words),
    html: renderHtml(words),
    date: ports.clock.now().toISOString(),
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      'Reply-To': settings.contactAddress,
    },
  });
  await ports.mailer.send({ messageId, from: settings.fromAddress, to, raw });
}

export const senderOf = ({ settings }: Context, language: 'en' | 'ja') => ({
  organisation: settings.organisation.name[language],
  contactAddress: settings.contactAddress,
});

/** The words' facts, from the case. */
async function written(
  context: Context,
  state: CaseState,
  request: NoticeRequest,
): Promise<Written> {
  const { caseId, regime, plan } = state;
  const url = await portalUrl(context, state);
  const base = { ...senderOf(context, state.language), caseId };
  const page = { ...base, url };
  const anew = `${context.settings.baseUrl}/request`;
  switch (request.purpose) {
    case 'acknowledgement':
      if (!plan) throw new NothingToSay(`case ${caseId} has no plan to acknowledge`);
      if (plan.authority)
        return {
          purpose: 'acknowledgement-agent',
          facts: { ...page, plan, authority: plan.authority },
        };
      return {
        purpose: request.purpose,
        facts: { ...page, plan, confirmed: state.contactConfirmed },
      };
    case 'authority-again': {
      const { reason, refused } = request;
      const before = waitEnds(context, state, 'upload-authority', 'again');
      return { purpose: request.purpose, facts: { ...page, reason, refused, before } };
    }
    case 'permission-asked':
      return permissionAsked(context, state, waitEnds(context, state, 'confirm-permission'), false);
    case 'complete-request': {
      const receivedOn = dayIn(ZONES[state.regime], state.receivedAt);
      const before = waitEnds(context, state, 'complete-request');
      return { purpose: request.purpose, facts: { ...page, receivedOn, before } };
    }
    case 'evidence-needed':
      return {
        purpose: request.purpose,
        facts: {
          ...page,
          before: waitEnds(context, state, 'upload-evidence'),
          agent: state.agent !== null,
        },
      };
    case 'evidence-better':
    case 'evidence-refused': {
      const { reason } = request;
      const before = waitEnds(context, state, 'upload-evidence', 'again');
      return { purpose: request.purpose, facts: { ...page, reason, before } };
    }
    case 'pay-fee':
      if (!plan?.fee) throw new NothingToSay(`case ${caseId} owes no fee`);
      return {
        purpose: request.purpose,
        facts: { ...page, fee: plan.fee, before: waitEnds(context, state, 'pay-fee') },
      };
    case 'reminder': {
      const task = findTask(state, request.taskId);
      const before = lastDayBefore(state.regime, task?.expiresAt ?? state.receivedAt);
      if (task?.kind === 'confirm-permission') return permissionAsked(context, state, before, true);
      return {
        purpose: request.purpose,
        facts: { ...page, task: RequesterTask.parse(task?.kind), before },
      };
    }
    case 'expired': {
      const task = state.tasks.findLast(({ outcome }) => outcome === 'expired');
      return {
        purpose: request.purpose,
        facts: { ...base, url: anew, task: RequesterTask.parse(task?.kind) },
      };
    }
    case 'closed-unverified':
      return {
        purpose: request.purpose,
        facts: { ...base, url: anew, regime, agent: state.agent !== null },
      };
    case 'fee-received':
      return {
        purpose: request.purpose,
        facts: { ...page, fee: { amount: request.amount, currency: 'usd' } },
      };
    case 'fee-refunded':
      return {
        purpose: request.purpose,
        facts: { ...base, fee: { amount: request.amount }, reason: request.reason },
      };
    case 'opt-out-confirmed': {
      const done = standing(state);
      const last = done.at(-1)?.at ?? state.receivedAt;
      return {
        purpose: request.purpose,
        facts: {
          ...page,
          rights: done.map(({ right }) => right),
          doneOn: dayIn(ZONES[state.regime], last),
          told: state.told
            .filter(({ right }) => done.some((one) => one.right === right))
            .map(({ recipient }) => recipient),
        },
      };
    }
    case 'opt-out-judged':
    case 'limit-judged': {
      const judged = judgedFacts(state, request.purpose);
      if (!judged) throw new NothingToSay(`nothing of case ${caseId} was judged afterwards`);
      return { purpose: request.purpose, facts: { ...page, ...judged } };
    }
    case 'answer-posted':
      if (!state.posted) throw new NothingToSay(`the answer of case ${caseId} was not posted`);
      return { purpose: request.purpose, facts: { ...page, on: state.posted.on } };
    case 'answer-ready':
    case 'contest-noted':
    case 'inquiry-answered':
    case 'link-again':
    case 'downgraded':
    case 'method-difficult':
      return { purpose: request.purpose, facts: page };
    case 'plan-changed':
      return { purpose: request.purpose, facts: { ...page, ...changeOf(state) } };
    case 'extension': {
      const { extension } = state;
      if (!extension) throw new NothingToSay(`case ${caseId} was not extended`);
      const { of: clock, reason } = extension;
      return { purpose: request.purpose, facts: { ...page, clock, reason } };
    }
    case 'merged':
      if (!state.mergedInto) throw new NothingToSay(`case ${caseId} was merged into none`);
      return {
        purpose: request.purpose,
        facts: {
          ...base,
          into: state.mergedInto,
          url: `${context.settings.baseUrl}/lost-link`,
        },
      };
    case 'withdrawn':
      return { purpose: request.purpose, facts: base };
    case 'record-kept': {
      if (!state.closed) throw new NothingToSay(`case ${caseId} is not closed`);
      return {
        purpose: request.purpose,
        facts: { ...base, regime, until: keptUntil(regime, state.closed.at) },
      };
    }
    case 'second-factor':
      return { purpose: request.purpose, facts: { ...base, code: request.code } };
  }
}

/** To the subject, with the link that opens the one question. */
async function permissionAsked(
  context: Context,
  state: CaseState,
  before: Day,
  again: boolean,
): Promise<Written> {
  const url = await permissionUrl(context, state);
  const facts = { ...senderOf(context, state.language), caseId: state.caseId, url, before, again };
  return { purpose: 'permission-asked', facts };
}

/** What the last change of the plan means for the requester. */
function changeOf(state: CaseState) {
  const { plan, identity } = state;
  const from = state.replans.at(-1)?.from;
  if (!plan || !from) throw new NothingToSay(`the plan of case ${state.caseId} was not changed`);
  const paid = state.payments.some(isKept);
  const back = state.payments.some(({ refundReason }) => refundReason === 'no-longer-due');
  const fee = plan.fee ? (paid ? 'paid' : 'due') : back ? 'paid-back' : 'none';
  return {
    plan,
    from: {
      regime: from.regime,
      verified: from.plan !== null && from.plan.verification.level !== 'none',
      fee: (from.plan?.fee ?? null) !== null,
    },
    established: identity !== null,
    fee,
  } as const;
}

/** The last day of a wait for the requester that is open, or opens now. */
function waitEnds(
  context: Context,
  state: CaseState,
  kind:
    | 'complete-request'
    | 'upload-authority'
    | 'confirm-permission'
    | 'upload-evidence'
    | 'pay-fee',
  asked: 'first' | 'again' = 'first',
): Day {
  const now = context.ports.clock.now().toISOString();
  const expiresAt = openTask(state, kind)?.expiresAt;
  if (expiresAt) return lastDayBefore(state.regime, expiresAt);
  const round = asked === 'again' ? 2 : 1;
  // Midnight may have come since the task was found worth waiting for: then today is the last day.
  return waitOf(state, { kind, round }, now)?.lastDay ?? dayIn(ZONES[state.regime], now);
}
