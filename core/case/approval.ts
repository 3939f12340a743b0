/** The second look: a decision that another person must approve before it counts (L-07). */
import type { Actor, NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled } from './tasks.ts';

export type SecondLook = { how: 'approve' } | { how: 'send-back'; note: string };

/** Whether this operator proposed any of what waits: nobody approves a decision of their own. */
export const proposedBy = (state: CaseState, by: Actor): boolean =>
  state.proposed.some((proposal) => proposal.by === by);

/**
 * Approves all that is proposed, or sends it back to be decided anew.
 * @throws {Refused} `already-answered`, `approver-needed`, `own-decision`, `reason-needed` (no note)
 */
export function lookAgain(
  state: CaseState,
  { by, mayApprove }: { by: Actor; mayApprove: boolean },
  look: SecondLook,
): NewEvent[] {
  const task = openTask(state, 'approve');
  if (!task) throw new Refused('already-answered');
  if (!mayApprove) throw new Refused('approver-needed');
  if (proposedBy(state, by)) throw new Refused('own-decision');
  if (look.how === 'approve')
    return [
      ...state.proposed.map(
        ({ right }): NewEvent => ({
          type: 'decision.approved',
          data: { right },
        }),
      ),
      settled(task.id, 'approved'),
    ];
  const note = look.note.trim();
  if (note === '') throw new Refused('reason-needed');
  return [
    { type: 'decision.sent-back', data: {}, personal: { note } },
    settled(task.id, 'sent-back'),
  ];
}
