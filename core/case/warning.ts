/** Telling the operators of a case's clocks: each clock and stage once (L-04). */
import type { Instant } from '../ids.ts';
import type { Clock } from '../law/plan.ts';
import type { Right } from '../law/rights.ts';
import { stageToTell, type WarningStage } from '../law/warnings.ts';
import type { NewEvent } from './events.ts';
import { toldOf, watchedClocks } from './row.ts';
import type { CaseState } from './state.ts';

/** One deadline, for all rights that share it. */
export interface Warning {
  clock: Clock;
  rights: Right[];
  stage: WarningStage;
}

/** What the operators have to be told now. */
export function warningsDue(state: CaseState, now: Instant): Warning[] {
  const due: Warning[] = [];
  for (const clock of watchedClocks(state)) {
    const stage = stageToTell(clock, toldOf(state, clock), now);
    if (!stage) continue;
    const same = due.find(
      (one) => one.clock.rule === clock.rule && one.clock.target === clock.target,
    );
    if (same) same.rights.push(clock.right);
    else due.push({ clock, rights: [clock.right], stage });
  }
  return due;
}

/** Recorded once the mails are accepted: a crash before it sends the same mails, which are taken once. */
export function warned(state: CaseState, warning: Warning, operators: number): NewEvent[] {
  const { clock, stage } = warning;
  if (toldOf(state, clock).includes(stage)) return [];
  const { rule, target } = clock;
  return [{ type: 'clock.warned', data: { rule, target, stage, operators } }];
}
