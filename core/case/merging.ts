/** A second case of one person for the same rights, and its merging into the first. */
import { periodHolds } from '../law/duplicates.ts';
import type { NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import { isEstablished, personKey } from './same-person.ts';
import type { CaseState } from './state.ts';
import { openTasks, settled } from './tasks.ts';

/** Whether something can still become of it. */
const isRunning = (state: CaseState): boolean =>
  !state.closed && !state.withdrawnAt && !state.mergedInto && state.answer === null;

const isUndecided = ({ decisions, proposed }: CaseState): boolean =>
  decisions.length === 0 && proposed.length === 0;

const isAfter = (one: CaseState, other: CaseState): boolean =>
  one.receivedAt === other.receivedAt
    ? one.caseId > other.caseId
    : one.receivedAt > other.receivedAt;

/**
 * Whether the earlier case, as it stands, answers all that the later one asks for. Never true before
 * it is known of both who asks (L-32).
 */
export function isDuplicate(later: CaseState, earlier: CaseState): boolean {
  const key = personKey(later);
  const asked = later.plan?.verified ?? [];
  const answered = earlier.plan?.verified ?? [];
  return (
    key !== null &&
    key === personKey(earlier) &&
    isEstablished(later) &&
    isEstablished(earlier) &&
    isRunning(later) &&
    isUndecided(later) &&
    isRunning(earlier) &&
    isAfter(later, earlier) &&
    // An answer to the one who asked before must be an answer to whoever asks now.
    later.agent === null &&
    earlier.agent === null &&
    asked.length > 0 &&
    asked.every((right) => answered.includes(right)) &&
    periodHolds(earlier.period, later.period) &&
    earlier.delivery === later.delivery &&
    asksNothingElse(later, earlier)
  );
}

/** Another thing to correct is another request, though of the same right (L-17, L-20). */
const asksNothingElse = (later: CaseState, earlier: CaseState): boolean =>
  later.requester?.particulars === undefined ||
  JSON.stringify(later.requester.particulars) === JSON.stringify(earlier.requester?.particulars);

/**
 * Every wait of the later case ends; the workflow closes it, tells the requester, destroys evidence
 * and gives back what was paid. The earlier case goes on as it was.
 * @throws {Refused} `case-closed`, `not-a-duplicate`
 */
export function merge(later: CaseState, earlier: CaseState): NewEvent[] {
  if (later.mergedInto === earlier.caseId) return [];
  if (later.closed) throw new Refused('case-closed');
  if (!isDuplicate(later, earlier)) throw new Refused('not-a-duplicate', earlier.caseId);
  return [
    { type: 'case.merged', data: { into: earlier.caseId } },
    ...openTasks(later).map((task) => settled(task.id, 'merged')),
  ];
}
