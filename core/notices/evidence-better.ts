/** Another picture is needed, and why, from the closed list of reasons (L-10). */
import { sayDay } from '../law/calendar.ts';
import { type EvidenceReason, evidenceReasonWords } from '../law/evidence.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface EvidenceBetterFacts extends PageFacts {
  reason: EvidenceReason;
  before: Day;
}

export function evidenceBetter(facts: EvidenceBetterFacts, language: Language): Notice {
  const why = evidenceReasonWords(facts.reason)[language];
  const before = sayDay(facts.before, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We need another picture of your document',
      paragraphs: [
        'Thank you for the picture of your document. We cannot use it yet, and have destroyed it.',
        why,
        `Please upload another on the page of your case by ${before}.`,
      ],
      action: 'Upload another picture',
    }),
    ja: () => ({
      subject: '本人確認書類の再提出のお願い',
      paragraphs: [
        '本人確認書類の画像をお送りいただき、ありがとうございました。恐れ入りますが、確認に用いることができませんでした。いただいた画像は廃棄いたしました。',
        why,
        `${before}までに、お手続のページから改めてご提出ください。`,
      ],
      action: '画像を再提出する',
    }),
  });
}
