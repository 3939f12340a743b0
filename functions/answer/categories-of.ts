/** What is held of a person, by the categories of the policy, in the words of the letter (L-13). */
import { knowCategories } from '../../core/data-map/know-categories.ts';
import type { DataMap } from '../../core/data-map.ts';
import type { Finding } from '../../core/finding.ts';
import type { Language, Words } from '../../core/law/rights.ts';
import type { Law } from '../../core/law/versions.ts';
import type { LetterCategory } from '../../core/letter/data.ts';

export function categoriesOf(
  dataMap: DataMap,
  findings: readonly Finding[],
  law: Law,
  language: Language,
): LetterCategory[] {
  const said = (words: readonly Words[]) =>
    words.map((word) => word[language]).join(language === 'ja' ? '、' : '; ');
  return knowCategories(dataMap, findings, law).map((answer) => {
    const { how, recipients, purpose } = answer.disclosed;
    return {
      name: answer.name[language],
      collected: said(answer.collected),
      sources: said(answer.sources),
      purposes: said(answer.purposes),
      disclosedTo: said(answer.recipients),
      passedOn: {
        how,
        to:
          language === 'ja'
            ? `${recipients.ja}（目的: ${purpose.ja}）`
            : `${recipients.en} (${purpose.en})`,
      },
    };
  });
}
