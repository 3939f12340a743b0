/** An operator answers the question of a case before its other rights (P-9). */
import type { Actor } from '../../core/case/events.ts';
import { answerFirst } from '../../core/case/inquiry.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { tellWhatIsOwed } from '../desk.ts';

/** @throws {Refused} as `answerFirst` */
export async function answerInquiry(
  context: Context,
  caseId: CaseId,
  by: Actor,
  reply: string,
): Promise<void> {
  const state = await context.cases.act(caseId, by, (now) => answerFirst(now, reply));
  await tellWhatIsOwed(context, state);
}
