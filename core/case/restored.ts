/** What has to be done once more in a store that was put back from a backup (L-16). */
import type { Instant, StoreId } from '../ids.ts';
import { type ChangeKind, changeFor } from '../law/changes.ts';
import type { Right } from '../law/rights.ts';
import type { CaseState } from './state.ts';

export interface DoneSince {
  right: Right;
  change: ChangeKind;
  at: Instant;
  /** Something was kept: the case says what, and under which exception. */
  partly: boolean;
}

/** What was carried out there from that moment on; what was found not to be held, or was not done, is not. */
export function doneSince(state: CaseState, store: StoreId, since: Instant): DoneSince[] {
  return state.carriedOut.flatMap(({ at, how, right, store: where }) => {
    if (where !== store || at < since || (how !== 'done' && how !== 'partly')) return [];
    const outcome = state.decisions.find((one) => one.right === right)?.outcome;
    const change = outcome && changeFor(right, outcome)?.change;
    return change ? [{ right, change, at, partly: how === 'partly' }] : [];
  });
}
