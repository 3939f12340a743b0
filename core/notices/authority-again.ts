/** A proof of authority was turned down, and why, from the closed list; another may be sent (L-22, L-18). */
import { type ProofReason, proofReasonWords } from '../law/authority-proof.ts';
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface AuthorityAgainFacts extends PageFacts {
  reason: ProofReason;
  /** Refused once: the next one is the last. Else a better one may be sent as often as needed. */
  refused: boolean;
  before: Day;
}

export function authorityAgain(facts: AuthorityAgainFacts, language: Language): Notice {
  const why = proofReasonWords(facts.reason)[language];
  const before = sayDay(facts.before, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: facts.refused
        ? 'We could not accept your proof that you may ask'
        : 'We need another proof that you may ask',
      paragraphs: [
        'Thank you for the paper that you sent to show that you may make this request. We could not use it, and have destroyed it.',
        why,
        facts.refused
          ? `You can send another, once more, on the page of your case by ${before}.`
          : `Please upload another on the page of your case by ${before}.`,
      ],
      action: 'Upload another paper',
    }),
    ja: () => ({
      subject: facts.refused
        ? '代理権を確認する書面を受理できませんでした'
        : '代理権を確認する書面の再提出のお願い',
      paragraphs: [
        '代理権を確認する書面をお送りいただき、ありがとうございました。恐れ入りますが、確認に用いることができませんでした。いただいた書面は廃棄いたしました。',
        why,
        facts.refused
          ? `${before}までに、あと1回、お手続のページから別の書面をご提出いただけます。`
          : `${before}までに、お手続のページから改めてご提出ください。`,
      ],
      action: '書面を再提出する',
    }),
  });
}
