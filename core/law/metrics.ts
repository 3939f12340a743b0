/** The figures of a calendar year, by right, as the law asks for them (L-28). */
import type { Outcome } from './outcomes.ts';
import { CCPA_2026, type Rule } from './rule.ts';

/** Asked for under CCPA; kept for both regimes (ours). */
export const METRICS: Rule = {
  id: 'ccpa.metrics-yearly',
  cites: ['L-28', '11 CCR 7102'],
  confidence: 'S',
  valid: CCPA_2026,
};

/** Whether what was asked for was granted in whole, in part, or denied. */
export type Granted = 'whole' | 'part' | 'denied';

/**
 * What each outcome counts as. A method that had to be changed still discloses the whole; where
 * there is nothing to change or nothing more to stop, the request is complied with as it stands;
 * where nothing is held, it cannot be complied with, and the ground says why.
 */
export const COUNTS_AS: Readonly<Record<Outcome, Granted>> = {
  disclose: 'whole',
  'method-changed': 'whole',
  notify: 'whole',
  corrected: 'whole',
  ceased: 'whole',
  erased: 'whole',
  grant: 'whole',
  done: 'whole',
  'not-needed': 'whole',
  answered: 'whole',
  alternative: 'part',
  partial: 'part',
  downgrade: 'part',
  'deleted-instead': 'part',
  'not-held': 'denied',
  refuse: 'denied',
  deny: 'denied',
};
