/** A denied correction is contested by the person, and noted by an operator (L-17). */
import { contest as contestCase, noteContest as noteInCase } from '../../core/case/contest.ts';
import type { Actor } from '../../core/case/events.ts';
import type { CaseId } from '../../core/ids.ts';
import type { Right } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';
import { tellWhatIsOwed } from '../desk.ts';

/** @throws {Refused} as the case's own command */
export async function contest(
  context: Context,
  caseId: CaseId,
  right: Right,
  statement: string,
): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  await context.cases.act(caseId, 'requester', (state) =>
    contestCase(state, right, statement, now),
  );
}

/** @throws {Refused} `already-answered`, `note-needed` */
export async function noteContest(
  context: Context,
  caseId: CaseId,
  by: Actor,
  right: Right,
  note: string,
): Promise<void> {
  const state = await context.cases.act(caseId, by, (now) => noteInCase(now, right, note));
  await tellWhatIsOwed(context, state);
}
