/** What a request to know must never disclose, but only name by its kind (L-14). */
import { z } from 'zod';
import type { Regime, Words } from './rights.ts';
import { CCPA_2026, type Rule } from './rule.ts';

export const WithheldKindId = z.enum([
  'social-security-number',
  'government-id-number',
  'financial-account-number',
  'health-insurance-number',
  'password',
  'security-question',
  'biometric-measurement',
]);
export type WithheldKindId = z.infer<typeof WithheldKindId>;

export interface WithheldKind extends Rule {
  kind: WithheldKindId;
  /** What the letter names in place of the value. */
  words: Words;
}

const WORDS: Readonly<Record<WithheldKindId, Words>> = {
  'social-security-number': { en: 'Social Security number', ja: '社会保障番号（SSN）' },
  'government-id-number': {
    en: "driver's license number or other government-issued identification number",
    ja: '運転免許証番号その他の公的な識別番号',
  },
  'financial-account-number': { en: 'financial account number', ja: '金融口座番号' },
  'health-insurance-number': {
    en: 'health insurance or medical identification number',
    ja: '健康保険または医療に関する識別番号',
  },
  password: { en: 'account password', ja: 'アカウントのパスワード' },
  'security-question': {
    en: 'security questions and answers',
    ja: '秘密の質問とその回答',
  },
  // A photograph that the person uploaded is none of these and is released (T-7, L-14).
  'biometric-measurement': {
    en: 'unique biometric data generated from measurements or technical analysis',
    ja: '測定または技術的分析により生成された固有の生体データ',
  },
};

/** Why a value of such a kind is named and not handed out. */
export const WITHHELD_REASON: Readonly<Record<Regime, Words>> = {
  ccpa: {
    en: 'By law it is never sent out, since in the wrong hands it could harm you (11 CCR 7024(d)). We do hold it.',
    ja: '第三者の手に渡った場合にお客様に損害が生じるおそれがあるため、法令により送付いたしません（11 CCR 7024(d)）。当社はこれを保有しています。',
  },
  appi: {
    en: 'It is not sent out, since in the wrong hands it could harm you (APPI 33(2)(i)). We do hold it.',
    ja: '第三者の手に渡った場合にお客様の権利利益を害するおそれがあるため、送付いたしません（個人情報保護法第33条第2項第1号）。当社はこれを保有しています。',
  },
};

export function withheldKinds(): WithheldKind[] {
  return WithheldKindId.options.map((kind) => ({
    id: `ccpa.withheld-${kind}`,
    cites: ['L-14', '11 CCR 7024(d)'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind,
    words: WORDS[kind],
  }));
}
