/** Every deadline of the law and of our own, one row each. Only here are its days counted out. */
import type { Zone } from './calendar.ts';
import type { Clock } from './plan.ts';
import { APPI_2022, CCPA_2026, POLICY_2024, type Rule } from './rule.ts';

/** Days before most targets from which operators are told that they are near; so they count as near for whoever counts all cases. */
export const NEAR_DAYS = 3;

export interface Deadline extends Rule {
  kind: Clock['kind'];
  unit: 'days' | 'business-days';
  count: number;
  zone: Zone;
  /** false: the law names no last day ("without delay") and the count is our target alone. */
  limited: boolean;
  /** Days before the target from which it is shown as due soon. (ours) */
  warn: number;
  /** Id of the deadline that takes its place when it is extended. */
  extendsTo: string | null;
}

export const DEADLINES = [
  {
    id: 'ccpa.acknowledge-10-business-days',
    cites: ['L-03', 'L-04', '11 CCR 7021(a)'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'acknowledge',
    unit: 'business-days',
    count: 10,
    zone: 'America/Los_Angeles',
    limited: true,
    warn: NEAR_DAYS,
    extendsTo: null,
  },
  {
    id: 'ccpa.answer-45-days',
    cites: ['L-01', 'L-02', 'L-04', 'Civ. 1798.130(a)(2)', '11 CCR 7021(b)'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'answer',
    unit: 'days',
    count: 45,
    zone: 'America/Los_Angeles',
    limited: true,
    warn: 7,
    extendsTo: 'ccpa.answer-90-days',
  },
  {
    id: 'ccpa.answer-90-days',
    cites: ['L-02', 'L-04', 'Civ. 1798.130(a)(2)', '11 CCR 7021(b)'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'extended-answer',
    unit: 'days',
    count: 90,
    zone: 'America/Los_Angeles',
    limited: true,
    warn: 7,
    extendsTo: null,
  },
  {
    id: 'ccpa.carry-out-15-business-days',
    cites: ['L-04', 'L-06', '11 CCR 7026(f)', '11 CCR 7027(g)'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'answer',
    unit: 'business-days',
    count: 15,
    zone: 'America/Los_Angeles',
    limited: true,
    warn: NEAR_DAYS,
    extendsTo: null,
  },
  {
    // "Without delay"; two weeks because Art. 39 bars a suit until then (L-21).
    id: 'appi.answer-14-days',
    cites: ['L-04', 'L-21', 'APPI 33(2)', 'APPI 39(1)'],
    confidence: 'Q',
    valid: APPI_2022,
    kind: 'answer',
    unit: 'days',
    count: 14,
    zone: 'Asia/Tokyo',
    limited: false,
    warn: NEAR_DAYS,
    extendsTo: null,
  },
  {
    // The desk of P-9 is in Tokyo, whoever asks.
    id: 'inquiry.answer-14-days',
    cites: ['L-04', 'P-9'],
    confidence: 'Q',
    valid: POLICY_2024,
    kind: 'answer',
    unit: 'days',
    count: 14,
    zone: 'Asia/Tokyo',
    limited: false,
    warn: NEAR_DAYS,
    extendsTo: null,
  },
] as const satisfies readonly Deadline[];

export type DeadlineId = (typeof DEADLINES)[number]['id'];

/** A clock names a deadline that this version of the rules does not know. */
export class UnknownDeadline extends Error {
  override readonly name = 'UnknownDeadline';
  constructor(id: string) {
    super(`no deadline is called ${id}; known: ${DEADLINES.map((row) => row.id).join(', ')}`);
  }
}

/** @throws {UnknownDeadline} */
export function deadline(id: string): Deadline {
  const row = DEADLINES.find((known) => known.id === id);
  if (!row) throw new UnknownDeadline(id);
  return row;
}
