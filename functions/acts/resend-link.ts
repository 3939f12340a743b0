/** The link to a case's page once more, for one who knows its number and its address. */
import { linkExpired } from '../../core/case/answer.ts';
import { mailAddressOf } from '../../core/case/returned.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../notify.ts';
import { reissueLink } from './fetch-answer.ts';

/** One mail in so many minutes: nobody fills another's mailbox by asking again and again. */
const MINUTES = 10;

const plain = (address: string) => address.normalize('NFKC').trim().toLowerCase();

/**
 * Mails the present link, or a new one for an answer whose link has expired, if number and address belong together, and does nothing otherwise. The
 * caller learns nothing from it (L-32).
 */
export async function resendLink(context: Context, caseId: CaseId, email: string): Promise<void> {
  const state = await context.cases.find(caseId);
  const address = state && mailAddressOf(state);
  if (!address || plain(address) !== plain(email)) return;
  const now = context.ports.clock.now().toISOString();
  // One that opens the answer no longer would only lead to asking once more.
  if (state.answer && !state.purgedAt && linkExpired(state, now))
    return reissueLink(context, state);
  const window = Math.floor(context.ports.clock.now().getTime() / (MINUTES * 60_000));
  await sendNotice(context, state, { purpose: 'link-again', key: `link-again-${window}` });
}
