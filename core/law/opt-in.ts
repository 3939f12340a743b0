/** After an opt-out or limit: no asking to opt in again, and two steps when one wants to (L-24). */
import { CCPA_2026, type Rule } from './rule.ts';

export const OPT_IN: Rule & {
  /** Months after an opt-out or limit during which nobody is asked to opt in again. */
  pauseMonths: number;
  /** Opting in takes a request and a separate confirmation. */
  steps: number;
} = {
  id: 'ccpa.opt-in-again',
  cites: ['L-24', 'Civ. 1798.135(c)(4)', '11 CCR 7028(a)'],
  confidence: 'S',
  valid: CCPA_2026,
  pauseMonths: 12,
  steps: 2,
};
