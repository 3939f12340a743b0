/** A document was refused, and why; a second one may be sent, once (L-10, L-18). */
import { sayDay } from '../law/calendar.ts';
import { type EvidenceReason, evidenceReasonWords } from '../law/evidence.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface EvidenceRefusedFacts extends PageFacts {
  reason: EvidenceReason;
  /** Last day for another document; null when this was the last try. */
  before: Day | null;
}

export function evidenceRefused(facts: EvidenceRefusedFacts, language: Language): Notice {
  const why = evidenceReasonWords(facts.reason)[language];
  const before = facts.before ? sayDay(facts.before, language) : null;
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We could not accept your document',
      paragraphs: [
        'We looked at the document that you sent and could not accept it. We have destroyed the picture.',
        why,
        before
          ? `You can send a different document, once more, on the page of your case by ${before}.`
          : 'We therefore could not make sure that the request comes from you. A separate e-mail says what this means for your request.',
      ],
      ...(before ? { action: 'Send a different document' } : {}),
    }),
    ja: () => ({
      subject: '本人確認書類を受理できませんでした',
      paragraphs: [
        'お送りいただいた書類を確認いたしましたが、受理することができませんでした。画像は廃棄いたしました。',
        why,
        before
          ? `${before}までに、あと1回、別の書類をお手続のページからご提出いただけます。`
          : 'このため、ご本人からの請求であることを確認できませんでした。ご請求の取扱いについては、別のメールでお知らせいたします。',
      ],
      ...(before ? { action: '別の書類を提出する' } : {}),
    }),
  });
}
