/** One line of the console's queue: no personal data, made anew from the log at any time. */

import { z } from 'zod';
import { CaseId, type Instant } from '../ids.ts';
import { clocksFor } from '../law/clocks.ts';
import { isOnPaper } from '../law/delivery.ts';
import type { Clock } from '../law/plan.ts';
import { recordExpiresAt } from '../law/retention.ts';
import { Regime } from '../law/rights.ts';
import { nextStageAt, type WarningStage } from '../law/warnings.ts';
import { contestsToNote, NOTE_CONTEST } from './contest.ts';
import { openDoubts } from './doubt.ts';
import { Channel } from './events.ts';
import { ANSWER_INQUIRY, whyNotAnswerFirst } from './inquiry.ts';
import { STATIONS, stationOf } from './journey.ts';
import { isHeld, MEND_CONTACT, unmended } from './returned.ts';
import type { CaseState } from './state.ts';
import { openTasks } from './tasks.ts';

export const CaseRow = z.strictObject({
  caseId: CaseId,
  /** Number of commits the row was made from; an older row never replaces a newer one. */
  position: z.int(),
  /** `closed` once there is nothing to do with it: mails may come back after the close. */
  status: z.enum(['open', 'closed']),
  stage: z.enum(STATIONS),
  channel: Channel,
  regime: Regime,
  rights: z.array(z.string()),
  receivedAt: z.iso.datetime(),
  /** Earliest target date among the clocks still running, `YYYY-MM-DD` in the regime's zone. */
  targetDate: z.string().nullable(),
  limitDate: z.string().nullable(),
  /** HMACs of the normalised e-mail address and phone: equal people, no personal data. */
  subjectKeys: z.array(z.string()),
  /** Kinds of open tasks that wait for an operator, and `mend-contact` where mails came back. */
  operatorTasks: z.array(z.string()),
  /** Since when the one that has waited longest does; `null` where none does, and in rows of before. */
  operatorSince: z.iso.datetime().nullable().default(null),
  /** Kinds of open tasks that wait for the requester. */
  requesterTasks: z.array(z.string()),
  /** Earliest moment at which the sweep has something to do here; `null` for never. */
  nextSweepAt: z.iso.datetime().nullable(),
});
export type CaseRow = z.infer<typeof CaseRow>;

export function rowOf(state: CaseState): CaseRow {
  const open = openTasks(state);
  const doubted = openDoubts(state).length > 0;
  const contested = contestsToNote(state).length > 0;
  const clocks = runningClocks(state);
  const comesBack = unmended(state).length > 0;
  return {
    caseId: state.caseId,
    position: state.position,
    // After the close, too: a doubt, something contested, a mail that came back waits for somebody.
    status: state.closed && !doubted && !contested && !comesBack ? 'closed' : 'open',
    stage: stationOf(state),
    channel: state.channel,
    regime: state.regime,
    rights: [...state.rights],
    receivedAt: state.receivedAt,
    targetDate: earliest(clocks.map((clock) => clock.target)),
    limitDate: earliest(clocks.flatMap((clock) => clock.limit ?? [])),
    subjectKeys: [...state.subjectKeys],
    operatorTasks: [
      ...open.filter((task) => task.waitsFor === 'operator').map((task) => task.kind),
      ...(doubted ? ['approve'] : []),
      ...(comesBack ? [MEND_CONTACT] : []),
      ...(contested ? [NOTE_CONTEST] : []),
      ...(whyNotAnswerFirst(state) === null ? [ANSWER_INQUIRY] : []),
    ],
    operatorSince: earliest(
      open.filter((task) => task.waitsFor === 'operator').map((task) => task.openedAt),
    ),
    requesterTasks: open.filter((task) => task.waitsFor === 'requester').map((task) => task.kind),
    nextSweepAt: nextSweepAt(state),
  };
}

/** Clocks of rights that are not answered yet. */
export function runningClocks(state: CaseState) {
  if (state.closed) return [];
  // An e-mail not completed yet: the strictest clock that may already be running (L-01).
  if (!state.plan) return clocksFor('ccpa.know-specific', state.receivedAt);
  const acknowledged = state.notices.some(arrived('acknowledgement'));
  return state.plan.clocks.filter((clock) => {
    if (clock.kind === 'acknowledge') return !acknowledged;
    const applied = state.applied.some((done) => done.right === clock.right);
    const isOut = isOnPaper(state) ? state.posted !== null : state.answer !== null;
    const answered = isOut && !state.plan?.unverified.includes(clock.right);
    const first = clock.right === 'inquiry' && state.inquiry !== null;
    return !applied && !answered && !first;
  });
}

/** Came back, and nobody has seen to it: nobody was told (L-03). */
const arrived =
  (purpose: string) =>
  (notice: CaseState['notices'][number]): boolean =>
    notice.purpose === purpose && (!notice.bounced || notice.overtaken);

/**
 * Clocks that operators are told of. Not those of a mail whose sender is still asked what is meant:
 * that wait ends before any of them is near. Not where nobody wants an answer any more either.
 */
export function watchedClocks(state: CaseState): Clock[] {
  const unclear = !state.plan && openTasks(state).some(({ kind }) => kind === 'complete-request');
  return unclear || state.withdrawnAt || state.mergedInto ? [] : runningClocks(state);
}

/** The stages of this clock that operators have been told of. */
export const toldOf = (state: CaseState, { rule, target }: Clock): WarningStage[] =>
  state.warnings
    .filter((one) => one.rule === rule && one.target === target)
    .map((one) => one.stage);

/**
 * What a crash may have left half done is due at once; otherwise the next reminder, expiry, stage of
 * a clock or purge, and at last the end of the record (L-27).
 */
function nextSweepAt(state: CaseState): Instant | null {
  const { closed } = state;
  if (closed && state.purgedAt) {
    // Nobody can be written to any more, but money is still owed.
    const owed = state.payments.some((payment) => payment.refund === 'owed');
    return owed ? state.unfinishedSince : recordExpiresAt(state.regime, closed.at);
  }
  if (state.unfinishedSince) return state.unfinishedSince;
  if (closed) return closed.purgeAt;
  const ofTasks = state.tasks.flatMap((task) => {
    if (task.outcome !== null || isHeld(state, task)) return [];
    // Near the end of a clock a wait may end before its reminder would be due.
    const remindAt = task.reminded ? null : task.remindAt;
    return [remindAt, task.expiresAt];
  });
  const ofClocks = watchedClocks(state).map((clock) => nextStageAt(clock, toldOf(state, clock)));
  return earliest([...ofTasks, ...ofClocks].filter((moment) => moment !== null));
}

function earliest(moments: readonly string[]): string | null {
  return moments.reduce<string | null>(
    (first, moment) => (first === null || moment < first ? moment : first),
    null,
  );
}
