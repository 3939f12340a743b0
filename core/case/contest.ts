/** The person contests what was left uncorrected, and an operator notes it where it is held (L-17). */
import type { Instant } from '../ids.ts';
import { CONTEST, countWords, mayContest } from '../law/contest.ts';
import { laterPurge } from '../law/retention.ts';
import type { Right } from '../law/rights.ts';
import type { NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';

/** Among the kinds of tasks in the queue. */
export const NOTE_CONTEST = 'note-contest';

export const CONTEST_NOTED = 'contest-noted';

/** Corrections of the answer that may be, or have been, contested. */
export const contestable = (state: CaseState): Right[] =>
  state.answer === null
    ? []
    : state.decisions.flatMap(({ right, grounds }) => (mayContest(grounds) ? [right] : []));

export const contestOf = (state: CaseState, right: Right): CaseState['contested'][number] | null =>
  state.contested.find((one) => one.right === right) ?? null;

/** What waits for an operator to note it; nothing can be read any more after the purge. */
export const contestsToNote = (state: CaseState): CaseState['contested'] =>
  state.purgedAt ? [] : state.contested.filter(({ noted }) => noted === null);

/** Noted, and the person has not been told yet. */
export const contestUntold = (state: CaseState): boolean =>
  state.contested.some(({ noted }) => noted !== null) &&
  !state.notices.some(({ purpose }) => purpose === CONTEST_NOTED);

/**
 * Once for each right. What was said stays for thirty days at least, so that it can be noted.
 * @param statement may be empty: then the item is noted as contested without one
 * @throws {Refused} `no-answer-yet`, `outcome-not-allowed`, `already-answered`, `statement-too-long`
 */
export function contest(
  state: CaseState,
  right: Right,
  statement: string,
  now: Instant,
): NewEvent[] {
  if (state.answer === null || state.purgedAt) throw new Refused('no-answer-yet');
  if (!contestable(state).includes(right)) throw new Refused('outcome-not-allowed', right);
  if (contestOf(state, right)) throw new Refused('already-answered');
  const said = statement.trim();
  const words = countWords(said);
  if (words > CONTEST.statementWords)
    throw new Refused('statement-too-long', `${words} words; allowed: ${CONTEST.statementWords}`);
  return [
    {
      type: 'correction.contested',
      data: { right, words, purgeAt: laterPurge(state.closed, now) },
      personal: { statement: said },
    },
  ];
}

/**
 * An operator says where it was noted and who was told.
 * @throws {Refused} `already-answered`, `note-needed`
 */
export function noteContest(state: CaseState, right: Right, note: string): NewEvent[] {
  if (!contestsToNote(state).some((one) => one.right === right))
    throw new Refused('already-answered');
  const words = note.trim();
  if (words === '') throw new Refused('note-needed');
  return [{ type: 'contest.noted', data: { right }, personal: { note: words } }];
}
