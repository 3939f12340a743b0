/**
 * A question that came with a right which waits for identity, fee or search: it needs none of these and
 * is answered first (P-9), so that its own days do not pass meanwhile. The letter says the reply again.
 */
import type { Decision, NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask } from './tasks.ts';

/** Among the kinds of tasks in the queue. */
export const ANSWER_INQUIRY = 'answer-inquiry';

export const INQUIRY_ANSWERED = 'inquiry-answered';

/** What stands for it among the decisions. */
const ANSWERED: Decision = {
  right: 'inquiry',
  outcome: 'answered',
  grounds: ['inquiry.answered'],
};

/** The decision that an early answer leaves to be told in the letter. */
export const answeredFirst = ({ plan, inquiry }: CaseState): Decision[] =>
  inquiry && plan?.verified.includes('inquiry') ? [ANSWERED] : [];

/** Why the question cannot be answered by itself, now or any more; `null` where it can. */
export function whyNotAnswerFirst(state: CaseState): Refused['reason'] | null {
  if (state.closed || state.withdrawnAt || state.mergedInto) return 'case-closed';
  const verified = state.plan?.verified ?? [];
  if (!verified.includes('inquiry')) return 'no-question';
  // It comes with the decision where nothing else is waited for.
  if (verified.length === 1 || openTask(state, 'decide')) return 'no-question';
  if (state.inquiry || state.decisions.length > 0 || state.proposed.length > 0)
    return 'already-answered';
  return state.contactConfirmed || state.agent ? null : 'not-confirmed';
}

/**
 * @param reply in the operator's own words; nobody knows yet who asks
 * @throws {Refused} as `whyNotAnswerFirst`, `reply-needed`
 */
export function answerFirst(state: CaseState, reply: string): NewEvent[] {
  const why = whyNotAnswerFirst(state);
  if (why) throw new Refused(why);
  const words = reply.trim();
  if (words === '') throw new Refused('reply-needed');
  return [{ type: 'inquiry.answered', data: {}, personal: { reply: words } }];
}

/** Answered, and the requester has not been told where to read it. */
export const inquiryUntold = ({ inquiry, notices }: CaseState): boolean =>
  inquiry !== null && !notices.some(({ purpose }) => purpose === INQUIRY_ANSWERED);
