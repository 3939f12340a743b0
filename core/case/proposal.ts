/** What the findings suggest for a right: preselected for the operator, who decides. */
import { groundsFor, outcomesFor } from '../law/decisions.ts';
import type { Outcome } from '../law/outcomes.ts';
import type { Right } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import type { Law } from '../law/versions.ts';
import { collectionsFor, somethingHeld } from './collection.ts';
import type { Decision } from './events.ts';
import { lawFor } from './law.ts';
import type { CaseState } from './state.ts';

/** `null` where a person has to weigh something first: a change to the stores, or a store not asked. */
export function proposalFor(state: CaseState, right: Right): Decision | null {
  const law = lawFor(state);
  const rule = ruleFor(right, law);
  const held = somethingHeld(state, right);
  const allAsked = state.findings.every((finding) => finding.status !== 'left-out');
  if (!allAsked) return null;
  if (!held) return usual(law, right, 'not-held');
  if (rule.changesStores || !rule.needsCollection) return null;
  const [fullest] = outcomesFor(right, law);
  // Rows may hold what L-14 forbids to hand out; then it is less than everything.
  if (right !== 'ccpa.know-categories' && somethingWithheld(state, right))
    return usual(law, right, 'partial');
  return fullest ? usual(law, right, fullest) : null;
}

export function somethingWithheld(state: CaseState, right: Right): boolean {
  return state.findings
    .flatMap((finding) => collectionsFor(finding, right))
    .some(({ withheld }) => Object.values(withheld).some((n) => n > 0));
}

/** The outcome on its usual ground, which the catalogue puts first. */
function usual(law: Law, right: Right, outcome: Outcome): Decision | null {
  if (!outcomesFor(right, law).includes(outcome)) return null;
  const [ground] = groundsFor(right, outcome, law);
  return { right, outcome, grounds: ground ? [ground.id] : [] };
}
