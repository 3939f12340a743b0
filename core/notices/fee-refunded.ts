/** A payment went back, and why (L-09), without a detail of the decision (L-30). */
import { type RefundReason, refundRule, sayFee } from '../law/fee.ts';
import type { Fee } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export interface FeeRefundedFacts extends CaseFacts {
  /** What was paid and goes back. */
  fee: Pick<Fee, 'amount'>;
  reason: RefundReason;
}

export function feeRefunded(facts: FeeRefundedFacts, language: Language): Notice {
  const amount = sayFee(facts.fee, language);
  const why = refundRule(facts.reason).words[language];
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have refunded your payment',
      paragraphs: [
        `We have paid back ${amount} to the means of payment that you used. ${why}`,
        'It may take some days until the refund shows on your statement. You need do nothing.',
      ],
    }),
    ja: () => ({
      subject: '返金のお知らせ',
      paragraphs: [
        `ご利用のお支払い方法に、${amount}を返金いたしました。${why}`,
        'ご利用明細への反映には数日かかる場合があります。お客様に行っていただくお手続はありません。',
      ],
    }),
  });
}
