/** An identity document is needed: which, what to cover, and what must never be sent (L-10, L-11). */
import { sayDay } from '../law/calendar.ts';
import { ACCEPTED_DOCUMENTS } from '../law/evidence.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface EvidenceNeededFacts extends PageFacts {
  before: Day;
  /** Whether somebody asks for another person: it is that person's document then (L-22). */
  agent?: boolean;
}

export function evidenceNeeded(facts: EvidenceNeededFacts, language: Language): Notice {
  const before = sayDay(facts.before, language);
  const list = ACCEPTED_DOCUMENTS.map(({ title }) => title[language]);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Please send us a picture of an identity document',
      paragraphs: [
        `${facts.agent ? 'To make sure of whom the request concerns, we need a picture of one identity document of the person for whom you ask.' : 'To make sure that the request comes from you, we need a picture of one identity document.'} Please upload it on the page of your case by ${before}.`,
        `Any one of these will do: ${list.join('; ')}.`,
        'The page lets you cover what we need not see. Of a My Number card, please send the front only: by law we may not receive the back, the 12-digit number or the notification card.',
        'One of us looks at the picture; it is used for this alone and destroyed as soon as it has been looked at.',
      ],
      action: 'Upload a document',
    }),
    ja: () => ({
      subject: '本人確認書類のご提出のお願い',
      paragraphs: [
        `${facts.agent ? '請求の対象となるご本人を確認するため、ご本人の本人確認書類' : 'ご本人からの請求であることを確認するため、本人確認書類'}1点の画像が必要です。${before}までに、お手続のページからご提出ください。`,
        `次のいずれか1点をご利用いただけます。${list.join('、')}`,
        'ページ上で、確認に不要な部分を隠すことができます。マイナンバーカードは表面のみをお送りください。裏面、12桁の個人番号および通知カードは、法令により受け取ることができません。',
        '画像は担当者が本人確認のためにのみ確認し、確認後速やかに廃棄いたします。',
      ],
      action: '書類を提出する',
    }),
  });
}
