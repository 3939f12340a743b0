/** The answer by category: what is held, from where, what for, and who received it. */
import type { Language } from '../law/rights.ts';
import type { Block } from './blocks.ts';
import type { LetterCategory, LetterRight } from './data.ts';

type Label = 'collected' | 'sources' | 'purposes' | 'disclosedTo' | 'sold' | 'shared';

const WORDS: Readonly<
  Record<Language, { title: string; intro: string; labels: Readonly<Record<Label, string>> }>
> = {
  en: {
    title: 'What we hold, by category',
    intro:
      'For each category: what we hold, where we got it, what we use it for, to whom we disclosed it for a business purpose, and to whom it was sold or shared.',
    labels: {
      collected: 'What we hold',
      sources: 'Where from',
      purposes: 'What for',
      disclosedTo: 'Disclosed to',
      sold: 'Sold to',
      shared: 'Shared with',
    },
  },
  ja: {
    title: '保有している情報の種類',
    intro:
      '種類ごとに、保有している情報、収集元、利用目的、業務目的での開示先、および販売先または共有先をお知らせいたします。',
    labels: {
      collected: '保有する情報',
      sources: '収集元',
      purposes: '利用目的',
      disclosedTo: '業務目的の開示先',
      sold: '販売先',
      shared: '共有先',
    },
  },
};

export function categories({ categories: given = [] }: LetterRight, language: Language): Block[] {
  if (given.length === 0) return [];
  const { title, intro, labels } = WORDS[language];
  return [
    { kind: 'keep', lines: 10 },
    { kind: 'subheading', text: title },
    { kind: 'paragraph', line: [intro] },
    ...given.flatMap((category): Block[] => [
      { kind: 'keep', lines: 6 },
      { kind: 'paragraph', line: [{ text: category.name, strong: true }] },
      {
        kind: 'facts',
        rows: rowsOf(category).map(([label, text]) => ({ label: labels[label], value: [text] })),
      },
    ]),
  ];
}

function rowsOf(category: LetterCategory): [Label, string][] {
  const { collected, sources, purposes, disclosedTo, passedOn } = category;
  const rows: [Label, string][] = [
    ['collected', collected],
    ['sources', sources],
    ['purposes', purposes],
    ['disclosedTo', disclosedTo],
    [passedOn.how, passedOn.to],
  ];
  return rows.filter(([, text]) => text !== '');
}
