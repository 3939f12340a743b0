/**
 * To the subject of an agent's request: did they give the permission (L-22)? Who asks for what stands on
 * the page only; the mail says nothing of whether anything is held (L-30, L-32).
 */
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface PermissionAskedFacts extends PageFacts {
  before: Day;
  /** Said again, as a reminder. */
  again: boolean;
}

export function permissionAsked(facts: PermissionAskedFacts, language: Language): Notice {
  const before = sayDay(facts.before, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: facts.again
        ? 'A reminder: did you ask somebody to write to us for you?'
        : 'Did you ask somebody to write to us for you?',
      paragraphs: [
        'Somebody has sent us a privacy request in the name of the person who uses this e-mail address, and says that they have that person’s signed permission.',
        `Please open the page below by ${before}. It shows who asks, and for what, and you say there whether you gave them permission. Either answer is fine, and takes a moment.`,
        'Until you say yes, nothing is handed to anyone. If we hear nothing, the request is closed. This e-mail does not mean that we hold data about anyone.',
      ],
      action: 'See the request and answer',
    }),
    ja: () => ({
      subject: facts.again
        ? '委任のご確認のお願い（再送）'
        : '個人情報に関するご請求の委任について（ご確認のお願い）',
      paragraphs: [
        'このメールアドレスをお使いの方の代理人と名乗る方から、署名入りの委任を受けているとして、個人情報に関するご請求がありました。',
        `${before}までに下記のページを開き、代理人のお名前と請求の内容をご覧のうえ、委任されたかどうかをお知らせください。どちらの場合も、すぐに終わります。`,
        '委任の事実をご確認いただくまで、情報をお渡しすることはありません。ご回答がない場合、ご請求の受付は終了します。なお、本メールは、当社が何らかの情報を保有していることを示すものではありません。',
      ],
      action: '請求の内容を見て回答する',
    }),
  });
}
