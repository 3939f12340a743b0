/** How a case comes to its end. */

import type { Instant } from '../ids.ts';
import type { RefundQuestion } from '../law/fee.ts';
import { somethingChanged } from './changes.ts';
import type { EventOf, NewEvent } from './events.ts';
import { giveBack } from './fee.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTasks, settled } from './tasks.ts';

/**
 * The requester no longer wants it: every wait ends, whoever it waits for.
 * @throws {Refused} `case-closed`; `already-carried-out` once a store was changed, which nothing undoes:
 *   the case goes on to the letter that says what was done
 */
export function withdraw(state: CaseState): NewEvent[] {
  if (state.closed) throw new Refused('case-closed');
  if (state.withdrawnAt || state.mergedInto) return [];
  if (somethingChanged(state)) throw new Refused('already-carried-out');
  return [
    { type: 'case.withdrawn', data: {} },
    ...openTasks(state).map((task) => settled(task.id, 'withdrawn')),
  ];
}

export type Ending = EventOf<'case.closed'>['data']['outcome'];

/** Closes, giving the fee back where the rules say so (L-09). */
export function close(state: CaseState, outcome: Ending, purgeAt: Instant): NewEvent[] {
  if (state.closed) return [];
  return [
    ...giveBack(state, refundQuestion(state, outcome)),
    ...openTasks(state).map((task) => settled(task.id, 'abandon')),
    { type: 'case.closed', data: { outcome, purgeAt } },
  ];
}

function refundQuestion(state: CaseState, outcome: Ending): RefundQuestion {
  if (state.decisions.length > 0) return { reason: 'decided', decisions: state.decisions };
  if (outcome === 'withdrawn')
    return { reason: 'withdrawn', collectionStarted: state.stores.length > 0 };
  if (outcome === 'merged') return { reason: 'merged' };
  return { reason: 'closed-without-disclosure' };
}
