/** Deciding, and letting the answer be fetched by the right person only. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../ids.ts';
import { groundsFor, needsApproval, outcomesFor } from '../law/decisions.ts';
import { DELIVERY } from '../law/delivery.ts';
import type { Right } from '../law/rights.ts';
import type { Law } from '../law/versions.ts';
import type { AnswerFile, Decision, NewEvent } from './events.ts';
import { fallen } from './fallen.ts';
import { answeredFirst } from './inquiry.ts';
import { lawFor } from './law.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled, settleOpen } from './tasks.ts';

/** The rights that an operator decides on: all that wait for it, but for those that fell or were answered before. */
export function rightsToDecide(state: CaseState): readonly Right[] {
  const gone = [...fallen(state), ...answeredFirst(state)].map(({ right }) => right);
  return (state.plan?.verified ?? []).filter((right) => !gone.includes(right));
}

/** What a decision is recorded with besides its outcome. */
export interface Deliberation {
  /** Why, by right, where a ground asks for it; kept for the record and never printed. */
  reasons?: Readonly<Partial<Record<Right, string>>>;
  /** What is answered in the operator's own words, by right, where a ground asks for it. */
  replies?: Readonly<Partial<Record<Right, string>>>;
  /** Whether requests to know were answered so often that another may be refused (L-15). */
  repeated?: boolean;
}

/**
 * One decision for each right, each with its grounds from the closed catalogue (L-18). Where one of
 * the grounds needs a second person (L-07), all of them wait as proposals: they make one letter.
 * @throws {Refused} `already-answered`, or what is wrong with the decisions
 */
export function decide(
  state: CaseState,
  decisions: readonly Decision[],
  deliberation: Deliberation = {},
): NewEvent[] {
  const task = openTask(state, 'decide');
  if (!task) throw new Refused('already-answered');
  const asked = rightsToDecide(state);
  if (
    decisions.length !== asked.length ||
    asked.some((right) => !decisions.some((d) => d.right === right))
  )
    throw new Refused('decision-incomplete', `needed: ${asked.join(', ')}`);
  const law = lawFor(state);
  for (const decision of decisions) checkDecision(decision, deliberation, law);
  const waits = decisions.some((one) => needsApproval(one, law));
  return [
    ...[...decisions, ...fallen(state), ...answeredFirst(state)].flatMap((data): NewEvent[] => [
      { type: waits ? 'decision.proposed' : 'decision.made', data },
      ...inWords(data, deliberation, law),
    ]),
    settled(task.id, waits ? 'proposed' : 'done'),
  ];
}

const written = (by: Deliberation['reasons'], right: Right): string => by?.[right]?.trim() ?? '';

function inWords(decision: Decision, { reasons, replies }: Deliberation, law: Law): NewEvent[] {
  const { right } = decision;
  const reason = written(reasons, right);
  const reply = chosenOf(decision, law).some((ground) => ground.needsReply)
    ? written(replies, right)
    : '';
  return [
    ...(reason
      ? [{ type: 'decision.reasoned', data: { right }, personal: { reason } } as const]
      : []),
    ...(reply ? [{ type: 'decision.replied', data: { right }, personal: { reply } } as const] : []),
  ];
}

const chosenOf = ({ right, outcome, grounds }: Decision, law: Law) =>
  groundsFor(right, outcome, law).filter(({ id }) => grounds.includes(id));

/** @throws {Refused} what is wrong with it, by the closed catalogue (L-18) */
export function checkDecision(decision: Decision, deliberation: Deliberation, law: Law): void {
  const { right, outcome, grounds } = decision;
  const allowed: readonly string[] = outcomesFor(right, law);
  if (!allowed.includes(outcome))
    throw new Refused('outcome-not-allowed', `${outcome}; allowed: ${allowed.join(', ')}`);
  const catalogue = groundsFor(right, outcome, law);
  const known = catalogue.map((ground) => ground.id);
  if (known.length > 0 && grounds.length === 0)
    throw new Refused('ground-needed', `${right} ${outcome}: one of ${known.join(', ')}`);
  const foreign = grounds.filter((ground) => !known.includes(ground));
  if (foreign.length > 0)
    throw new Refused('ground-not-allowed', `${foreign.join(', ')}; allowed: ${known.join(', ')}`);
  const chosen = chosenOf(decision, law);
  if (!deliberation.repeated && chosen.some((ground) => ground.onlyRepeats))
    throw new Refused('not-a-repeat', right);
  if (!written(deliberation.reasons, right) && chosen.some((ground) => ground.needsReason))
    throw new Refused('reason-needed', right);
  if (!written(deliberation.replies, right) && chosen.some((ground) => ground.needsReply))
    throw new Refused('reply-needed', right);
}

