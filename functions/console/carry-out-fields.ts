/** What the form of carrying out by hand says, one report for each change decided. */
import type { CarriedOut } from '../../core/case/changes.ts';
import { fallsShort } from '../../core/case/changes.ts';
import { ChangeReport } from '../../core/case/events.ts';
import { type ChangeRule, toldByHand } from '../../core/law/changes.ts';
import { type Fields, FormIncomplete, textOf } from './forms.ts';

/** @throws {FormIncomplete} where a choice is missing */
export const carriedOutOf = (fields: Fields, decided: readonly ChangeRule[]): CarriedOut[] =>
  decided.map((rule) => reportOf(fields, rule));

function reportOf(fields: Fields, rule: ChangeRule): CarriedOut {
  const { right } = rule;
  const how = ChangeReport.shape.how.safeParse(fields[`how:${right}`]?.[0]).data;
  if (!how) throw new FormIncomplete(`how:${right}`);
  const told = toldByHand(rule).flatMap(({ recipient }) => {
    const said = fields[`told:${right}:${recipient}`]?.[0];
    if (said !== 'told' && said !== 'none') throw new FormIncomplete(`told:${right}:${recipient}`);
    return said === 'told' ? [recipient] : [];
  });
  // What was entered under a choice that was then not made does not count.
  const short = fallsShort(how);
  return {
    right,
    how,
    kept: short ? [...new Set(fields[`kept:${right}:${how}`])] : [],
    told,
    explanation: short ? textOf(fields, `explanation:${right}:${how}`) : '',
  };
}
