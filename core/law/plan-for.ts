/** What a case needs, computed once from its regime, its rights and its receipt, and frozen on the case. */
import type { Instant } from '../ids.ts';
import type { AgentKind } from './agent-kind.ts';
import { authorityFor } from './agents.ts';
import { clocksFor } from './clocks.ts';
import { feeFor } from './fee.ts';
import type { Plan } from './plan.ts';
import type { Regime, Residence, Right } from './rights.ts';
import { ruleFor } from './rules.ts';
import { strictest, verificationOf } from './verification.ts';
import { type Law, lawAt, lawOf, VERSIONS, type Versions } from './versions.ts';
import { waitsFor } from './waits.ts';

/** Rights of different regimes, or of another regime than the case's, cannot share a case. */
export class MixedRegimes extends Error {
  override readonly name = 'MixedRegimes';
  constructor(regime: Regime, rights: readonly Right[]) {
    super(`a case under ${regime} cannot carry ${rights.join(', ')}: open a case of their own`);
  }
}

/** A case asks for at least one right. */
export class NoRights extends Error {
  override readonly name = 'NoRights';
}

/** California → CCPA, anywhere else → APPI; an operator may decide otherwise, with a reason. */
export function regimeFor(residence: Residence): Regime {
  return residence === 'california' ? 'ccpa' : 'appi';
}

/** The rights that can be asked for under a regime, in the order of the form. */
export function rightsUnder(regime: Regime): Right[] {
  return ALL_RIGHTS.filter((right) => belongs(regime, right));
}

const ALL_RIGHTS: readonly Right[] = [
  'appi.disclose',
  'appi.disclose-provision',
  'appi.purpose',
  'appi.correct',
  'appi.cease',
  'appi.cease-provision',
  'ccpa.know-specific',
  'ccpa.know-categories',
  'ccpa.delete',
  'ccpa.correct',
  'ccpa.opt-out',
  'ccpa.limit',
  'inquiry',
];

function belongs(regime: Regime, right: Right): boolean {
  const { regime: own } = ruleFor(right);
  return own === null || own === regime;
}

/** Opt-out and limit: nobody decides on them first (L-06). An inquiry needs no proof, but a reply. */
export function carriedOutAtOnce(right: Right): boolean {
  const { verification, changesStores } = ruleFor(right);
  return verification.level === 'none' && changesStores;
}

function verificationFor(verified: readonly Right[], law: Law): Plan['verification'] {
  return strictest(verified.map((right) => verificationOf(ruleFor(right, law).verification)));
}

/**
 * The strictest verification that any right needs, asked once and never for those that need none
 * (L-06); one fee a case and only where L-08 allows it; each right with its own clocks; of an agent
 * the proof that its kind and the rights need (L-22).
 * By the versions of rules and policy that were in force on the day of receipt (L-34).
 * @throws {MixedRegimes} when a right belongs to the other regime.
 * @throws {NoRights} when `rights` is empty.
 */
export function planFor(
  request: {
    regime: Regime;
    rights: readonly Right[];
    receivedAt: Instant;
    /** The kind of agent, where somebody asks for another person. */
    agent?: AgentKind | null;
  },
  versions: Versions = VERSIONS,
): Plan {
  const { regime, receivedAt, agent } = request;
  const rights = [...new Set(request.rights)];
  if (rights.length === 0) throw new NoRights('a case asks for at least one right');
  const foreign = rights.filter((right) => !belongs(regime, right));
  if (foreign.length > 0) throw new MixedRegimes(regime, foreign);

  const law = lawAt(regime, receivedAt, versions);
  const verified = rights.filter((right) => !carriedOutAtOnce(right));
  return {
    regime,
    rulesVersion: law.rules.version,
    policyVersion: law.policy.version,
    unverified: rights.filter(carriedOutAtOnce),
    verified,
    verification: verificationFor(verified, law),
    authority: agent ? authorityFor(regime, rights, agent) : null,
    fee: feeFor(regime, verified, law),
    clocks: rights.flatMap((right) => clocksFor(right, receivedAt, law)),
    waits: waitsFor(regime),
  };
}

const SPECIFIC: Right = 'ccpa.know-specific';
const CATEGORIES: Right = 'ccpa.know-categories';

/**
 * The plan with know-specific evaluated as know-categories, for one who could not be verified to the
 * high degree (L-13); its clocks run on. Null where the case asks for no specific pieces.
 */
export function downgraded(plan: Plan): Plan | null {
  if (!plan.verified.includes(SPECIFIC)) return null;
  const both = plan.verified.includes(CATEGORIES);
  const verified = [
    ...new Set(plan.verified.map((right) => (right === SPECIFIC ? CATEGORIES : right))),
  ];
  return {
    ...plan,
    verified,
    verification: verificationFor(verified, lawOf(plan)),
    clocks: plan.clocks
      .filter((clock) => !(both && clock.right === SPECIFIC))
      .map((clock) => (clock.right === SPECIFIC ? { ...clock, right: CATEGORIES } : clock)),
  };
}
