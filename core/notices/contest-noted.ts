/** What a person asked on the page of the answer was done (L-17); what it was, only that page says (L-30). */
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function contestNoted(facts: PageFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'What you asked us to note is noted',
      paragraphs: [
        'We have done what you asked for on the page of your answer.',
        'You find it there, behind the code that we send you by mail, as long as the answer can be opened.',
      ],
      action: 'Open the page of your case',
    }),
    ja: () => ({
      subject: 'お申し出の内容を記録いたしました',
      paragraphs: [
        '回答のページでお申し出いただいた内容を記録いたしました。',
        '回答を開くことができる期間中は、メールでお送りする確認コードを入力してご確認いただけます。',
      ],
      action: 'お手続のページを開く',
    }),
  });
}
