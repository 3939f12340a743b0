/**
 * Mails that came back, and how an operator mends it. Not a task: the workflow does not wait for it,
 * and it may happen at any time, also after the close. Until somebody has seen to it the case stands
 * in the queue, and an answer that nobody can know of does not expire.
 *
 * Whoever can have the address changed gets the answer. So an address that was confirmed stays what
 * its person is searched by, and another to write to counts only when a second operator has agreed.
 */
import type { Instant } from '../ids.ts';
import { isOnPaper } from '../law/delivery.ts';
import type { Actor, MailedAgain, NewEvent, Party } from './events.ts';
import { Refused } from './refused.ts';
import { mailAddressOf, unmended } from './returned.ts';
import type { CaseState } from './state.ts';
import { openTasks, waitOf } from './tasks.ts';

/** Records what came back, once; nothing for a mail that is none of the case's. */
export function mailReturned(
  state: CaseState,
  { messageId, permanent }: { messageId: string; permanent: boolean },
): NewEvent[] {
  if (state.returned.some((one) => one.messageId === messageId)) return [];
  const notice = state.notices.find((one) => one.messageId === messageId);
  const told = [...state.told, ...state.toldBack].find((one) => one.messageId === messageId);
  if (told) {
    const { recipient: purpose } = told;
    return [{ type: 'mail.bounced', data: { purpose, permanent, messageId, party: 'recipient' } }];
  }
  if (!notice || notice.bounced) return [];
  const { purpose, to: party } = notice;
  return [{ type: 'mail.bounced', data: { purpose, permanent, messageId, party } }];
}

export type Mending = { party: Party; remark: string } & (
  | { how: 'resent' }
  | { how: 'otherwise' }
  /** `subjectKeys` are those of the new address. */
  | { how: 'corrected'; email: string; subjectKeys: readonly string[] }
  | { how: 'agreed' }
);

/** Whether another address needs a second person. */
export const needsSecond = (state: CaseState): boolean => state.contactConfirmed;

/**
 * Settles what came back of one party: sent again, to another address, or seen to otherwise. What is
 * mailed stands in the event and is owed until it went out.
 * @throws {Refused} `already-answered`, `reason-needed`, `nothing-changes`, `own-decision`,
 *   `approver-needed`, `outcome-not-allowed` (an address that is not the requester's)
 */
export function mendContact(
  state: CaseState,
  mending: Mending,
  { by, mayApprove }: { by: Actor; mayApprove: boolean },
  now: Instant,
): NewEvent[] {
  const { party } = mending;
  const remark = mending.remark.trim();
  if (unmended(state, party).length === 0) throw new Refused('already-answered');
  if (mending.how === 'otherwise' || (mending.how === 'resent' && party !== 'recipient'))
    return [mended(state, party, { how: mending.how, remark }, now)];
  if (party !== 'requester' || mending.how === 'resent')
    throw new Refused('outcome-not-allowed', `${mending.how} ${party}`);
  if (mending.how === 'agreed') {
    const { proposedAddress: proposed } = state;
    if (!proposed) throw new Refused('already-answered');
    if (!mayApprove) throw new Refused('approver-needed');
    if (proposed.by === by) throw new Refused('own-decision');
    const corrected = { how: 'corrected', remark: proposed.remark, email: proposed.email } as const;
    return [mended(state, party, corrected, now)];
  }
  const { how, email } = mending;
  if (remark === '') throw new Refused('reason-needed');
  if (email === mailAddressOf(state)) throw new Refused('nothing-changes');
  if (needsSecond(state))
    return [{ type: 'contact.proposed', data: {}, personal: { email, remark } }];
  const subjectKeys = [...mending.subjectKeys];
  return [mended(state, party, { how, remark, email, subjectKeys }, now)];
}

type Mended = Extract<NewEvent, { type: 'contact.mended' }>;

function mended(
  state: CaseState,
  party: Party,
  what: {
    how: Mended['data']['how'];
    remark: string;
    email?: string;
    subjectKeys?: string[];
  },
  now: Instant,
): NewEvent {
  const { how, remark, email, subjectKeys } = what;
  if (remark === '' && how !== 'corrected') throw new Refused('reason-needed');
  const mails = how === 'otherwise' ? [] : mailsAgain(state, party, how === 'corrected');
  return {
    type: 'contact.mended',
    data: {
      ...{ party, how },
      ...(how === 'corrected' && { epoch: state.linkEpoch + 1 }),
      ...(subjectKeys && { subjectKeys }),
      mails: mails.map((purpose) => ({ purpose, key: `${purpose}-again-${state.mendings + 1}` })),
      waits: waitsAnew(state, party, now),
    },
    personal: { remark, ...(email && { email }) },
  };
}

/** Said again in the same words; what else came back, the case's page says as it stands now. */
const SAID_AGAIN: readonly MailedAgain[] = [
  'acknowledgement',
  'extension',
  'opt-out-confirmed',
  'downgraded',
  'method-difficult',
  'plan-changed',
  'withdrawn',
  'merged',
  'expired',
  'closed-unverified',
  'record-kept',
  'answer-posted',
];

function mailsAgain(state: CaseState, party: Party, isNewAddress: boolean): MailedAgain[] {
  const open = openTasks(state).map(({ kind }) => kind);
  if (party === 'subject') return open.includes('confirm-permission') ? ['permission-asked'] : [];
  const came = unmended(state, party).map(({ purpose }) => purpose);
  const again = SAID_AGAIN.filter((purpose) => came.includes(purpose));
  const asks: MailedAgain[] = open.includes('complete-request') ? ['complete-request'] : [];
  const waits =
    state.answer !== null && !isOnPaper(state) && !state.downloads.some(({ complete }) => complete);
  const said: MailedAgain[] = [...again, ...asks, ...(waits ? (['answer-ready'] as const) : [])];
  const hasLink = said.some((purpose) => !ENDS.includes(purpose));
  const isAll = came.every((purpose) => said.some((one) => one === purpose));
  return hasLink || (isAll && !isNewAddress && said.length > 0) ? said : [...said, 'link-again'];
}

/** Without the case's link in them. */
const ENDS: readonly MailedAgain[] = [
  ...(['withdrawn', 'merged', 'expired', 'closed-unverified', 'record-kept'] as const),
];

/** Who could not know gets the whole wait anew; none where no day is left for it (L-01). */
function waitsAnew(state: CaseState, party: Party, now: Instant): Mended['data']['waits'] {
  return openTasks(state).flatMap((task) => {
    const whose = task.kind === 'confirm-permission' ? 'subject' : 'requester';
    const wait = task.waitsFor === 'requester' && whose === party && waitOf(state, task, now);
    if (!wait) return [];
    return [{ taskId: task.id, remindAt: wait.remindAt, expiresAt: wait.expiresAt }];
  });
}
