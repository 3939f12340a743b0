/** What a notice of an application judged afterwards is made of. */
import { judgedNotice } from '../core/case/doubt.ts';
import { lawFor } from '../core/case/law.ts';
import type { CaseState } from '../core/case/state.ts';
import { dayIn, ZONES } from '../core/law/calendar.ts';
import { groundsFor } from '../core/law/decisions.ts';

/** `null` where nothing was found that this notice would tell of. */
export function judgedFacts(state: CaseState, purpose: ReturnType<typeof judgedNotice>) {
  const judged = state.judged.find(({ right }) => judgedNotice(right) === purpose);
  const done = state.applied.find(({ right }) => right === judged?.right);
  if (!judged || !done) return null;
  const { right, outcome, grounds } = judged;
  return {
    ...{ right, outcome },
    grounds: groundsFor(right, outcome, lawFor(state)).filter(({ id }) => grounds.includes(id)),
    doneOn: dayIn(ZONES[state.regime], done.at),
    told: state.told.some((one) => one.right === right),
  };
}
