/** The link to the case's page, for one who lost it. */
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function linkAgain(facts: PageFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'The link to your request',
      paragraphs: [
        'You asked us for the link to the page of your case. Here it is again.',
        'If it was not you who asked, you need not do anything.',
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: 'お手続のページのご案内',
      paragraphs: [
        'ご依頼により、お手続のページのリンクをもう一度お送りします。',
        'お心当たりのない場合は、何もなさる必要はありません。',
      ],
      action: 'お手続の状況を見る',
    }),
  });
}
