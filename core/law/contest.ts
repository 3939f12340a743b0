/** A correction that is denied leaves the person a word: the item may be noted as contested (L-17). */
import type { Words } from './rights.ts';
import { CCPA_2026, type Rule } from './rule.ts';

/** Of information about health a statement goes with it, up to so many words. */
const STATEMENT_WORDS = 250;

/** The ground on which a correction is denied although nothing is wrong with the request. */
const ACCURATE = 'ccpa.more-likely-accurate';

export const CONTEST: Rule & { words: (contact: string) => Words } = {
  id: 'ccpa.noted-as-contested',
  cites: ['L-17', '11 CCR 7023(f)'],
  confidence: 'Q',
  valid: CCPA_2026,
  words: (contact) => ({
    en: `You may have the information noted as contested: write to ${contact} with your case number, and we note it with the information and tell those to whom we disclose it. If it is about your health, you may give us a statement of up to ${STATEMENT_WORDS} words, which we keep with it.`,
    ja: `当該情報に異議がある旨の記録をご希望の場合は、受付番号を添えて ${contact} までお申し出ください。情報とともに記録し、提供先にも伝えます。健康に関する情報については、${STATEMENT_WORDS}語以内の意見書を添えていただくことができ、情報とともに保管いたします。`,
  }),
};

/** Whether a decision on these grounds leaves an item that may be noted as contested. */
export const mayContest = (grounds: readonly string[]): boolean => grounds.includes(ACCURATE);
