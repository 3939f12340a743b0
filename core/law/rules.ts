/** The request-type table: one row a right. Everything that the law says about a right starts here. */
import type { DeadlineId } from './deadlines.ts';
import type { Outcome } from './outcomes.ts';
import type { Regime, Right, Words } from './rights.ts';
import { APPI_2022, CCPA_2026, POLICY_2024, type Rule } from './rule.ts';
import {
  APPI_DISCLOSURE,
  APPI_OTHER,
  CCPA_CHANGE,
  CCPA_REASONABLE,
  CCPA_REASONABLY_HIGH,
  NOTHING_TO_VERIFY,
  type VerificationRule,
} from './verification.ts';
import { type Law, NEWEST } from './versions.ts';

const FREE = 'free';
/** The policy's price for disclosure (P-7); law allows one nowhere else (L-07, L-08). */
const DISCLOSURE_FEE = 'of the policy';

export interface RightRule extends Rule {
  right: Right;
  /** null: belongs to either. */
  regime: Regime | null;
  /** What a person asks for, in plain words: the choice on the form and the heading of the letter. */
  title: Words;
  /** One sentence that says what happens. */
  explanation: Words;
  statute: string;
  /** Null: no date in law; it goes out at once. For opt-out and limit the confirmation of completion stands for it. */
  acknowledge: DeadlineId | null;
  answer: DeadlineId;
  verification: VerificationRule;
  /** In US cents; 0 = free. */
  fee: number;
  outcomes: readonly Outcome[];
  /** Whether the stores are searched before a decision. Every such right can end in `not-held` (L-18). */
  needsCollection: boolean;
  /** Whether a decision in favour changes something in the stores (a later journey's apply step). */
  changesStores: boolean;
}

const APPI = { regime: 'appi', confidence: 'Q', valid: APPI_2022 } as const;
const CCPA = { regime: 'ccpa', confidence: 'Q', valid: CCPA_2026 } as const;

type Row = Omit<RightRule, 'id' | 'right' | 'fee'> & { fee: typeof FREE | typeof DISCLOSURE_FEE };

