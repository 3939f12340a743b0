/** A correction that is denied leaves the person a word: the item may be noted as contested (L-17). */
import type { Words } from './rights.ts';
import { CCPA_2026, type Rule } from './rule.ts';

/** The ground on which a correction is denied although nothing is wrong with the request. */
const ACCURATE = 'ccpa.more-likely-accurate';

interface ContestRule extends Rule {
  /** A statement may be so many words long. */
  statementWords: number;
  /** For the letter and the page of the answer. */
  words: (contact: string) => Words;
}

/** The law asks for the statement of information about health only; we take one for any (ours). */
export const CONTEST: ContestRule = {
  id: 'ccpa.noted-as-contested',
  cites: ['L-17', '11 CCR 7023(f)'],
  confidence: 'Q',
  valid: CCPA_2026,
  statementWords: 250,
  words: (contact) => ({
    en: `You may have the information noted as contested: on the page on which you open this answer, or by writing to ${contact} with your case number. We note it with the information and tell those to whom we disclose it. You may add a statement of up to ${CONTEST.statementWords} words, which we keep with it.`,
    ja: `当該情報に異議がある旨の記録をご希望の場合は、この回答を開くページから、または受付番号を添えて ${contact} までお申し出ください。情報とともに記録し、提供先にも伝えます。${CONTEST.statementWords}語以内の意見書を添えていただくことができ、情報とともに保管いたします。`,
  }),
};

/** Whether a decision on these grounds leaves an item that may be noted as contested. */
export const mayContest = (grounds: readonly string[]): boolean => grounds.includes(ACCURATE);

/** Japanese has no spaces: its words are told apart by a dictionary, others by the same rules. */
const SEGMENTS = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words of a statement, in whatever language. */
export const countWords = (text: string): number =>
  [...SEGMENTS.segment(text)].filter(({ isWordLike }) => isWordLike).length;
