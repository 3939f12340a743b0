/** Mails to third parties that were told of an opt-out which was denied since (L-26). */
import { toldInVain } from '../core/case/doubt.ts';
import type { CaseState } from '../core/case/state.ts';
import { dayIn, ZONES } from '../core/law/calendar.ts';
import type { ThirdPartyId } from '../core/law/know-categories.ts';
import type { Right } from '../core/law/rights.ts';
import { thirdPartiesToTell } from '../core/law/third-parties.ts';
import { notice } from '../core/notices/index.ts';
import type { Context } from './context.ts';
import { messageIdOf, NothingToSay, pseudonymOf, send, senderOf } from './notify.ts';

/**
 * Tells each that was told before, once. Quietly nothing once the case was purged.
 * @throws {NothingToSay} where the settings give no address any more
 */
export async function tellOfDenial(context: Context, state: CaseState): Promise<void> {
  for (const { right, recipient, at } of toldInVain(state)) {
    const party = thirdPartiesToTell(right).find(({ id }) => id === recipient);
    if (party) await tellOne(context, state, { right, party: party.id, at });
  }
}

async function tellOne(
  context: Context,
  state: CaseState,
  { right, party, at }: { right: Right; party: ThirdPartyId; at: string },
): Promise<void> {
  const { caseId, requester } = state;
  const to = context.settings.thirdPartyAddresses[party];
  if (!requester) return;
  if (!to) throw new NothingToSay(`no address for notices to ${party}: see KAIJI_THIRD_PARTIES`);
  const messageId = messageIdOf(context, caseId, `${right}-denied-to-${party}`);
  const facts = {
    ...senderOf(context, 'en'),
    caseId,
    pseudonym: pseudonymOf(state.subject?.email ?? requester.email),
    toldOn: dayIn(ZONES[state.regime], at),
  };
  await send(context, { messageId, to, words: notice('third-party-opt-out-denied', facts, 'en') });
  await context.cases.act(caseId, 'workflow', (now) =>
    toldInVain(now).some((one) => one.right === right && one.recipient === party)
      ? [{ type: 'third-party.told-back', data: { right, recipient: party, messageId } }]
      : [],
  );
}
