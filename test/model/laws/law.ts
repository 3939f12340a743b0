/** The shape of a law: a sentence, and where it looks. Each look gives what is wrong; `[]` is nothing. */
import type { CaseEvent } from '../../../core/case/events.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { dayIn, daysBetween } from '../../../core/law/calendar.ts';
import type { Clock } from '../../../core/law/plan.ts';
import type { LetterData } from '../../../core/letter/data.ts';

/** What is left of a run besides its log. */
export interface Remains {
  /** How the workflow ended; null while it has not. */
  status: string | null;
  /** Tasks whose tokens are held. */
  held: readonly string[];
  /** Names of files in the vault. */
  files: readonly string[];
  /** Payments that were paid back. */
  refunded: readonly string[];
  keyDestroyed: boolean;
}

export interface Law {
  says: string;
  /** As an event is written, with the state that its commit leads to. */
  onEvent?: (event: CaseEvent, state: CaseState) => readonly string[];
  /** As the letter is made. */
  onLetter?: (letter: LetterData, state: CaseState) => readonly string[];
  /** Wherever somebody is waited for. */
  onWait?: (state: CaseState, remains: Remains) => readonly string[];
  /** Once the workflow has ended. */
  atEnd?: (state: CaseState, remains: Remains) => readonly string[];
  /** When everything personal is due to be gone. */
  afterPurge?: (state: CaseState, remains: Remains) => readonly string[];
}

/** The clocks among these whose last lawful day was over at that moment. */
export function late({ plan }: CaseState, at: string, which: (clock: Clock) => boolean): string[] {
  return (plan?.clocks ?? []).filter(which).flatMap(({ right, zone, limit }) => {
    const day = dayIn(zone, at);
    return limit !== null && day > limit
      ? [`${right}: ${daysBetween(limit, day)} days after its limit`]
      : [];
  });
}

export const told = ({ notices }: CaseState, purpose: string): boolean =>
  notices.some((sent) => sent.purpose === purpose);

/** A fault where it does not hold. */
export const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);
