/** Words for fetching the answer, in both languages. */
import type { AnswerFile } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

interface FileWords {
  title: string;
  text: string;
  /** Where the answer is the letter, and the package brings no data besides it. */
  textAlone: string;
  button: string;
}

interface DeliveryWords extends Readonly<Record<AnswerFile, FileWords>> {
  kinds: Readonly<Record<AnswerFile, string>>;
  until: (when: string) => string;
  /** Plain text, for a download that is resumed too late. */
  codeAgain: string;
}

export const DELIVERY_WORDS: Readonly<Record<Language, DeliveryWords>> = {
  en: {
    letter: {
      title: 'The letter',
      text: 'What we decided and why, and what we found where. You can read it right here.',
      textAlone: 'What we decided and why. You can read it right here.',
      button: 'Read the letter',
    },
    package: {
      title: 'Everything in one package',
      text: 'The letter and all of your data, to keep and to check. Save it where only you can reach it; on a computer it is easiest to open. Unpack it, then open index.html.',
      textAlone:
        'The letter with its receipt and signatures, to keep and to check. You need it only if you want to prove later what we answered.',
      button: 'Download the package',
    },
    kinds: { letter: 'PDF, ', package: 'ZIP, ' },
    until: (when) => `The link works until ${when}; after that you can have a new one sent.`,
    codeAgain:
      'This download can go on once you have entered a code again on the page of your case.',
  },
  ja: {
    letter: {
      title: '回答の書面',
      text: '決定の内容と理由、確認した情報の概要を記載しています。このままお読みいただけます。',
      textAlone: '決定の内容と理由を記載しています。このままお読みいただけます。',
      button: '書面を読む',
    },
    package: {
      title: 'すべてのデータ（まとめて保存）',
      text: '書面とお客様のデータ一式です。ご本人だけが使える場所に保存してください。パソコンでは、ファイルを展開（解凍）し、index.html を開くとご覧いただけます。',
      textAlone:
        '書面に、証明書（受領証）と電子署名を添えたものです。後日、回答の内容を証明する必要がある場合に保存してください。',
      button: 'まとめてダウンロードする',
    },
    kinds: { letter: 'PDF形式、', package: 'ZIP形式、' },
    until: (when) => `リンクの有効期限は${when}です。期限後は新しいリンクをお送りできます。`,
    codeAgain: 'ダウンロードを続けるには、お手続のページで確認コードをもう一度入力してください。',
  },
};
