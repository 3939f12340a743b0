/** A question was answered before the rest of the request (P-9); the reply itself is in no mail (L-30). */
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function inquiryAnswered(facts: PageFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have replied to your question',
      paragraphs: [
        'You asked us a question along with your request. Our reply to it stands on the page of your case.',
        'The rest of your request goes on. The letter that answers it will hold this reply, too.',
      ],
      action: 'Read the reply',
    }),
    ja: () => ({
      subject: 'ご質問に回答いたしました',
      paragraphs: [
        'ご請求とあわせていただいたご質問への回答を、お手続のページに掲載いたしました。',
        'その他のご請求の手続は引き続き進めてまいります。最終の回答書にも、この回答を記載いたします。',
      ],
      action: '回答を読む',
    }),
  });
}
