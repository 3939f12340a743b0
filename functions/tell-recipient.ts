/**
 * Mails to those outside who received the data, as the law has them told: once each, and recorded when
 * it went out. They know people by the hash of their address; nothing else of a person is in any of them.
 */
import { createHash } from 'node:crypto';
import { toldInVain } from '../core/case/doubt.ts';
import type { NewEvent } from '../core/case/events.ts';
import type { CaseState } from '../core/case/state.ts';
import type { CaseId } from '../core/ids.ts';
import { dayIn, ZONES } from '../core/law/calendar.ts';
import type { ChangeRule } from '../core/law/changes.ts';
import type { MailedRecipientId } from '../core/law/recipients.ts';
import type { Language, Right } from '../core/law/rights.ts';
import type { ThirdParty } from '../core/law/third-parties.ts';
import { type Notice, notice } from '../core/notices/index.ts';
import type { Context } from './context.ts';
import { messageIdOf, NothingToSay, send, senderOf } from './notify.ts';

interface Telling {
  recipient: MailedRecipientId;
  /** Names this one mail. */
  key: string;
  language: Language;
  /** Whether it has still to be told. */
  isOwed: (state: CaseState) => boolean;
  words: (facts: ReturnType<typeof senderOf> & { caseId: CaseId; pseudonym: string }) => Notice;
  told: (messageId: string) => NewEvent;
}

/** @throws {NothingToSay} where the settings give no address */
async function tell(context: Context, state: CaseState, telling: Telling): Promise<void> {
  const { recipient, key, language, isOwed, words, told } = telling;
  const { caseId, requester } = state;
  if (!requester || !isOwed(state)) return;
  const to = context.settings.thirdPartyAddresses[recipient];
  if (!to)
    throw new NothingToSay(`no address for notices to ${recipient}: see KAIJI_THIRD_PARTIES`);
  const messageId = messageIdOf(context, caseId, key);
  const pseudonym = pseudonymOf(state.subject?.email ?? requester.email);
  await send(context, {
    ...{ messageId, to },
    words: words({ ...senderOf(context, language), caseId, pseudonym }),
  });
  await context.cases.act(caseId, 'workflow', (now) => (isOwed(now) ? [told(messageId)] : []));
}

/** The id under which third parties know a person (ADR 12). */
const pseudonymOf = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

const isUntold = (right: Right, recipient: MailedRecipientId) => (state: CaseState) =>
  !state.told.some((one) => one.right === right && one.recipient === recipient);

/**
 * Tells a third party of an opt-out (L-26). Quietly nothing once the case was purged.
 * @throws {NothingToSay} where the settings give no address
 */
export async function tellOfOptOut(
  context: Context,
  state: CaseState,
  right: Right,
  { id: recipient, disclosure }: ThirdParty,
): Promise<void> {
  const zone = ZONES[state.regime];
  const applied = state.applied.find((one) => one.right === right);
  const dates = {
    requestedOn: dayIn(zone, state.receivedAt),
    effectiveOn: dayIn(zone, applied?.at ?? context.ports.clock.now().toISOString()),
  };
  await tell(context, state, {
    ...{ recipient, key: `${right}-to-${recipient}`, language: 'en' },
    isOwed: isUntold(right, recipient),
    words: (facts) => notice('third-party-opt-out', { ...facts, ...dates, disclosure }, 'en'),
    told: (messageId) => ({ type: 'third-party.told', data: { right, recipient, messageId } }),
  });
}

/**
 * Tells one recipient that the data was changed here (L-16, L-17, L-33).
 * @throws {NothingToSay} where the settings give no address
 */
export async function tellOfChange(
  context: Context,
  state: CaseState,
  { right, change, cites }: ChangeRule,
  recipient: MailedRecipientId,
): Promise<void> {
  const requestedOn = dayIn(ZONES[state.regime], state.receivedAt);
  // Group companies are in Japan, the others are written to in English (ADR 12).
  const language = recipient === 'group-companies' ? 'ja' : 'en';
  await tell(context, state, {
    ...{ recipient, key: `${right}-to-${recipient}`, language },
    isOwed: isUntold(right, recipient),
    words: (facts) =>
      notice('recipient-change', { ...facts, cites, change, requestedOn }, language),
    told: (messageId) => ({ type: 'third-party.told', data: { right, recipient, messageId } }),
  });
}

/**
 * Tells each third party that was told of an opt-out which was denied since (L-26). Quietly nothing
 * once the case was purged.
 * @throws {NothingToSay} where the settings give no address any more
 */
export async function tellOfDenial(context: Context, state: CaseState): Promise<void> {
  for (const { right, recipient, at } of toldInVain(state)) {
    const toldOn = dayIn(ZONES[state.regime], at);
    await tell(context, state, {
      ...{ recipient, key: `${right}-denied-to-${recipient}`, language: 'en' },
      isOwed: (now) =>
        toldInVain(now).some((one) => one.right === right && one.recipient === recipient),
      words: (facts) => notice('third-party-opt-out-denied', { ...facts, toldOn }, 'en'),
      told: (messageId) => ({
        type: 'third-party.told-back',
        data: { right, recipient, messageId },
      }),
    });
  }
}
