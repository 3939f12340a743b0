/**
 * What was recorded for the workflow and may have been lost on its way there. Only an event that
 * the waiting branch itself brings about shows that it went on: others write at the same time.
 */
import type { Instant, StoreId, TaskId } from '../ids.ts';
import type { CaseEvent } from './events.ts';

export interface Unheard {
  /** The task that was settled; `null` for the opening of the case. */
  task: TaskId | null;
  since: Instant;
}

/** Oldest first. */
export function unheardAfter(before: readonly Unheard[], event: CaseEvent): Unheard[] {
  if (event.type === 'task.settled' && event.by !== 'workflow')
    return [...before, { task: event.data.taskId, since: event.at }];
  if (event.by !== 'workflow') return [...before];
  switch (event.type) {
    case 'plan.made':
    case 'points.checked':
    case 'identity.settled':
    case 'collection.planned':
    case 'changes.planned':
    case 'answer.assembled':
    case 'case.stuck':
    case 'case.closed':
      return [];
    case 'task.opened':
    case 'store.handed-over':
    case 'finding.recorded': {
      const { store } = event.data;
      return store ? before.filter(({ task }) => !isOfStore(task, store)) : [];
    }
    default:
      return [...before];
  }
}

/** Stores are collected and changed side by side: one that goes on says nothing of the others. */
const isOfStore = (task: TaskId | null, store: StoreId): boolean =>
  ['collect-by-hand', 'carry-out'].some(
    (kind) => task?.replace(/^.*\/|(\.\d+)?(#\d+)?$/g, '') === `${kind}-${store}`,
  );
