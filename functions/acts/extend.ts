/** An operator needs more time for a CCPA answer (L-02). */
import type { Actor } from '../../core/case/events.ts';
import { extend as extendCase } from '../../core/case/extension.ts';
import type { CaseId } from '../../core/ids.ts';
import type { ExtensionReason } from '../../core/law/extension.ts';
import type { Context } from '../context.ts';
import { tellWhatIsOwed } from '../desk.ts';

/**
 * Recorded first, then told by mail at once; a mail that a crash kept back is sent by the sweep.
 * @throws {Refused} `not-extendable`, `extended-already`, `extension-too-late`, `case-closed`
 */
export async function extend(
  context: Context,
  caseId: CaseId,
  by: Actor,
  reason: ExtensionReason,
): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  const state = await context.cases.act(caseId, by, (newest) => extendCase(newest, reason, now));
  await tellWhatIsOwed(context, state);
}
