/** How an answer reaches the requester (L-12, L-30): by link and second factor, never in the mail. */
import type { Outcome } from './outcomes.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';

export const DELIVERY: Rule & {
  /** Days for which an answer's link opens; it can be issued again. */
  linkDays: number;
  /** The code that authenticates again before a download. */
  code: { digits: number; minutes: number; tries: number; perHour: number; perDay: number };
  /** Minutes for which the answer stays open once the code was entered. */
  sessionMinutes: number;
  /** Minutes for which an operator's sign-in link opens. */
  signInMinutes: number;
} = {
  id: 'delivery.portal',
  cites: ['L-12', 'L-30', '11 CCR 7024(f)'],
  confidence: 'M',
  valid: CCPA_2026,
  linkDays: 7,
  // Whoever guesses has 10 × 5 tries a day of a million: 0.035 % while a link lasts. (ours)
  code: { digits: 6, minutes: 10, tries: 5, perHour: 5, perDay: 10 },
  sessionMinutes: 15,
  signInMinutes: 15,
};

/** On paper where that was chosen, or where the method that was chosen is too costly or difficult. */
export const PAPER: Rule = {
  id: 'appi.paper',
  cites: ['L-19', 'APPI 33(2)'],
  confidence: 'Q',
  valid: APPI_2022,
};

/** Whether an answer goes out by post; not once it was agreed to hand it over by link after all. */
export const isOnPaper = (answer: {
  delivery: 'electronic' | 'paper';
  deliveryChanged: boolean;
  decisions: readonly { outcome: Outcome }[];
}): boolean =>
  answer.delivery === 'paper' ||
  (!answer.deliveryChanged && answer.decisions.some(({ outcome }) => outcome === 'method-changed'));
