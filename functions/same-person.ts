/** The other cases of the person who asks, by the keyed hash of the confirmed address. */
import { isEstablished, personKey } from '../core/case/same-person.ts';
import type { CaseState } from '../core/case/state.ts';
import { BrokenLog } from '../platform/cases.ts';
import type { Context } from './context.ts';

/** None before it is known who asks (L-32). A case that cannot be read is told of and left out. */
export async function otherCasesOf(context: Context, state: CaseState): Promise<CaseState[]> {
  const key = personKey(state);
  if (!isEstablished(state) || key === null) return [];
  const others: CaseState[] = [];
  for (const { caseId } of await context.ports.caseIndex.bySubjectKey(key)) {
    if (caseId === state.caseId) continue;
    try {
      const other = await context.cases.find(caseId);
      if (other && personKey(other) === key) others.push(other);
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      context.log('log of a case does not hold', { caseId });
    }
  }
  return others;
}
