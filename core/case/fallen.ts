/**
 * Rights on which nobody has to decide any more: identity was not established, or their fee was not
 * paid. What needs neither goes on by itself, and the letter answers them all (L-08, L-18).
 */
import { NOT_PAID, NOT_PROVEN, outcomesFor } from '../law/decisions.ts';
import type { Ground } from '../law/ground.ts';
import type { Outcome } from '../law/outcomes.ts';
import type { Plan } from '../law/plan.ts';
import type { Right } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import type { Decision } from './events.ts';
import type { CaseState } from './state.ts';
import { isKept } from './tasks.ts';

const needsIdentity = (right: Right): boolean => ruleFor(right).verification.level !== 'none';
const needsFee = (right: Right): boolean => ruleFor(right).fee > 0;

/** Whether something can be decided although identity was not established. */
export const goesOnUnproven = ({ verified }: Plan): boolean => !verified.every(needsIdentity);

/** Whether something can be decided although the fee was not paid: the policy's $5 never reaches it. */
export const goesOnUnpaid = ({ verified }: Plan): boolean => !verified.every(needsFee);

/** Their decisions, each on its ground; in the order of the plan. */
export function fallen(state: CaseState): Decision[] {
  return (state.plan?.verified ?? []).flatMap((right) => {
    const ground = whyFallen(state, right);
    return ground ? [{ right, outcome: refusalOf(right), grounds: [ground.id] }] : [];
  });
}

function whyFallen(state: CaseState, right: Right): Ground | null {
  if (state.identity?.outcome === 'unverified' && needsIdentity(right))
    return NOT_PROVEN[state.regime];
  return isUnpaid(state) && needsFee(right) ? NOT_PAID : null;
}

const isUnpaid = ({ plan, payments, tasks }: CaseState): boolean =>
  plan?.fee != null &&
  !payments.some(isKept) &&
  tasks.some(({ kind, outcome }) => kind === 'pay-fee' && outcome === 'expired');

const refusalOf = (right: Right): Outcome =>
  outcomesFor(right).includes('refuse') ? 'refuse' : 'deny';
