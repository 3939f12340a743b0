/** The sheet that goes on top of an answer sent by post: to whom, from whom, and what is in the envelope. */
import type { Instant } from '../ids.ts';
import { ZONES } from '../law/calendar.ts';
import type { Language, Words } from '../law/rights.ts';
import type { Block, LetterPages, Line } from './blocks.ts';

/** What an envelope can hold. */
export type Enclosure = 'letter' | 'data';

export interface CoverSheet {
  caseId: string;
  language: Language;
  organisation: { name: string; address: readonly string[]; contact: readonly string[] };
  /** As it stands on an envelope: the address line by line, postal code included, the name without 様. */
  recipient: { name: string; address: readonly string[] };
  /** The day of posting, in Japan: only answers under APPI go out on paper (L-19). */
  postedAt: Instant;
  enclosures: readonly Enclosure[];
}

const ENCLOSED: Readonly<Record<Enclosure, Words>> = {
  letter: { en: 'Our answer to your privacy request', ja: '個人情報に関するご請求へのご回答' },
  data: { en: 'Your personal data, printed', ja: '開示する個人データ（印刷したもの）' },
};

const WORDS: Readonly<
  Record<
    Language,
    {
      title: string;
      to(name: string): string;
      /** As an envelope has them: the name first, or last. */
      inOrder(address: readonly Line[], name: Line): readonly Line[];
      confidential: string;
      body: readonly [string, string];
      begin: string | null;
      enclosed: string;
      mistaken: string;
      end: string | null;
    }
  >
> = {
  en: {
    title: 'The answer to your privacy request',
    to: (name) => name,
    inOrder: (address, name) => [name, ...address],
    confidential: 'Personal and confidential',
    body: [
      'Thank you for your request about your personal information, case number ',
      '. You will find our answer in this envelope.',
    ],
    begin: null,
    enclosed: 'Enclosed',
    mistaken:
      'If this letter is not for you, please do not read the enclosed pages, and tell us at the address above.',
    end: null,
  },
  ja: {
    title: '書類送付のご案内',
    to: (name) => `${name} 様`,
    inOrder: (address, name) => [...address, name],
    confidential: '親展',
    body: [
      'このたびは、個人情報に関するご請求をお寄せいただき、ありがとうございます。ご請求（受付番号 ',
      '）につきまして、下記の書類をお送りいたしますので、ご確認くださいますようお願い申し上げます。',
    ],
    begin: '記',
    enclosed: '同封書類',
    mistaken:
      'お心当たりのない場合は、恐れ入りますが、同封の書類をご覧にならずに、上記の連絡先までお知らせください。',
    end: '以上',
  },
};

export function coverFor(cover: CoverSheet): LetterPages {
  const { caseId, language, organisation, recipient, postedAt } = cover;
  const words = WORDS[language];
  const day = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-US', {
    dateStyle: 'long',
    timeZone: ZONES.appi,
  }).format(new Date(postedAt));
  const sender: Line[] = [organisation.name, ...organisation.address, ...organisation.contact].map(
    (text, index) => [index === 0 ? { text, strong: true, unbroken: true } : text],
  );
  const [before, after] = words.body;
  const address = recipient.address.map((text): Line => [text]);
  const name: Line = [{ text: words.to(recipient.name), unbroken: true, strong: true }];
  return {
    language,
    paper: 'A4',
    title: `${words.title} (${caseId})`,
    author: organisation.name,
    signature: '',
    date: new Date(postedAt),
    blocks: [
      {
        kind: 'window',
        lines: [...words.inOrder(address, name), [words.confidential]],
      },
      { kind: 'aside', lines: [[{ text: day, unbroken: true }], ...sender] },
      { kind: 'title', text: words.title },
      { kind: 'paragraph', line: [before, { text: caseId, unbroken: true }, after] },
      ...(words.begin === null ? [] : [{ kind: 'middle', text: words.begin } satisfies Block]),
      { kind: 'heading', text: words.enclosed },
      { kind: 'list', items: cover.enclosures.map((one) => [ENCLOSED[one][language]]) },
      { kind: 'paragraph', line: [words.mistaken] },
      ...(words.end === null ? [] : [{ kind: 'end', text: words.end } satisfies Block]),
    ],
    foot: null,
  };
}
