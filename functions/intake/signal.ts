/**
 * A browser's opt-out signal (L-23) from a consumer whom we know: once for each person, an opt-out case
 * without identity, agent's proof or fee. Safe to run again for the same signal, at any moment.
 */
import { openFromSignal } from '../../core/case/opening.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { Instant } from '../../core/ids.ts';
import type { Language } from '../../core/law/rights.ts';
import { SIGNAL } from '../../core/law/signal.ts';
import { caseIdFor } from '../acts/open-request.ts';
import { newestAsking } from '../acts/opt-outs.ts';
import { subjectKeys } from '../acts/subject-keys.ts';
import type { Context } from '../context.ts';

export interface Signalled {
  email: string;
  name: string;
  language: Language;
  /** The last opt-in that the company knows of: a signal after it counts anew. */
  optedInAt: Instant | null;
}

/** The case that carries the opt-out: one that stands already, or a new one. */
export async function honourSignal(context: Context, signalled: Signalled): Promise<CaseState> {
  const { email, name, language, optedInAt } = signalled;
  const standing = await newestAsking(context, { email }, SIGNAL.right);
  if (standing && (optedInAt === null || standing.at >= optedInAt)) return standing.state;
  const keys = await subjectKeys(context, { email });
  const submission = [...keys, optedInAt ?? ''].join('|');
  const caseId = await caseIdFor(context, 'signal', submission);
  const opening = openFromSignal(
    language,
    { name, email },
    { subjectKeys: keys, submission: caseId },
  );
  const state = await context.cases.open(caseId, 'requester', opening);
  await context.ports.workflow.start(caseId, { caseId });
  context.log('case opened', { caseId, channel: 'signal' });
  return state;
}
