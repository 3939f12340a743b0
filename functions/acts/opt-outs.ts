/** What a person has opted out of or limited, found by keyed hashes of the address (L-23, L-24). */
import { isDenied } from '../../core/case/doubt.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { Instant } from '../../core/ids.ts';
import type { Right } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';
import { subjectKeys } from './subject-keys.ts';

/** The newest case in which the person asked for the right and that was neither withdrawn nor denied. */
export async function newestAsking(
  context: Context,
  person: { email: string; phone?: string | undefined },
  right: Right,
): Promise<{ state: CaseState; at: Instant } | null> {
  const keys = await subjectKeys(context, person);
  const rows = await Promise.all(keys.map((key) => context.ports.caseIndex.bySubjectKey(key)));
  const asking = rows
    .flat()
    .filter(({ rights }) => rights.includes(right))
    .map(({ caseId }) => caseId);
  let newest: { state: CaseState; at: Instant } | null = null;
  for (const caseId of new Set(asking)) {
    const state = await context.cases.find(caseId);
    const at = state && sinceWhen(state, right);
    if (state && at && (!newest || at > newest.at)) newest = { state, at };
  }
  return newest;
}

/**
 * From when on the right counts: carried out, or received and on its way to be. An agent's has to be
 * proven first; one that was denied as fraud counts no more (L-06).
 */
function sinceWhen(state: CaseState, right: Right): Instant | null {
  if (isDenied(state, right)) return null;
  const applied = state.applied.find((one) => one.right === right);
  if (applied) return applied.at;
  return state.withdrawnAt || state.closed || state.agent ? null : state.receivedAt;
}
