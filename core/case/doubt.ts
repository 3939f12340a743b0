/**
 * A second thought on what was carried out at once (L-06). An opt-out or limit is applied before anybody
 * looks at it; afterwards the business may deny it on a documented belief of fraud (11 CCR 7026(e),
 * 7027(f)), which a second person must share, or find that a limit changes nothing (7027(m)).
 */
import type { Instant } from '../ids.ts';
import { needsApproval } from '../law/decisions.ts';
import type { Outcome } from '../law/outcomes.ts';
import { laterPurge } from '../law/retention.ts';
import type { Right } from '../law/rights.ts';
import { thirdPartiesToTell } from '../law/third-parties.ts';
import { checkDecision } from './answer.ts';
import type { SecondLook } from './approval.ts';
import type { Actor, Decision, NewEvent } from './events.ts';
import { lawFor } from './law.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';

/** What an operator says of a right that was carried out at once. */
export interface Finding extends Decision {
  /** For the record; sealed and never shown to the requester. */
  reason: string;
  /** What the requester is told besides the words of the ground. */
  explanation: string;
}

type Judged = CaseState['judged'][number];

export const judgedOn = (state: CaseState, right: Right): Judged | null =>
  state.judged.find((one) => one.right === right) ?? null;

/** Whether the right was carried out, and denied afterwards: it no longer holds. */
export const isDenied = (state: CaseState, right: Right): boolean =>
  judgedOn(state, right)?.outcome === 'deny';

/** Those carried out that still hold. */
export const standing = (state: CaseState): CaseState['applied'] =>
  state.applied.filter(({ right }) => !isDenied(state, right));

/** Doubts that wait for a second person; nobody can be told any more once the case was purged. */
export const openDoubts = (state: CaseState): CaseState['doubts'] =>
  state.purgedAt ? [] : state.doubts;

/** Why nothing can be found on this right (any more); `null` where it can. */
export function whyNotDoubt(state: CaseState, right: Right): Refused['reason'] | null {
  if (state.purgedAt) return 'already-purged';
  if (!state.applied.some((one) => one.right === right)) return 'not-applied';
  const known = [...state.judged, ...state.doubts].some((one) => one.right === right);
  return known ? 'already-answered' : null;
}

/** The outcomes that can still be found. A browser's signal is valid as it is sent (L-23). */
export function findable(state: CaseState, right: Right): Outcome[] {
  const all: Outcome[] = right === 'ccpa.limit' ? ['not-needed', 'deny'] : ['deny'];
  return state.channel === 'signal' ? all.filter((one) => one !== 'deny') : all;
}

/**
 * A denial waits as a doubt for a second person; that nothing was to be changed counts at once.
 * @throws {Refused} as `whyNotDoubt`, `valid-as-sent`, `outcome-not-allowed`, or what is wrong with
 *   grounds, reason and explanation
 */
export function findAfterwards(state: CaseState, finding: Finding, now: Instant): NewEvent[] {
  const { right, outcome, grounds, reason, explanation } = finding;
  const why = whyNotDoubt(state, right);
  if (why) throw new Refused(why);
  if (outcome === 'deny' && state.channel === 'signal') throw new Refused('valid-as-sent');
  if (!findable(state, right).includes(outcome)) throw new Refused('outcome-not-allowed', outcome);
  const decision = { right, outcome, grounds };
  const law = lawFor(state);
  const words = { reasons: { [right]: reason }, replies: { [right]: explanation } };
  checkDecision(decision, words, law);
  if (!needsApproval(decision, law)) return [judgement(state, decision, now)];
  const personal = { reason: reason.trim(), explanation: explanation.trim() };
  return [{ type: 'application.doubted', data: decision, personal }];
}

/**
 * The second person shares the doubt, or what was carried out stays as it is.
 * @throws {Refused} `already-answered`, `already-purged`, `approver-needed`, `own-decision`, `reason-needed`
 */
export function lookAtDoubt(
  state: CaseState,
  right: Right,
  { by, mayApprove }: { by: Actor; mayApprove: boolean },
  look: SecondLook,
  now: Instant,
): NewEvent[] {
  if (state.purgedAt) throw new Refused('already-purged');
  const doubt = state.doubts.find((one) => one.right === right);
  if (!doubt) throw new Refused('already-answered');
  if (!mayApprove) throw new Refused('approver-needed');
  if (doubt.by === by) throw new Refused('own-decision');
  const { outcome, grounds } = doubt;
  if (look.how === 'approve') return [judgement(state, { right, outcome, grounds }, now)];
  const note = look.note.trim();
  if (note === '') throw new Refused('reason-needed');
  return [{ type: 'application.upheld', data: { right }, personal: { note } }];
}

/** With time to read it: the page of a closed case stays for as long as after its close. */
function judgement(state: CaseState, decision: Decision, now: Instant): NewEvent {
  return {
    type: 'application.judged',
    data: { ...decision, purgeAt: laterPurge(state.closed, now) },
  };
}

/** The notice of what was found, by right: only opt-out and limit are carried out at once. */
export const judgedNotice = (right: Right): 'opt-out-judged' | 'limit-judged' =>
  right === 'ccpa.limit' ? 'limit-judged' : 'opt-out-judged';

/** What was found and the requester has not been told of. */
export const judgedUntold = (state: CaseState): Judged[] =>
  state.judged.filter(
    ({ right }) => !state.notices.some(({ purpose }) => purpose === judgedNotice(right)),
  );

/** Third parties that were told of an opt-out which was denied since, and do not know it yet (L-26). */
export const toldInVain = (state: CaseState): CaseState['told'] =>
  state.told.filter(
    ({ right, recipient }) =>
      isDenied(state, right) &&
      thirdPartiesToTell(right).some(({ id }) => id === recipient) &&
      !state.toldBack.some((one) => one.right === right && one.recipient === recipient),
  );
