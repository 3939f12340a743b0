/** Words for the receipt on the page of the answer, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

type ReceiptWords = Readonly<Record<'title' | 'text' | 'button' | 'kind', string>>;

export const RECEIPT_WORDS: Readonly<Record<Language, ReceiptWords>> = {
  en: {
    title: 'A receipt to show to others',
    text: 'It says what you asked for, what we decided and when, signed by us. It holds nothing about you but the case number.',
    button: 'Download the receipt',
    kind: 'ZIP',
  },
  ja: {
    title: '第三者に見せるための「対応の記録」',
    text: 'ご請求の種類、当社の決定とその日時を記載し、当社の電子署名を付けたものです。受付番号のほか、お客様に関する情報は含まれません。',
    button: '対応の記録をダウンロードする',
    kind: 'ZIP形式',
  },
};
