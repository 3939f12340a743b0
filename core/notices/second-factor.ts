/** The code that authenticates again before anything is released (L-12, L-30). It is not in the subject line. */
import { DELIVERY } from '../law/delivery.ts';
import type { Language } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export interface SecondFactorFacts extends CaseFacts {
  /** As many digits as `DELIVERY` says. */
  code: string;
}

export function secondFactor(facts: SecondFactorFacts, language: Language): Notice {
  const { minutes } = DELIVERY.code;
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Your code',
      paragraphs: [
        `Your code is: ${facts.code}`,
        `Please enter it on the page of your case within ${minutes} minutes. We never ask for it by telephone or e-mail.`,
        'If you did not ask for a code, please tell us; without it nobody can open your answer.',
      ],
    }),
    ja: () => ({
      subject: '確認コードのお知らせ',
      paragraphs: [
        `確認コード: ${facts.code}`,
        `${minutes}分以内に、お手続のページにご入力ください。電話やメールでコードをお尋ねすることはありません。`,
        'お心当たりのない場合は、当社までご連絡ください。コードがなければ、回答が開かれることはありません。',
      ],
    }),
  });
}
