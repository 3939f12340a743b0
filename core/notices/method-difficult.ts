/**
 * The chosen method of disclosure is costly or difficult: told first, then disclosed in writing (L-19).
 * Only how the answer is handed over, not what it says (L-30).
 */
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function methodDifficult(facts: PageFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'How we hand over our answer',
      paragraphs: [
        'You chose how our answer should be handed over to you. That way would be very costly or is otherwise difficult, so we answer in writing instead. The law provides for this, and asks us to tell you first.',
        'You need not do anything. The letter says more; if you do not agree, it also says how to object.',
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: '回答の方法についてのお知らせ',
      paragraphs: [
        'ご指定いただいた方法による回答は、多額の費用を要するなど困難であるため、書面により回答いたします。法令に基づき、あらかじめお知らせいたします。',
        'お客様に行っていただくお手続はありません。詳しくは回答の書面に記載いたします。ご不服がある場合のお申し出の方法も、あわせて記載いたします。',
      ],
      action: 'お手続の状況を見る',
    }),
  });
}
