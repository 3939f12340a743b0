/** An operator sees to mails that came back. */
import { type Mending, mendContact as mend } from '../../core/case/contact.ts';
import type { Actor } from '../../core/case/events.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act, tellWhatIsOwed } from '../desk.ts';
import { subjectKeys } from './subject-keys.ts';

/** As the form has it: without the hashes of the address, which `core` cannot make. */
type Given<M = Mending> = M extends Mending ? Omit<M, 'subjectKeys'> : never;

/**
 * Recorded first, then mailed at once; a mail that a crash kept back is sent by the sweep.
 * @throws {Refused} as `mendContact` of `core/case/contact.ts`
 */
export async function mendContact(
  context: Context,
  caseId: CaseId,
  operator: { by: Actor; mayApprove: boolean },
  given: Given,
): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  const mending = await withKeys(context, caseId, given);
  const state = await act(context, caseId, operator.by, (newest) =>
    mend(newest, mending, operator, now),
  );
  await tellWhatIsOwed(context, state);
}

async function withKeys(context: Context, caseId: CaseId, given: Given): Promise<Mending> {
  if (given.how !== 'corrected') return given;
  const { email } = given;
  const { requester } = await context.cases.read(caseId);
  return { ...given, subjectKeys: await subjectKeys(context, { ...requester, email }) };
}
