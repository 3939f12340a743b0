/**
 * What comes nearest to a right under the other regime, for an operator who finds that a case
 * belongs there: a proposal, which the operator may change. Never one that costs where the right
 * asked for was free (L-07, L-08). (ours)
 */
import { rightsUnder } from './plan-for.ts';
import type { Regime, Right } from './rights.ts';

const NEAREST: Readonly<Partial<Record<Right, Right>>> = {
  'appi.disclose': 'ccpa.know-specific',
  'appi.disclose-provision': 'ccpa.know-categories',
  'appi.purpose': 'ccpa.know-categories',
  'appi.correct': 'ccpa.correct',
  'appi.cease': 'ccpa.delete',
  'appi.cease-provision': 'ccpa.opt-out',
  'ccpa.know-specific': 'appi.disclose',
  'ccpa.know-categories': 'appi.purpose',
  'ccpa.delete': 'appi.cease',
  'ccpa.correct': 'appi.correct',
  'ccpa.opt-out': 'appi.cease-provision',
  'ccpa.limit': 'appi.cease',
};

/** Each right as it is, or the nearest under the regime; each once, in the order asked. */
export function nearestRights(regime: Regime, rights: readonly Right[]): Right[] {
  const known = rightsUnder(regime);
  const nearest = rights.flatMap((right) =>
    known.includes(right) ? right : (NEAREST[right] ?? []),
  );
  return [...new Set(nearest)];
}
