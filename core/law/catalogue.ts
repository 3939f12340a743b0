/** Every rule in one list, for those who read, print or check them. */
import { ABUSE } from './abuse.ts';
import { AGENT_RULES } from './agents.ts';
import { ACCEPTED_PROOFS, PROOF_REASON_RULES } from './authority-proof.ts';
import { cessationReasons } from './cessation.ts';
import { CHANGES } from './changes.ts';
import { CONTEST } from './contest.ts';
import { DEADLINES } from './deadlines.ts';
import { groundsFor, outcomesFor, withheldKinds } from './decisions.ts';
import { DELIVERY, PAPER } from './delivery.ts';
import { DUPLICATES } from './duplicates.ts';
import { ENTRY } from './entry.ts';
import { ACCEPTED_DOCUMENTS, EVIDENCE_RULES } from './evidence.ts';
import { RefundReason, refundRule } from './fee.ts';
import { categories } from './know-categories.ts';
import { METRICS } from './metrics.ts';
import { OPT_IN, OPT_IN_FIRST } from './opt-in.ts';
import { OPT_OUT_OFFER } from './opt-out-offer.ts';
import { KNOW_PERIOD } from './period.ts';
import { PROVISION_RECORDS } from './provision.ts';
import { recipients } from './recipients.ts';
import { KNOW_REPEATS } from './repeats.ts';
import { EVIDENCE_RETENTION, PACKAGE_RETENTION, retentionRule } from './retention.ts';
import { Regime, Right } from './rights.ts';
import type { Rule } from './rule.ts';
import { ruleFor } from './rules.ts';
import { SIGNAL } from './signal.ts';
import { waitRule } from './waits.ts';

/** Each id once, in the order of the law's chapters. */
export function catalogue(): Rule[] {
  const rights = Right.options.map((right) => ruleFor(right));
  const grounds = Right.options.flatMap((right) =>
    outcomesFor(right).flatMap((outcome) => groundsFor(right, outcome)),
  );
  const all: Rule[] = [
    ...rights,
    ...DEADLINES,
    ...rights.map(({ verification }) => verification),
    ...ACCEPTED_DOCUMENTS,
    ...EVIDENCE_RULES,
    ...AGENT_RULES,
    ...ACCEPTED_PROOFS,
    ...PROOF_REASON_RULES,
    ...Regime.options.map(waitRule),
    ...RefundReason.options.map(refundRule),
    ...grounds,
    ABUSE,
    ...withheldKinds(),
    ...cessationReasons('appi.cease'),
    ...cessationReasons('appi.cease-provision'),
    ...CHANGES,
    ...recipients(),
    CONTEST,
    KNOW_PERIOD,
    PROVISION_RECORDS,
    KNOW_REPEATS,
    DUPLICATES,
    ...categories(),
    OPT_IN,
    OPT_OUT_OFFER,
    ...OPT_IN_FIRST,
    SIGNAL,
    ENTRY,
    DELIVERY,
    PAPER,
    ...Regime.options.map(retentionRule),
    EVIDENCE_RETENTION,
    PACKAGE_RETENTION,
    METRICS,
  ];
  return [...new Map(all.map((rule) => [rule.id, rule])).values()];
}
