/** A mail that we could not take for a request: directions, never silence (L-31). Says nothing of who is on file (L-32). */
import type { CaseId } from '../ids.ts';
import type { Language } from '../law/rights.ts';
import { GREETING, type Notice, type Sender, subjectOf } from './notice.ts';

export interface MisdirectedFacts extends Sender {
  /** Null when no case was opened. */
  caseId: CaseId | null;
  /** The form. */
  url: string;
}

export function misdirected(facts: MisdirectedFacts, language: Language): Notice {
  const { caseId, organisation, contactAddress, url } = facts;
  const ja = language === 'ja';
  const words = ja
    ? '個人情報に関するご請求の方法について'
    : 'How to make a request about your data';
  return {
    language,
    subject: caseId ? subjectOf(caseId, words) : words,
    paragraphs: ja
      ? [
          GREETING.ja,
          'メールを受領いたしましたが、ご請求の内容を確認することができませんでした。',
          `個人情報の開示、訂正、削除、利用停止などのご請求は、下記のフォームまたは ${contactAddress} 宛てのメールで承ります。`,
          '本人確認書類などの個人情報は、メールに添付なさらないようお願いいたします。',
        ]
      : [
          GREETING.en,
          'We received your e-mail but could not tell from it what you would like us to do.',
          `To see, correct or delete your personal information, or to stop its use or sale, please use the form below or write to ${contactAddress}.`,
          'Please do not attach identity documents or other personal information to an e-mail.',
        ],
    action: { label: ja ? '請求フォームを開く' : 'Open the form', url },
    footer: [organisation, ja ? `お問い合わせ: ${contactAddress}` : `Contact: ${contactAddress}`],
  };
}
