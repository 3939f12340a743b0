/** The table of requests in sentences. What the code holds is printed beside them; a test compares the two. */
import type { Right } from '../rights.ts';

const APPI_DISCLOSING =
  'Answer without delay (target 14 days). Identity: details that match, then a document. Fee US$5, once a case. ' +
  'Outcomes: disclose, in part, refuse, not held, another method.';
const APPI_FREE =
  'Answer without delay (target 14 days). Identity: details that match; a document only where they do not. Free.';
const CCPA_ANSWER =
  'Receipt confirmed within 10 business days, answer within 45 days, once 45 more. Free.';
const CCPA_AT_ONCE =
  'No identity, no fee. As soon as feasible, at most 15 business days; its confirmation says when it was done.';

export const REQUESTS: Readonly<Record<Right, string>> = {
  'appi.disclose': `Disclosure of retained personal data. ${APPI_DISCLOSING}`,
  'appi.disclose-provision': `Disclosure of the records of provision to third parties. ${APPI_DISCLOSING}`,
  'appi.purpose': `Notice of the purpose of use. ${APPI_FREE} Outcomes: notify, refuse.`,
  'appi.correct': `Correct, add or delete what is not factual, after investigation. ${APPI_FREE} Outcomes: corrected, in part, refuse, not held.`,
  'appi.cease': `Stop use, or erase. ${APPI_FREE} Outcomes: ceased, erased, an alternative measure, refuse, not held.`,
  'appi.cease-provision': `Stop provision to third parties. ${APPI_FREE} Outcomes: ceased, an alternative measure, refuse, not held.`,
  'ccpa.know-categories': `Categories collected, sources, purposes, recipients, sold or shared. ${CCPA_ANSWER} Identity reasonable: 2 matching details. Outcomes: grant, in part, deny, not held.`,
  'ccpa.know-specific': `The specific pieces, portable. ${CCPA_ANSWER} Identity reasonably high: 3 matching details and a declaration under penalty of perjury. Outcomes: grant, in part, deny, by category only, not held.`,
  'ccpa.delete': `Delete. ${CCPA_ANSWER} Identity reasonable or high, by sensitivity and harm. Outcomes: grant, in part, deny, not held.`,
  'ccpa.correct': `Correct. ${CCPA_ANSWER} Identity as for deletion, never by the contested detail. Outcomes: corrected, deleted instead, deny, not held.`,
  'ccpa.opt-out': `Stop sale and sharing. ${CCPA_AT_ONCE} Outcomes: done, or denied for a documented belief of fraud.`,
  'ccpa.limit': `Limit the use of sensitive personal information. ${CCPA_AT_ONCE} Outcomes: done, not needed (uses of §7027(m) only), or denied for a documented belief of fraud.`,
  inquiry:
    'An opinion, question or complaint (P-9). No identity, no fee. Answered promptly, target 14 days.',
};
