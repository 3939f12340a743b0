/** The fee has arrived; collection begins (L-09). */
import { sayFee } from '../law/fee.ts';
import type { Fee } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface FeeReceivedFacts extends PageFacts {
  fee: Pick<Fee, 'amount' | 'currency'>;
}

export function feeReceived(facts: FeeReceivedFacts, language: Language): Notice {
  const amount = sayFee(facts.fee, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have received the fee',
      paragraphs: [
        `Thank you: we have received the fee of ${amount} and now collect your data. You need do nothing until we write to you again.`,
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: '手数料のお支払いを確認いたしました',
      paragraphs: [
        `手数料${amount}のお支払いを確認いたしました。これよりデータの収集を行います。次のご連絡まで、お客様に行っていただくお手続はありません。`,
      ],
      action: 'お手続の状況を見る',
    }),
  });
}