/** What was replied on a right, last. */
export const replyTo = (state: CaseState, right: Right): string | null =>
  state.replies.findLast((one) => one.right === right)?.reply ??
  (right === 'inquiry' ? (state.inquiry?.reply ?? null) : null);

/** @param mac keyed hash of the code, bound to case and issue: the log never holds the code */
export function issueCode(state: CaseState, mac: string, now: Instant): NewEvent[] {
  if (!state.answer || state.purgedAt) throw new Refused('no-answer-yet');
  const at = Temporal.Instant.from(now);
  const inLast = (hours: number) => {
    const since = at.subtract({ hours }).toString({ smallestUnit: 'millisecond' });
    return state.codesIssued.filter((issued) => issued > since).length;
  };
  const { perHour, perDay } = DELIVERY.code;
  if (inLast(1) >= perHour || inLast(24) >= perDay) throw new Refused('too-many-codes');
  const expiresAt = at
    .add({ minutes: DELIVERY.code.minutes })
    .toString({ smallestUnit: 'millisecond' });
  return [{ type: 'code.issued', data: { issue: nextIssue(state), mac, expiresAt } }];
}

export const nextIssue = (state: CaseState): number => (state.code?.issue ?? 0) + 1;

/** Records a try; whether it was right is for the caller to find in constant time. */
export function tryCode(state: CaseState, right: boolean, now: Instant): NewEvent[] {
  const { code } = state;
  if (!code || code.used || code.tries >= DELIVERY.code.tries || code.expiresAt <= now)
    throw new Refused('code-expired');
  return [{ type: 'code.tried', data: { issue: code.issue, right } }];
}

/** Where a file of the answer lies and what it is; `null` where there is none (any more). */
export function answerFile(state: CaseState, file: AnswerFile) {
  const { answer, purgedAt } = state;
  if (!answer || purgedAt) return null;
  const { key, size, sha256, letter, letterSha256 } = answer;
  if (file === 'package') return { file, key, size, sha256, suffices: true };
  return letter
    ? { file, key: letter.key, size: letter.size, sha256: letterSha256, suffices: letter.alone }
    : null;
}

/**
 * Each download is logged (L-30), with the bytes that were sent of it. Once every byte of the package
 * was sent, in parts or at once, the wait for it ends; or of the letter, where it is all there is.
 */
export function recordDownload(
  state: CaseState,
  file: AnswerFile,
  part: { from: number; bytes: number },
): NewEvent[] {
  const known = answerFile(state, file);
  const before = state.downloads.filter((one) => one.file === file);
  const complete = known?.suffices === true && coversAll([...before, part], known.size);
  return [
    { type: 'answer.downloaded', data: { ...part, complete, file } },
    ...(complete ? settleOpen(state, 'fetch-answer', 'done') : []),
  ];
}

/** Until when the present link opens the answer; `null` where there is none. */
export function linkExpiresAt(state: CaseState): Instant | null {
  const issued = state.linkIssuedAt ?? state.answer?.at;
  if (!issued) return null;
  const end = Temporal.Instant.from(issued).add({ hours: 24 * DELIVERY.linkDays });
  return end.toString({ smallestUnit: 'millisecond' });
}

/** Whether the link no longer opens the answer; a new one may be asked for (L-30). */
export function linkExpired(state: CaseState, now: Instant): boolean {
  const end = linkExpiresAt(state);
  return end === null || end <= now;
}

function coversAll(parts: readonly { from: number; bytes: number }[], size: number): boolean {
  let reached = 0;
  for (const { from, bytes } of parts.toSorted((one, other) => one.from - other.from))
    if (from <= reached) reached = Math.max(reached, from + bytes);
  return reached >= size;
}
