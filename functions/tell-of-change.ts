/** Mails to those who received the data, after it was changed here. Nothing personal is in any of them. */
import type { CaseState } from '../core/case/state.ts';
import { dayIn, ZONES } from '../core/law/calendar.ts';
import type { ChangeRule } from '../core/law/changes.ts';
import type { MailedRecipientId } from '../core/law/recipients.ts';
import { notice } from '../core/notices/index.ts';
import type { Context } from './context.ts';
import { messageIdOf, NothingToSay, pseudonymOf, send, senderOf } from './notify.ts';

/**
 * Tells one recipient of one right, once.
 * @throws {NothingToSay} where the settings give no address
 */
export async function tellOfChange(
  context: Context,
  state: CaseState,
  { right, change, cites }: ChangeRule,
  recipient: MailedRecipientId,
): Promise<void> {
  const { caseId, requester } = state;
  const isTold = ({ told }: CaseState) =>
    told.some((one) => one.right === right && one.recipient === recipient);
  if (!requester || isTold(state)) return;
  const to = context.settings.thirdPartyAddresses[recipient];
  if (!to)
    throw new NothingToSay(`no address for notices to ${recipient}: see KAIJI_THIRD_PARTIES`);
  const messageId = messageIdOf(context, caseId, `${right}-to-${recipient}`);
  const facts = {
    caseId,
    cites,
    change,
    pseudonym: pseudonymOf(state.subject?.email ?? requester.email),
    requestedOn: dayIn(ZONES[state.regime], state.receivedAt),
  };
  // Group companies are in Japan, the others are written to in English (ADR 12).
  const language = recipient === 'group-companies' ? 'ja' : 'en';
  const said = { ...facts, ...senderOf(context, language) };
  await send(context, { messageId, to, words: notice('recipient-change', said, language) });
  await context.cases.act(caseId, 'workflow', (now) =>
    isTold(now) ? [] : [{ type: 'third-party.told', data: { right, recipient, messageId } }],
  );
}
