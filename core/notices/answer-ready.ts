/** The answer can be fetched: a link and nothing of what it says (L-30). */
import { DELIVERY } from '../law/delivery.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function answerReady(facts: PageFacts, language: Language): Notice {
  const { linkDays } = DELIVERY;
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Our answer to your request is ready',
      paragraphs: [
        'We have answered your request. For your protection the answer is not in this e-mail: please fetch it on the page of your case.',
        `Before it opens, we send a code to this address. The link can be used for ${linkDays} days; after that, the page lets you ask for a new one.`,
        'This e-mail and the answer are signed, so that you can check that they come from us.',
      ],
      action: 'Fetch the answer',
    }),
    ja: () => ({
      subject: 'ご請求への回答の準備ができました',
      paragraphs: [
        'ご請求への回答の準備ができました。安全のため、回答は本メールには記載しておりません。お手続のページからお受け取りください。',
        `お受け取りの前に、このメールアドレスに確認コードをお送りします。リンクの有効期間は${linkDays}日間です。期間を過ぎた場合は、ページから再発行できます。`,
        '本メールおよび回答には電子署名を付しており、当社からのものであることをご確認いただけます。',
      ],
      action: '回答を受け取る',
    }),
  });
}
