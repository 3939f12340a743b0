/** The answer was posted: when, and nothing of it or of where to (L-19, L-30). */

import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface AnswerPostedFacts extends PageFacts {
  on: Day;
}

export function answerPosted(facts: AnswerPostedFacts, language: Language): Notice {
  const on = sayDay(facts.on, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Our answer to your request was posted',
      paragraphs: [
        `We posted our answer to you on paper on ${on}, to the address that we have for it. If it does not come within the usual time of the post, please write or call us.`,
        'The page of your case says more, with the tracking number where the letter has one.',
      ],
      action: 'Open the page of my case',
    }),
    ja: () => ({
      subject: 'ご請求への回答を郵送しました',
      paragraphs: [
        `ご請求への回答を、${on}に書面で郵送いたしました。通常の配達日数を過ぎても届かない場合は、お手数ですがご連絡ください。`,
        '追跡番号がある場合は、お手続のページに記載しております。',
      ],
      action: 'お手続のページを開く',
    }),
  });
}