const RIGHTS: Readonly<Record<Right, Row>> = {
  'appi.disclose': {
    ...APPI,
    title: { en: 'See the data you hold about me', ja: '保有個人データの開示' },
    explanation: {
      en: 'We send you the personal data that we hold about you.',
      ja: '当社が保有するお客様の個人データを開示します。',
    },
    statute: 'APPI 33(1)',
    cites: ['L-08', 'L-18', 'L-19', 'L-20', 'L-21', 'APPI 33(1)', 'P-7'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_DISCLOSURE,
    fee: DISCLOSURE_FEE,
    outcomes: ['disclose', 'partial', 'refuse', 'not-held', 'method-changed'],
    needsCollection: true,
    changesStores: false,
  },
  'appi.disclose-provision': {
    ...APPI,
    title: { en: 'See to whom you gave my data', ja: '第三者提供記録の開示' },
    explanation: {
      en: 'We send you our records of giving your data to third parties or receiving it from them.',
      ja: 'お客様の個人データを第三者に提供した、または第三者から受領した記録を開示します。',
    },
    statute: 'APPI 33(5)',
    cites: ['L-08', 'L-18', 'L-19', 'L-20', 'L-21', 'APPI 33(5)', 'P-7'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_DISCLOSURE,
    fee: DISCLOSURE_FEE,
    outcomes: ['disclose', 'partial', 'refuse', 'not-held', 'method-changed'],
    needsCollection: true,
    changesStores: false,
  },
  'appi.purpose': {
    ...APPI,
    title: { en: 'Learn what you use my data for', ja: '利用目的の通知' },
    explanation: {
      en: 'We tell you for which purposes your data is used.',
      ja: 'お客様の個人データの利用目的をお知らせします。',
    },
    statute: 'APPI 32(2)',
    cites: ['L-08', 'L-18', 'L-21', 'APPI 32(2)', 'P-2'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_OTHER,
    fee: FREE,
    outcomes: ['notify', 'refuse'],
    needsCollection: false,
    changesStores: false,
  },
  'appi.correct': {
    ...APPI,
    title: { en: 'Correct my data', ja: '内容の訂正・追加・削除' },
    explanation: {
      en: 'We look into what is not factual and correct, complete or delete it.',
      ja: '事実と異なる内容を調査のうえ、訂正、追加または削除します。',
    },
    statute: 'APPI 34',
    cites: ['L-08', 'L-18', 'L-21', 'L-33', 'APPI 34', 'P-8-1'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_OTHER,
    fee: FREE,
    outcomes: ['corrected', 'partial', 'refuse', 'not-held'],
    needsCollection: true,
    changesStores: true,
  },
  'appi.cease': {
    ...APPI,
    title: { en: 'Stop using my data or erase it', ja: '利用停止・消去' },
    explanation: {
      en: 'We stop using your data, or erase it, where the law or our policy provides for it.',
      ja: '法令または当社のプライバシーポリシーに定める場合に、利用の停止または消去を行います。',
    },
    statute: 'APPI 35(1), 35(5)',
    cites: ['L-08', 'L-18', 'L-20', 'L-21', 'L-33', 'APPI 35', 'P-8-1', 'P-8-2', 'P-3-2'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_OTHER,
    fee: FREE,
    outcomes: ['ceased', 'erased', 'alternative', 'refuse', 'not-held'],
    needsCollection: true,
    changesStores: true,
  },
  'appi.cease-provision': {
    ...APPI,
    title: { en: 'Stop giving my data to third parties', ja: '第三者提供の停止' },
    explanation: {
      en: 'We stop giving your data to third parties.',
      ja: 'お客様の個人データの第三者への提供を停止します。',
    },
    statute: 'APPI 35(3)',
    cites: ['L-08', 'L-18', 'L-20', 'L-21', 'L-33', 'APPI 35(3)'],
    acknowledge: null,
    answer: 'appi.answer-14-days',
    verification: APPI_OTHER,
    fee: FREE,
    outcomes: ['ceased', 'alternative', 'refuse', 'not-held'],
    needsCollection: true,
    changesStores: true,
  },
  'ccpa.know-categories': {
    ...CCPA,
    title: { en: 'Know what kinds of data you collect', ja: '収集している情報の種類を知る' },
    explanation: {
      en: 'We tell you the categories of your data, where they come from, why we use them and who receives them.',
      ja: 'お客様の情報のカテゴリー、取得元、利用目的および提供先をお知らせします。',
    },
    statute: 'Civ. 1798.110, 1798.115',
    cites: [
      'L-01',
      'L-03',
      'L-07',
      'L-15',
      'Civ. 1798.110',
      'Civ. 1798.115',
      'P-11',
      'P-13',
      'P-15',
    ],
    acknowledge: 'ccpa.acknowledge-10-business-days',
    answer: 'ccpa.answer-45-days',
    verification: CCPA_REASONABLE,
    fee: FREE,
    outcomes: ['grant', 'partial', 'deny', 'not-held'],
    needsCollection: true,
    changesStores: false,
  },
  'ccpa.know-specific': {
    ...CCPA,
    title: { en: 'Get a copy of my data', ja: '自分の情報の写しを受け取る' },
    explanation: {
      en: 'We send you the specific pieces of personal information that we collected about you, in a form you can take elsewhere.',
      ja: '当社が収集したお客様の個人情報を、持ち運びできる形式でお渡しします。',
    },
    statute: 'Civ. 1798.110(a)(5), 1798.130',
    cites: ['L-01', 'L-03', 'L-07', 'L-13', 'L-14', 'L-15', 'Civ. 1798.110(a)(5)', 'P-15'],
    acknowledge: 'ccpa.acknowledge-10-business-days',
    answer: 'ccpa.answer-45-days',
    verification: CCPA_REASONABLY_HIGH,
    fee: FREE,
    outcomes: ['grant', 'partial', 'deny', 'downgrade', 'not-held'],
    needsCollection: true,
    changesStores: false,
  },
  'ccpa.delete': {
    ...CCPA,
    title: { en: 'Delete my data', ja: '自分の情報を削除する' },
    explanation: {
      en: 'We delete the personal information we collected from you, and tell those who received it.',
      ja: 'お客様から収集した個人情報を削除し、提供先にもその旨を伝えます。',
    },
    statute: 'Civ. 1798.105',
    cites: ['L-01', 'L-03', 'L-07', 'L-16', 'L-33', 'Civ. 1798.105', '11 CCR 7022', 'P-15'],
    acknowledge: 'ccpa.acknowledge-10-business-days',
    answer: 'ccpa.answer-45-days',
    verification: CCPA_CHANGE,
    fee: FREE,
    outcomes: ['grant', 'partial', 'deny', 'not-held'],
    needsCollection: true,
    changesStores: true,
  },
  'ccpa.correct': {
    ...CCPA,
    title: { en: 'Correct my data', ja: '自分の情報を訂正する' },
    explanation: {
      en: 'We correct personal information that is inaccurate.',
      ja: '正確でない個人情報を訂正します。',
    },
    statute: 'Civ. 1798.106',
    cites: ['L-01', 'L-03', 'L-07', 'L-17', 'L-33', 'Civ. 1798.106', '11 CCR 7023', 'P-15'],
    acknowledge: 'ccpa.acknowledge-10-business-days',
    answer: 'ccpa.answer-45-days',
    verification: CCPA_CHANGE,
    fee: FREE,
    outcomes: ['corrected', 'deleted-instead', 'deny', 'not-held'],
    needsCollection: true,
    changesStores: true,
  },
  'ccpa.opt-out': {
    ...CCPA,
    title: { en: 'Do not sell or share my data', ja: '情報の販売・共有を拒否する' },
    explanation: {
      en: 'We stop selling and sharing your personal information. You need not prove who you are.',
      ja: '個人情報の販売および共有を停止します。身元の証明は必要ありません。',
    },
    statute: 'Civ. 1798.120',
    cites: ['L-06', 'L-07', 'L-24', 'L-26', 'Civ. 1798.120', '11 CCR 7026', 'P-15', 'P-16'],
    acknowledge: null,
    answer: 'ccpa.carry-out-15-business-days',
    verification: NOTHING_TO_VERIFY,
    fee: FREE,
    outcomes: ['done', 'deny'],
    needsCollection: false,
    changesStores: true,
  },
  'ccpa.limit': {
    ...CCPA,
    title: { en: 'Limit the use of my sensitive data', ja: 'センシティブ情報の利用を制限する' },
    explanation: {
      en: 'We use sensitive personal information only for what the regulations always allow. You need not prove who you are.',
      ja: 'センシティブ個人情報の利用を、規則上認められた目的に限ります。身元の証明は必要ありません。',
    },
    statute: 'Civ. 1798.121',
    cites: ['L-06', 'L-07', 'L-24', 'Civ. 1798.121', '11 CCR 7027', 'P-15'],
    acknowledge: null,
    answer: 'ccpa.carry-out-15-business-days',
    verification: NOTHING_TO_VERIFY,
    fee: FREE,
    outcomes: ['done', 'not-needed', 'deny'],
    needsCollection: false,
    changesStores: true,
  },
  inquiry: {
    regime: null,
    confidence: 'Q',
    valid: POLICY_2024,
    title: { en: 'A question, opinion or complaint', ja: 'ご質問・ご意見・苦情' },
    explanation: {
      en: 'We answer your question about how we handle personal information.',
      ja: '個人情報の取扱いに関するご質問などにお答えします。',
    },
    statute: 'APPI 40',
    cites: ['P-9', 'APPI 40'],
    acknowledge: null,
    answer: 'inquiry.answer-14-days',
    verification: NOTHING_TO_VERIFY,
    fee: FREE,
    outcomes: ['answered'],
    needsCollection: false,
    changesStores: false,
  },
};

/** Whether the stores are searched for it. */
export const needsCollection = (right: Right): boolean => ruleFor(right).needsCollection;

/** @param law what was in force when the request was received (L-34) */
export function ruleFor(right: Right, law: Law = NEWEST): RightRule {
  const { fee, ...row } = RIGHTS[right];
  return {
    id: `right.${right}`,
    right,
    ...row,
    fee: fee === DISCLOSURE_FEE ? law.policy.disclosureFee : 0,
    ...law.amended(right),
  };
}
