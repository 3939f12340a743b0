/** Asking every store, and what a person does where a store does not answer. */
import type { CollectionFinding, Finding } from '../finding.ts';
import type { StoreId } from '../ids.ts';
import { onlyProvisionRecords, reaches } from '../law/provision.ts';
import type { Right } from '../law/rights.ts';
import { needsCollection } from '../law/rules.ts';
import type { NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled } from './tasks.ts';

/** What the stores are searched for, and what is kept of it; null where nobody's data is looked at. */
export function searchFor(
  rights: readonly Right[],
): { scope: 'everything' | 'provision-records'; keep: 'rows' | 'categories' } | null {
  const searched = rights.filter(needsCollection);
  if (searched.length === 0) return null;
  return {
    scope: onlyProvisionRecords(rights) ? 'provision-records' : 'everything',
    keep: searched.some((right) => right !== 'ccpa.know-categories') ? 'rows' : 'categories',
  };
}

/** Frozen once: a store added to the data map later does not change a case in flight. */
export function planCollection(state: CaseState, stores: readonly StoreId[]): NewEvent[] {
  if (state.stores.length > 0) return [];
  return [{ type: 'collection.planned', data: { stores: [...stores] } }];
}

export const findingOf = (state: CaseState, store: StoreId): Finding | undefined =>
  state.findings.find((finding) => finding.store === store);

export function recordFinding(state: CaseState, finding: Finding): NewEvent[] {
  return findingOf(state, finding.store) ? [] : [{ type: 'finding.recorded', data: finding }];
}

/** Whether anything personal that the right reaches was found anywhere, as far as is known. */
export const somethingHeld = (state: CaseState, right: Right): boolean =>
  state.findings.some(
    (finding) =>
      (finding.status === 'by-hand' && finding.held) ||
      collectionsFor(finding, right).some(({ count }) => count > 0),
  );

/** Of a store's collections those that the right reaches. */
export const collectionsFor = (finding: Finding, right: Right): readonly CollectionFinding[] =>
  finding.status === 'left-out' ? [] : finding.collections.filter((one) => reaches(right, one));

export type ByHand =
  | { how: 'retry' }
  | { how: 'by-hand'; held: boolean; note: string }
  | { how: 'left-out'; reason: string };

/** An operator's answer for one store: ask it again, looked by hand, or said in the letter as left out. */
export function collectByHand(state: CaseState, store: StoreId, answer: ByHand): NewEvent[] {
  const task = openTask(state, 'collect-by-hand', store);
  if (!task) throw new Refused('already-answered');
  switch (answer.how) {
    case 'retry':
      return [settled(task.id, 'retry')];
    case 'by-hand': {
      if (answer.note.trim() === '') throw new Refused('note-needed');
      const { held, note } = answer;
      return [
        {
          type: 'finding.recorded',
          data: { status: 'by-hand', store, held, collections: [] },
        },
        explained(store, note),
        settled(task.id, 'done'),
      ];
    }
    case 'left-out': {
      if (answer.reason.trim() === '') throw new Refused('note-needed');
      return [
        { type: 'finding.recorded', data: { status: 'left-out', store } },
        explained(store, answer.reason),
        settled(task.id, 'left-out'),
      ];
    }
  }
}

const explained = (store: StoreId, words: string): NewEvent => ({
  type: 'store.explained',
  data: { store },
  personal: { words },
});

/** What was written of a store, last. */
export const explanationOf = (state: CaseState, store: StoreId): string | null =>
  state.explained.findLast((one) => one.store === store)?.words ?? null;

/** A case that could not go on by itself: the cause is mended, or it is carried on outside. */
export function unstick(state: CaseState, how: 'retry' | 'abandon'): NewEvent[] {
  const task = openTask(state, 'unstick');
  if (!task) throw new Refused('already-answered');
  return [settled(task.id, how)];
}
