/**
 * Every decision on a set of rights: all combinations of outcomes, each on each of its grounds. The run
 * goes on with one of each kind, and counts for all that are alike in everything that comes after.
 */
import type { Decision } from '../../core/case/events.ts';
import { changeFor } from '../../core/law/changes.ts';
import { mayContest } from '../../core/law/contest.ts';
import { type Ground, groundsFor, mayObject, outcomesFor } from '../../core/law/decisions.ts';
import { refundDue } from '../../core/law/fee.ts';
import type { Right } from '../../core/law/rights.ts';
import {
  deniesDeletion,
  earnsFee,
  isContestable,
  isPassedOn,
  isShort,
  needsTwo,
} from './laws/decided.ts';

export interface KindOfDecision {
  decisions: Decision[];
  /** For every ground that asks for words of the operator's own. */
  words: Partial<Record<Right, string>>;
  /** How many combinations are alike in what follows. */
  stands: number;
}

const known = new Map<string, KindOfDecision[]>();

export function kindsOfDecision(rights: readonly Right[]): KindOfDecision[] {
  const key = rights.join(' ');
  const there = known.get(key) ?? grouped(rights);
  known.set(key, there);
  return there;
}

/** One right after the other: of what is alike so far one goes on, and stands for all. */
function grouped(rights: readonly Right[]): KindOfDecision[] {
  let sofar: KindOfDecision[] = [{ decisions: [], words: {}, stands: 1 }];
  for (const right of rights) {
    const next = new Map<string, KindOfDecision>();
    for (const { decisions, stands } of sofar)
      for (const one of decisionsOn(right)) {
        const all = [...decisions, one];
        const key = consequences(all);
        const alike = next.get(key);
        if (alike) alike.stands += stands;
        else next.set(key, { decisions: all, words: wordsFor(all), stands });
      }
    sofar = [...next.values()];
  }
  return sofar;
}

/** On each ground alone; on none where the catalogue has none. */
const decisionsOn = (right: Right): Decision[] =>
  outcomesFor(right).flatMap((outcome) => {
    const grounds = groundsFor(right, outcome);
    const chosen = grounds.length > 0 ? grounds.map(({ id }) => [id]) : [[]];
    return chosen.map((ids) => ({ right, outcome, grounds: ids }));
  });

const wordsFor = (decisions: readonly Decision[]): KindOfDecision['words'] =>
  Object.fromEntries(decisions.map(({ right }) => [right, 'because']));

const groundsOf = ({ right, outcome, grounds }: Decision): readonly Ground[] =>
  groundsFor(right, outcome).filter(({ id }) => grounds.includes(id));

/**
 * All that steps and rules read of the decisions once they are made (the refund, another method, the
 * changes, a second person, and what the letter says besides the ground), and all that the laws ask of
 * them, so that a rule that is wrong hides none from its law. Words of grounds have tests of their own.
 */
function consequences(decisions: readonly Decision[]): string {
  const grounds = decisions.flatMap(groundsOf);
  return JSON.stringify([
    refundDue({ reason: 'decided', decisions }),
    decisions.some(({ outcome }) => mayObject(outcome)),
    decisions.some(({ outcome }) => outcome === 'method-changed'),
    decisions.map(({ right, outcome }) => {
      const change = changeFor(right, outcome);
      return change && [change.exceptions.length, change.tells.length];
    }),
    grounds.some(({ needsApprover }) => needsApprover),
    grounds.some(({ offersOptOut }) => offersOptOut),
    mayContest(grounds.map(({ id }) => id)),
    [isShort, earnsFee, needsTwo, deniesDeletion, isContestable].map((is) => decisions.some(is)),
    decisions.map(isPassedOn),
  ]);
}
