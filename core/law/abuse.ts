/** What may be done with a request that is manifestly unfounded or excessive, and by whom (L-07). */
import { CCPA_2026, type Rule } from './rule.ts';

export interface AbuseRule extends Rule {
  /** What the law allows besides an answer. */
  allowed: readonly ('charge' | 'refuse')[];
  /** What is offered of it. */
  offered: readonly ('charge' | 'refuse')[];
  reason: string;
}

export const ABUSE: AbuseRule = {
  id: 'ccpa.unfounded-or-excessive',
  cites: ['L-07', 'Civ. 1798.145(h)(3)', 'P-7'],
  confidence: 'M',
  valid: CCPA_2026,
  allowed: ['charge', 'refuse'],
  offered: ['refuse'],
  reason:
    'The law lets a reasonable fee be charged or the request be refused. The policy names no such fee ' +
    '(P-7 prices a disclosure under APPI only), so that only refusal is offered. The burden is on the ' +
    'company: whoever decides writes down why, and another person, by name, approves it. That the two ' +
    'are never one person is ours; the rest is from memory, for a lawyer to confirm.',
};
