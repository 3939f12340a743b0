/** Words for the postal address of an answer on paper, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

export const ADDRESS_PARTS = ['postalCode', 'region', 'street', 'building', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

interface PostalWords {
  why: string;
  parts: Readonly<Record<AddressPart, string>>;
  hints: Readonly<Partial<Record<AddressPart, string>>>;
  errors: Readonly<Record<'postalCode' | 'region' | 'street' | 'country', string>>;
  postedOn: (day: string) => string;
  tracking: string;
}

export const POSTAL_WORDS: Readonly<Record<Language, PostalWords>> = {
  en: {
    why: 'Where shall we post it? We use the address for that alone.',
    parts: {
      postalCode: 'Postal code',
      region: 'City and region',
      street: 'Street and number',
      building: 'Building, apartment',
      country: 'Country',
    },
    hints: { region: 'In Japan: ward or city, and prefecture' },
    errors: {
      postalCode: 'Please write the postal code.',
      region: 'Please write the city and region.',
      street: 'Please write the street and number.',
      country: 'Please write the country.',
    },
    postedOn: (day) => `We posted our answer on ${day}.`,
    tracking: 'Tracking number',
  },
  ja: {
    why: 'お送り先をご入力ください。回答の郵送にのみ使用します。',
    parts: {
      postalCode: '郵便番号',
      region: '都道府県・市区町村',
      street: '町名・番地',
      building: '建物名・部屋番号',
      country: '国名',
    },
    hints: { postalCode: '例: 150-0002', region: '例: 東京都渋谷区', street: '例: 渋谷2-24-12' },
    errors: {
      postalCode: '郵便番号を入力してください。',
      region: '都道府県・市区町村を入力してください。',
      street: '町名・番地を入力してください。',
      country: '国名を入力してください。',
    },
    postedOn: (day) => `${day}に回答を郵送しました。`,
    tracking: '追跡番号',
  },
};
