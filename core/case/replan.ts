/**
 * An operator finds that a case belongs to the other regime, or that something else was meant: the
 * plan is computed anew from the original receipt. What was given stays given, what the new plan
 * needs besides is asked, what was carried out is not undone.
 */
import { extendedClock } from '../law/clocks.ts';
import { deadline } from '../law/deadlines.ts';
import type { Plan } from '../law/plan.ts';
import { planFor, rightsUnder } from '../law/plan-for.ts';
import type { Regime, Residence, Right } from '../law/rights.ts';
import { rightsToDecide } from './answer.ts';
import { searchFor } from './collection.ts';
import type { EventOf, NewEvent } from './events.ts';
import { withExtended } from './extension.ts';
import { giveBack } from './fee.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTasks, settled } from './tasks.ts';

export interface Replan {
  regime: Regime;
  residence: Residence | null;
  rights: readonly Right[];
  /** Why, for the record; it may name people and is sealed. */
  reason: string;
}

/** Whether the plan can be changed now; `null` is yes. */
export function whyNotReplan(state: CaseState): Refused['reason'] | null {
  if (state.closed || state.withdrawnAt || state.mergedInto) return 'case-closed';
  if (!state.plan) return 'not-planned';
  if (state.decisions.length > 0) return 'decided-already';
  const over =
    openTasks(state).length === 0 && state.tasks.some((one) => one.outcome === 'expired');
  if (over) return 'case-closed';
  // Between two waits a step may be deciding on the plan as it stands.
  return openTasks(state).length === 0 ? 'case-at-work' : null;
}

/**
 * Every open wait ends as `replanned`, and the workflow goes back to the plan.
 * @throws {Refused} as `whyNotReplan`, or `reason-needed`, `rights-of-other-regime`, `nothing-changes`
 */
export function replan(state: CaseState, change: Replan): NewEvent[] {
  const refused = whyNotReplan(state);
  if (refused || !state.plan) throw new Refused(refused ?? 'not-planned');
  const { regime, residence } = change;
  const reason = change.reason.trim();
  const rights = rightsUnder(regime).filter((right) => change.rights.includes(right));
  const [first, ...more] = rights;
  if (!first || change.rights.some((right) => !rights.includes(right)))
    throw new Refused('rights-of-other-regime');
  if (regime === state.regime && residence === state.residence && isSame(rights, state.rights))
    throw new Refused('nothing-changes');
  if (reason === '') throw new Refused('reason-needed');
  const plan = planAnew(state, regime, rights);
  return [
    {
      type: 'case.replanned',
      data: { regime, residence, rights: [first, ...more], reopens: reopened(state, plan) },
      personal: { reason },
    },
    { type: 'plan.made', data: { plan, reason: 'operator' } },
    ...giveBack(state, { reason: 'plan-changed', fee: plan.fee }),
    ...openTasks(state).map((task) => settled(task.id, 'replanned')),
  ];
}

const isSame = (some: readonly Right[], others: readonly Right[]): boolean =>
  new Set([...some, ...others]).size === some.length && some.length === others.length;

/** From the original receipt (L-01); an extension that was told of holds on, where the regime knows one (L-02). */
function planAnew(state: CaseState, regime: Regime, rights: readonly Right[]): Plan {
  const plan = planFor({
    regime,
    rights,
    receivedAt: state.receivedAt,
    agent: state.agent?.kind ?? null,
  });
  if (!state.extension) return plan;
  const extendable = plan.clocks.filter(({ rule }) => deadline(rule).extendsTo !== null);
  return withExtended(plan, extendable.map(extendedClock));
}

type Reopened = EventOf<'case.replanned'>['data']['reopens'];

/** What was settled under the old plan and does not do for the new one. */
function reopened(state: CaseState, plan: Plan): Reopened {
  const { identity, claims, declared } = state;
  const undeclared = claims !== null && plan.verification.declaration && !declared;
  const uncertain = identity !== null && !identityHolds(state, plan);
  const before = searchFor(rightsToDecide(state));
  const now = searchFor(plan.verified);
  const otherSearch = now !== null && JSON.stringify(now) !== JSON.stringify(before);
  return [
    ...(undeclared ? (['points'] as const) : []),
    ...(uncertain ? (['identity'] as const) : []),
    ...(state.stores.length > 0 && (otherSearch || uncertain) ? (['collection'] as const) : []),
  ];
}

/** A document that a person accepted holds for every degree; points for what they reach (L-10). */
function identityHolds({ identity, points, declared }: CaseState, plan: Plan): boolean {
  const { level, declaration, document } = plan.verification;
  if (level === 'none') return true;
  if (identity?.outcome !== 'verified' || (declaration && !declared)) return false;
  if (identity.basis === 'evidence') return true;
  return document !== 'always' && (points?.matched ?? 0) >= plan.verification.points;
}

/** Whether the notice of a change of the plan has still to go out. */
export const replanUntold = ({ replans }: CaseState): boolean => replans.some(({ told }) => !told);
