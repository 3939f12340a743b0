/** Specific pieces could not be verified to the high degree: answered by category instead (L-13). */
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export function downgraded(facts: PageFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'How we go on with your request',
      paragraphs: [
        'Before specific pieces of personal information are disclosed, the law asks for a high degree of certainty about who asks. We could not reach it with what we have from you.',
        'We therefore treat your request as one to know the categories: which kinds of information are collected, where they come from, why they are used and who receives them. The day of our answer stays the same.',
        'You can send a new request for the specific pieces at any time.',
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: '今後の対応についてのお知らせ',
      paragraphs: [
        '個別の個人情報を開示するにあたり、法令は高い程度の本人確認を求めています。ご提供いただいた内容では、その程度に達することができませんでした。',
        'このため、情報のカテゴリー（種類、取得元、利用目的および提供先）を知る請求としてお取り扱いいたします。回答の期日に変更はありません。',
        '個別の情報についての改めてのご請求は、いつでも承ります。',
      ],
      action: 'お手続の状況を見る',
    }),
  });
}
