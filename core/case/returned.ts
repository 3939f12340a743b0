/** What the log says of mails that came back and of how that was mended: see `contact.ts`. */
import type { EventOf, Party } from './events.ts';
import type { CaseState, TaskState } from './state.ts';

/** The row's name for it, among the kinds of tasks. */
export const MEND_CONTACT = 'mend-contact';

/** Where the requester is written to; `null` after the purge. */
export const mailAddressOf = (state: CaseState): string | null =>
  state.mailTo ?? state.requester?.email ?? null;

/** What came back and nobody has seen to. */
export const unmended = (state: CaseState, party?: Party): CaseState['returned'] =>
  state.purgedAt
    ? []
    : state.returned.filter((one) => !one.mended && (!party || one.party === party));

/** Whether time stands still for this wait: the requester cannot know that the answer is there. */
export const isHeld = (state: CaseState, { kind }: Pick<TaskState, 'kind'>): boolean =>
  kind === 'fetch-answer' && unmended(state, 'requester').length > 0;

/** Folds a mail that was sent in. */
export function foldNotice(state: CaseState, event: EventOf<'notice.sent'>): void {
  const { to = 'requester', ...sent } = event.data;
  state.notices.push({ ...sent, to, at: event.at, bounced: false, overtaken: false });
  // A Message-ID is made of the case and the mail's key.
  const isThis = (key: string) => sent.messageId.startsWith(`${state.caseId}.${key}@`);
  state.owedMails = state.owedMails.filter(({ key }) => !isThis(key));
}

/** Folds a mail that came back in. */
export function foldReturned(state: CaseState, event: EventOf<'mail.bounced'>): void {
  const { purpose, permanent, messageId = null, party = 'requester' } = event.data;
  const of = state.notices.filter((one) =>
    messageId ? one.messageId === messageId : one.purpose === purpose,
  );
  for (const notice of of) notice.bounced = true;
  const overtaken = party !== 'recipient' && of.every((notice) => notice.overtaken);
  state.returned.push({ messageId, purpose, party, permanent, at: event.at, mended: overtaken });
}

/** Folds a mending in: links, sessions and codes of before are void where another address counts. */
export function foldMended(state: CaseState, event: EventOf<'contact.mended'>): void {
  const { party, how, epoch, subjectKeys, mails, waits } = event.data;
  state.mendings += 1;
  for (const one of state.returned) if (one.party === party) one.mended = true;
  for (const notice of state.notices) if (notice.to === party) notice.overtaken = true;
  state.owedMails.push(...mails);
  for (const task of state.tasks) {
    const wait = waits.find(({ taskId }) => taskId === task.id);
    if (wait) Object.assign(task, wait, { reminded: false });
  }
  if (party === 'requester') state.proposedAddress = null;
  if (state.answer && how !== 'otherwise') state.linkIssuedAt = event.at;
  if (how !== 'corrected') return;
  state.linkEpoch = epoch ?? state.linkEpoch + 1;
  if (state.code) state.code.used = true;
  if (state.contactConfirmed) state.mailTo = event.personal?.email ?? null;
  else if (state.requester && event.personal?.email)
    state.requester = { ...state.requester, email: event.personal.email };
  if (subjectKeys) state.subjectKeys = subjectKeys;
}
