/** The one extension of a CCPA answer (L-02): a command that is accepted in time and once only. */
import type { Instant } from '../ids.ts';
import { extendedClock, mayExtend } from '../law/clocks.ts';
import { deadline } from '../law/deadlines.ts';
import type { ExtensionReason } from '../law/extension.ts';
import type { Clock, Plan } from '../law/plan.ts';
import type { NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import { runningClocks } from './row.ts';
import type { CaseState } from './state.ts';

/** Clocks still running that the law lets us extend, in time or not. */
export function extendableClocks(state: CaseState): Clock[] {
  if (!state.plan || state.withdrawnAt || state.extension) return [];
  return runningClocks(state).filter(({ rule }) => deadline(rule).extendsTo !== null);
}

/**
 * Every answer that is still owed is extended at once; the notice with the reason follows in the
 * same breath (`extensionUntold`), so that it goes out within the first period (L-02).
 * @throws {Refused} `case-closed`, `extended-already`, `not-extendable` (APPI, opt-out, an answer that
 * is out), `extension-too-late` from the day after the limit in the clock's zone
 */
export function extend(state: CaseState, reason: ExtensionReason, now: Instant): NewEvent[] {
  if (state.closed || state.withdrawnAt) throw new Refused('case-closed');
  if (state.extension) throw new Refused('extended-already');
  const clocks = extendableClocks(state);
  if (clocks.length === 0) throw new Refused('not-extendable');
  if (!clocks.every((clock) => mayExtend(clock, now))) throw new Refused('extension-too-late');
  return [{ type: 'clock.extended', data: { reason, clocks: clocks.map(extendedClock) } }];
}

/** The plan with these clocks in the place of those that they extend. */
export function withExtended(plan: Plan, extended: readonly Clock[]): Plan {
  const clocks = plan.clocks.map(
    (clock) =>
      extended.find((one) => clock.kind === 'answer' && one.right === clock.right) ?? clock,
  );
  return { ...plan, clocks };
}

/** Whether the notice of an extension has still to go out. */
export const extensionUntold = ({ extension, notices }: CaseState): boolean =>
  extension !== null && !notices.some(({ purpose }) => purpose === 'extension');

/** Whether the answer that this clock is for may still be put off now (L-02). */
export const mayExtendAnswer = (state: CaseState, clock: Clock, now: Instant): boolean => {
  const clocks = extendableClocks(state);
  return clocks.includes(clock) && clocks.every((one) => mayExtend(one, now));
};
