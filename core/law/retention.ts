/** How long the record of a case is kept after it was closed, and what goes at once (L-10, L-27). */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../ids.ts';
import { addDays, addMonths, dayIn, startOf, type Zone } from './calendar.ts';
import type { Day } from './plan.ts';
import type { Regime, Words } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';

export interface RetentionRule extends Rule {
  /** Months after the close for which the record is kept, and used for nothing else. */
  months: number;
  zone: Zone;
  /** What the record holds: no more than the law asks. */
  keeps: Words;
}

const KEEPS: Words = {
  en: 'what was asked for, when and through which channel, when and how we answered, and on which ground',
  ja: '請求の内容、受付日および受付方法、回答日および回答の内容、ならびにその根拠',
};

const RETENTION: Readonly<Record<Regime, RetentionRule>> = {
  ccpa: {
    id: 'ccpa.record-24-months',
    cites: ['L-27', '11 CCR 7101'],
    confidence: 'Q',
    valid: CCPA_2026,
    months: 24,
    zone: 'America/Los_Angeles',
    keeps: KEEPS,
  },
  appi: {
    id: 'appi.record-36-months',
    cites: ['L-27'],
    confidence: 'Q',
    valid: APPI_2022,
    months: 36,
    zone: 'Asia/Tokyo',
    keeps: KEEPS,
  },
};

/** Evidence is used for verification only and destroyed once judged, at the close at the latest (L-10). */
export const EVIDENCE_RETENTION: Rule & { until: 'judged-or-closed' } = {
  id: 'evidence.destroyed-when-judged',
  cites: ['L-10', 'L-27', '11 CCR 7060(d)'],
  confidence: 'Q',
  valid: CCPA_2026,
  until: 'judged-or-closed',
};

/** After its close a case's package can still be fetched; then everything personal goes. (ours) */
export const PACKAGE_RETENTION: Rule & { days: number } = {
  id: 'answer.package-30-days',
  cites: ['L-27', 'L-30'],
  confidence: 'Q',
  valid: CCPA_2026,
  days: 30,
};

/** Moment at which everything personal goes: whole days of 24 hours after the close. */
export function purgeAt(closedAt: Instant): Instant {
  return Temporal.Instant.from(closedAt)
    .add({ hours: 24 * PACKAGE_RETENTION.days })
    .toString({ smallestUnit: 'millisecond' });
}

/**
 * Of a closed case that has something new to read or to see to, which gets as long as after a close;
 * null where the day stays.
 */
export function laterPurge(closed: { purgeAt: Instant } | null, now: Instant): Instant | null {
  const later = purgeAt(now);
  return closed && later > closed.purgeAt ? later : null;
}

export function retentionRule(regime: Regime): RetentionRule {
  return RETENTION[regime];
}

/** Last day of the record, in the regime's zone. */
export function keptUntil(regime: Regime, closedAt: Instant): Day {
  const { zone, months } = RETENTION[regime];
  return addMonths(dayIn(zone, closedAt), months);
}

/** Moment from which the record may be destroyed: the start of the day after `keptUntil`. */
export function recordExpiresAt(regime: Regime, closedAt: Instant): Instant {
  return startOf(RETENTION[regime].zone, addDays(keptUntil(regime, closedAt), 1));
}
