/** What operators may do to a case besides their tasks, at any wait: each at most once a run. */
import { extendableClocks } from '../../core/case/extension.ts';
import { isDuplicate, merge } from '../../core/case/merging.ts';
import { whyNotReplan } from '../../core/case/replan.ts';
import type { CaseState } from '../../core/case/state.ts';
import { addDays, startOf, ZONES } from '../../core/law/calendar.ts';
import { mayExtend } from '../../core/law/clocks.ts';
import type { Regime, Right } from '../../core/law/rights.ts';
import { extend } from '../../functions/acts/extend.ts';
import { replan } from '../../functions/acts/replan.ts';
import { act } from '../../functions/desk.ts';
import type { Model } from './model.ts';
import { OPERATOR } from './outcomes.ts';
import { CASE, EARLIER } from './world.ts';

const DAY = 86_400_000; // ms

export interface Intervention {
  /** One of a kind is made in a run. */
  kind: 'extends' | 'merges' | 'replans';
  name: string;
  isPossible: (state: CaseState, ms: number) => boolean;
  /** The last moment at which it is made; null for none of its own. */
  last: (state: CaseState) => number | null;
  act: (model: Model) => Promise<unknown>;
}

/** The one extension, while the law allows it (L-02). */
export const EXTENDS: Intervention = {
  kind: 'extends',
  name: 'an operator extends the answer',
  isPossible: (state, ms) => {
    const clocks = extendableClocks(state);
    const now = new Date(ms).toISOString();
    return clocks.length > 0 && clocks.every((clock) => mayExtend(clock, now));
  },
  last: (state) => {
    const [limit] = extendableClocks(state)
      .flatMap((clock) => clock.limit ?? [])
      .sort();
    return limit ? Date.parse(startOf(ZONES[state.regime], addDays(limit, 1))) - 1000 : null;
  },
  act: ({ context }) => extend(context, CASE, OPERATOR, 'complexity'),
};

/** The person's earlier case, of the same kind and not decided yet. */
const earlierThan = (state: CaseState): CaseState => ({
  ...state,
  caseId: EARLIER,
  receivedAt: new Date(Date.parse(state.receivedAt) - 1000).toISOString(),
  tasks: [],
});

/** Into an earlier case, whose answer answers this one. */
export const MERGES: Intervention = {
  kind: 'merges',
  name: 'an operator merges it into an earlier case',
  isPossible: (state) => isDuplicate(state, earlierThan(state)),
  last: () => null,
  act: ({ context }) => act(context, CASE, OPERATOR, (now) => merge(now, earlierThan(now))),
};

/**
 * Another law, or other rights: the plan is made anew from the receipt.
 * @param within days from the receipt in which operators find out
 */
export const replans = (
  regime: Regime,
  rights: readonly Right[],
  within: number,
): Intervention => ({
  kind: 'replans',
  name: `an operator puts it under ${regime}: ${rights.join(' ')}`,
  isPossible: (state, ms) =>
    whyNotReplan(state) === null && ms - Date.parse(state.receivedAt) <= within * DAY,
  last: (state) => Date.parse(state.receivedAt) + within * DAY,
  act: ({ context }) =>
    replan(context, CASE, OPERATOR, {
      regime,
      rights,
      residence: regime === 'ccpa' ? 'california' : 'japan',
      reason: 'they live elsewhere',
    }),
});
