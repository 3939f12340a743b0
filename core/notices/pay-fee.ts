/** The fee is due: after identity, before collection (L-08, L-09). The amount is the plan's. */
import { sayDay } from '../law/calendar.ts';
import { sayFee, sayFeeSection } from '../law/fee.ts';
import type { Day, Fee } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface PayFeeFacts extends PageFacts {
  fee: Pick<Fee, 'amount' | 'currency'>;
  before: Day;
}

export function payFee(facts: PayFeeFacts, language: Language): Notice {
  const amount = sayFee(facts.fee, language);
  const before = sayDay(facts.before, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'The fee for your disclosure request',
      paragraphs: [
        'Thank you. We have made sure that the request comes from you.',
        `Disclosure costs ${amount} a request (${sayFeeSection('en')}). Please pay it on the page of your case by ${before}; we start to collect your data as soon as it has been paid.`,
        'If it turns out that nothing is disclosed, we pay the fee back without being asked.',
      ],
      action: `Pay ${amount}`,
    }),
    ja: () => ({
      subject: '開示手数料のお支払いのお願い',
      paragraphs: [
        '本人確認が完了いたしました。ご協力ありがとうございました。',
        `開示の手数料は、1件の請求につき${amount}です（${sayFeeSection('ja')}）。${before}までに、お手続のページからお支払いください。お支払いの確認後、直ちにデータの収集を始めます。`,
        '開示に至らなかった場合は、お申し出がなくても手数料を返金いたします。',
      ],
      action: `${amount}を支払う`,
    }),
  });
}
