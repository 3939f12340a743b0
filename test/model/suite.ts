/**
 * The model check: every run of a case through the workflow, from its arrival to the purge.
 *
 * What is real: the emitted workflow on the embedded engine's interpreter, every step, act, sweep, rule,
 * notice's words and letter's content. What is put in place of the rest stands in `model.ts`.
 *
 * What a run is made of: who asks, for which rights; what becomes of each task (`outcomes.ts`: one row a
 * kind); what the first store answers; withdrawal and silence at every wait; when each thing happens. The
 * decision on each right is every outcome on every single ground of the catalogue. Cases with one right
 * are walked besides with an operator who extends, merges, or puts them under other rights, at any wait
 * (`operators.model.ts`).
 *
 * What is asked of a run: `laws/`. What holds of every state: `test/core/case/invariants.ts`.
 *
 * Walked once and counted for all that are alike, because all that comes after is the same:
 * - runs that meet at one point (`key.ts`); that nothing is lost by it is tested (`explore.test.ts`);
 * - decisions with the same consequences (`decisions.ts`);
 * - requesters whose plans differ in names only (`requesters.ts`): agents with the same kind of proof and
 *   question, a form and a call taken down on the same day.
 *
 * Taken for granted:
 * - operators settle each task within 23 hours of its turn (`OPERATOR_HOURS` says why); where two are open side by side, one after the
 *   other. The sweep comes 59 minutes late, each time. The requester may take every hour there is;
 * - each right alone is walked soon or late in every combination; sets of rights, and cases with an
 *   intervention, are walked at the latest alone, since every wait is counted from its opening and whoever
 *   is sooner makes every later day sooner;
 * - operators find out within so many days of the receipt that a case belongs under CCPA (`FOUND_OUT`);
 * - the request comes on a Thursday half an hour before midnight in Los Angeles (`THURSDAY`); a deletion and
 *   an opt-out on a day of each shape that weekends and holidays can give to their clocks (`days.model.ts`).
 *
 * Not walked:
 * - a document or proof asked for again more than once, a store asked again or a decision sent back more
 *   than once (`AGAIN_AT_MOST`); decisions on several grounds at once; a second store that holds data;
 * - two interventions in one case, interventions in a case with several rights, other turns of the plan
 *   than those of `TURNS`, and these by e-mail or, but for opt-out and limit, by agents;
 * - requests entered by operators on a later day than they came; crashes, failing steps and two writers at
 *   once (`test/crash`, `test/core/case/properties.test.ts`); mails that come back; what is turned away at
 *   a door, since it leaves the case as it was; what follows an answer besides its being fetched (a contest,
 *   a doubt about an opt-out); whatever mail, PDF and zip are made of.
 */
import { describe, expect, it } from 'vitest';
import type { Regime } from '../../core/law/rights.ts';
import { alike, setsOfRights } from './requesters.ts';
import { type Asked, walkAll } from './walk-all.ts';

const allAsked = (regime: Regime): Asked[] =>
  setsOfRights(regime).map((rights) => ({ regime, rights, requesters: alike(regime, rights) }));

export function walkEachRight(regime: Regime): void {
  describe(`every run of a case with one right under ${regime}`, () => {
    it('ends in time with its notices, whoever asks, soon or late', async () => {
      const alone = allAsked(regime).filter(({ rights }) => rights.length === 1);
      const { runs } = await walkAll(`${regime}, one right`, alone, { pace: 'soon or late' });
      expect(runs).toBeGreaterThan(0n);
    });
  });
}

export function walkEverySet(regime: Regime): void {
  describe(`every run of a case with up to three rights under ${regime}`, () => {
    it('ends in time with its notices, whoever asks, at the latest', async () => {
      const title = `${regime}, up to three rights`;
      const { runs } = await walkAll(title, allAsked(regime), { pace: 'late' });
      expect(runs).toBeGreaterThan(0n);
    });
  });
}
