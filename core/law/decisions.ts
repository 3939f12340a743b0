/** The closed catalogue of decisions: which outcomes a right knows, and on which grounds (L-18). */
import { type Ground, ground } from './ground.ts';
import { APPI_GROUNDS, IDENTITY_APPI, NOT_HELD_APPI, NOT_PAID_APPI } from './grounds-appi.ts';
import { CCPA_GROUNDS, NOT_HELD_CCPA, UNVERIFIED_CCPA } from './grounds-ccpa.ts';
import { Outcome } from './outcomes.ts';
import type { Regime, Right } from './rights.ts';
import { POLICY_2024 } from './rule.ts';
import { ruleFor } from './rules.ts';
import { isInForce, type Law, NEWEST } from './versions.ts';

export type { Ground } from './ground.ts';
export { objection } from './objection.ts';
export { OUTCOME_WORDS, Outcome } from './outcomes.ts';
export { WITHHELD_REASON, withheldKinds } from './withheld.ts';

/** Nothing is held: named by the law as an answer of its own (APPI 33(3)). */
export const NOT_HELD: Readonly<Record<Regime, Ground>> = {
  appi: NOT_HELD_APPI,
  ccpa: NOT_HELD_CCPA,
};

/** It was not established who asks (L-01, L-10). */
export const NOT_PROVEN: Readonly<Record<Regime, Ground>> = {
  appi: IDENTITY_APPI,
  ccpa: UNVERIFIED_CCPA,
};

/** The fee was not paid: only under APPI is there one (L-07, L-08). */
export const NOT_PAID: Ground = NOT_PAID_APPI;

const ANSWERED = ground({
  id: 'inquiry.answered',
  cites: ['P-9'],
  confidence: 'Q',
  valid: POLICY_2024,
  letter: {
    en: 'Thank you for writing to us. This is our reply.',
    ja: 'お問い合わせいただきありがとうございます。次のとおり回答いたします。',
  },
  operator: { en: 'Answered in our own words', ja: '文章で回答' },
  needsReply: true,
});

/** No such outcome, or no such ground, stands in the catalogue for that right. */
export class NotInCatalogue extends Error {
  override readonly name = 'NotInCatalogue';
  constructor(right: Right, outcome: string, groundId: string) {
    const known = groundsFor(right, outcome).map(({ id }) => id);
    super(
      `${right} cannot be decided as ${outcome} on ${groundId}; ` +
        `outcomes: ${outcomesFor(right).join(', ')}; grounds: ${known.join(', ') || 'none'}`,
    );
  }
}

/** @param law what was in force when the request was received, here and below (L-34) */
export function outcomesFor(right: Right, law: Law = NEWEST): readonly Outcome[] {
  return ruleFor(right, law).outcomes;
}

/** The grounds on which the right can have that outcome; `[]` when it cannot. The first is the usual one. */
export function groundsFor(right: Right, outcome: string, law: Law = NEWEST): readonly Ground[] {
  return everyGround(right, outcome)
    .map(law.ground)
    .filter(({ valid }) => isInForce(valid, law));
}

/** Whatever the day. */
function everyGround(right: Right, outcome: string): readonly Ground[] {
  if (right === 'inquiry') return outcome === 'answered' ? [ANSWERED] : [];
  const known = Outcome.safeParse(outcome);
  if (!known.success) return [];
  return (APPI_GROUNDS[right] ?? CCPA_GROUNDS[right])?.[known.data] ?? [];
}

/** @throws {NotInCatalogue} */
export function groundFor(
  right: Right,
  outcome: string,
  groundId: string,
  law: Law = NEWEST,
): Ground {
  const found = groundsFor(right, outcome, law).find(({ id }) => id === groundId);
  if (!found) throw new NotInCatalogue(right, outcome, groundId);
  return found;
}

/** Whether a second person must approve the decision before it counts (L-07). */
export function needsApproval(
  decision: { right: Right; outcome: string; grounds: readonly string[] },
  law: Law = NEWEST,
): boolean {
  return groundsFor(decision.right, decision.outcome, law).some(
    (known) => known.needsApprover && decision.grounds.includes(known.id),
  );
}

const GIVES_ALL: readonly string[] = [
  'disclose',
  'notify',
  'corrected',
  'ceased',
  'erased',
  'grant',
  'done',
  'answered',
];

/** Whether the outcome gives less than was asked for, so that the letter says how to object (L-18). */
export function mayObject(outcome: string): boolean {
  return !GIVES_ALL.includes(outcome);
}

/** Whether the outcome hands over data, so that a package goes with the letter. */
export function releasesData(right: Right, outcome: string): boolean {
  const rule = ruleFor(right);
  const releasing = rule.needsCollection && !rule.changesStores;
  return releasing && ['disclose', 'method-changed', 'grant', 'partial'].includes(outcome);
}
