/** To whom the policy lets personal data go, as a table of the letter (P-4, P-5, P-6, P-13). */
import { otherRecipients } from '../../core/law/know-categories.ts';
import type { Language, Words } from '../../core/law/rights.ts';
import { thirdParties } from '../../core/law/third-parties.ts';
import type { Law } from '../../core/law/versions.ts';
import type { LetterRecipient } from '../../core/letter/data.ts';

export function recipientsIn(language: Language, law: Law): LetterRecipient[] {
  const list = (words: readonly Words[]) =>
    [...new Set(words.map((word) => word[language]))].join(language === 'ja' ? '、' : '; ');
  const others = otherRecipients(law).map(({ who, why, cites }) => ({
    name: who[language],
    why: why[language],
    section: sections(cites),
  }));
  const sold = thirdParties(law).map(({ name, purposes, cites }) => ({
    name: name[language],
    why: list(purposes),
    section: sections(cites),
  }));
  return [...others, ...sold];
}

/** `P-5-2` → `5-2`; our own numbering says nothing to the reader. */
const sections = (cites: readonly string[]): string =>
  cites.flatMap((cite) => (cite.startsWith('P-') ? [cite.slice(2)] : [])).join(', ');
