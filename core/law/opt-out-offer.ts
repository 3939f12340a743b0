/** Who is denied a deletion, in whole or in part, is offered the opt-out in the same letter (L-16). */
import type { Words } from './rights.ts';
import { CCPA_2026, type Rule } from './rule.ts';

export const OPT_OUT_OFFER: Rule & { words: Words } = {
  id: 'ccpa.opt-out-offer',
  cites: ['L-16', 'L-06', '11 CCR 7022'],
  confidence: 'M',
  valid: CCPA_2026,
  words: {
    en: 'You can still tell us not to sell or share your personal information. Nothing has to be proven for it.',
    ja: '個人情報の販売および共有の停止（オプトアウト）は、引き続きお申し出いただけます。身元の証明は必要ありません。',
  },
};
