/** Words about other cases of one person: repeats (L-15). */
import { KNOW_REPEATS } from '../../../core/law/repeats.ts';
import type { Language } from '../../../core/law/rights.ts';

const { months, times } = KNOW_REPEATS;

interface SamePersonWords {
  repeats: string;
  /** How many of them there are, and what follows. */
  answeredBefore: (count: number) => string;
  mayRefuse: string;
  receivedOn: (when: string) => string;
}

export const SAME_PERSON_WORDS: Readonly<Record<Language, SamePersonWords>> = {
  en: {
    repeats: 'Earlier requests to know',
    answeredBefore: (count) =>
      count === 1
        ? `One earlier request to know of this person was answered within the ${months} months before this one.`
        : `${count} earlier requests to know of this person were answered within the ${months} months before this one.`,
    mayRefuse: `This one comes on top of ${times} within ${months} months and may be refused for that (L-15); it need not be. The ground stands under “Decide”.`,
    receivedOn: (when) => `received ${when}`,
  },
  ja: {
    repeats: '以前の開示請求',
    answeredBefore: (count) =>
      `この請求者に対し、今回の受付前${months}か月以内に、情報を知る請求${count}件に回答しています。`,
    mayRefuse: `${months}か月以内に${times}件を超える請求として、対応しないことも認められます（L-15）。対応しても差し支えありません。該当する理由は「決定」の欄で選べます。`,
    receivedOn: (when) => `${when}受付`,
  },
};
