/** A request by e-mail: the sender is never trusted, but asked to confirm and to say what is meant (L-31). */
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface CompleteRequestFacts extends PageFacts {
  /** Day on which the mail arrived: the clocks run from it (L-01). */
  receivedOn: Day;
  /** Last day on which the page can be used. */
  before: Day;
}

export function completeRequest(facts: CompleteRequestFacts, language: Language): Notice {
  const received = sayDay(facts.receivedOn, language);
  const before = sayDay(facts.before, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Please confirm and complete your request',
      paragraphs: [
        `We received an e-mail from this address on ${received} and treat it as a request about personal information. Its number is ${facts.caseId}.`,
        `Please open the page of your case by ${before}, confirm that the e-mail was yours, and choose what you would like us to do. The day on which your e-mail reached us counts as the day of your request.`,
        'If you did not write to us, please ignore this e-mail. Nothing more happens then.',
      ],
      action: 'Confirm and complete',
    }),
    ja: () => ({
      subject: 'ご請求内容のご確認のお願い',
      paragraphs: [
        `${received}に、このメールアドレスから個人情報に関するご請求と思われるメールを受領いたしました。受付番号は ${facts.caseId} です。`,
        `${before}までに下記のページを開き、お客様からのメールであることのご確認と、ご希望の内容の選択をお願いいたします。ご請求の受付日は、メールを受領した日となります。`,
        'お心当たりのない場合は、本メールを破棄してください。手続が進むことはありません。',
      ],
      action: '確認して内容を入力する',
    }),
  });
}
