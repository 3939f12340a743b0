/** An operator merges a person's second case into the first. */
import type { Actor } from '../../core/case/events.ts';
import { merge as mergeCase } from '../../core/case/merging.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/**
 * Recorded in the later case alone; nothing is written to the earlier one, which goes on.
 * @throws {Refused} `case-closed`, `not-a-duplicate`
 * @throws {NoSuchCase}
 */
export async function merge(
  context: Context,
  caseId: CaseId,
  by: Actor,
  into: CaseId,
): Promise<void> {
  const earlier = await context.cases.read(into);
  await act(context, caseId, by, (now) => mergeCase(now, earlier));
}
