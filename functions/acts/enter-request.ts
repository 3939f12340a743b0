/** A request that came by phone, by post or to a person, taken down by an operator (L-31). */
import { z } from 'zod';
import { type Actor, Arrival } from '../../core/case/events.ts';
import { openFromOperator } from '../../core/case/opening.ts';
import type { CaseId } from '../../core/ids.ts';
import { Day } from '../../core/law/plan.ts';
import type { Context } from '../context.ts';
import { caseIdFor, Submission } from './open-request.ts';
import { subjectKeys } from './subject-keys.ts';

/** The same as the web form asks of people for themselves, and how and on which day it came. */
export const Entered = z
  .strictObject({ ...Submission.shape, how: Arrival, on: Day })
  .omit({ agent: true });
export type Entered = z.infer<typeof Entered>;

/**
 * Opens the case and starts its workflow; the person confirms by the mailed link as after the web form.
 * @throws {MixedRegimes} @throws {ReceiptOutOfRange}
 */
export async function enterRequest(
  context: Context,
  by: Actor,
  { name, email, phone, message, postalAddress, nonce, how, on, ...asked }: Entered,
): Promise<CaseId> {
  const caseId = await caseIdFor(context, 'operator', nonce);
  const person = {
    ...{ name, email },
    ...(phone && { phone }),
    ...(message && { message }),
    ...(postalAddress && { postalAddress }),
  };
  const keys = { subjectKeys: await subjectKeys(context, person), submission: nonce };
  const now = context.ports.clock.now().toISOString();
  await context.cases.open(caseId, by, openFromOperator(asked, { on, how, now }, person, keys));
  await context.ports.workflow.start(caseId, { caseId });
  context.log('case opened', { caseId, channel: 'operator' });
  return caseId;
}
