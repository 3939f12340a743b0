/**
 * What the policy says of personal information: categories, purposes, recipients (P-2, P-4, P-5, P-6,
 * P-11, P-13). The only place where it stands; what a person's own data adds is in the data map.
 */
import { z } from 'zod';
import type { Words } from './rights.ts';
import { POLICY_2024, type Rule } from './rule.ts';
import { type Law, NEWEST } from './versions.ts';

/** The CCPA categories of P-11-1. */
export const CategoryId = z.enum([
  'identifiers',
  'customer-records',
  'protected-characteristics',
  'commercial',
  'biometric',
  'internet-activity',
  'geolocation',
  'employment',
  'education',
]);
export type CategoryId = z.infer<typeof CategoryId>;

/** Those to whom information is sold or shared; `third-parties.ts` says who they are. */
export const ThirdPartyId = z.enum(['recruiting-companies', 'meta', 'x', 'google']);
export type ThirdPartyId = z.infer<typeof ThirdPartyId>;

export interface Category extends Rule {
  category: CategoryId;
  title: Words;
  examples: Words;
  /** P-13. The Act's words: sold for value, shared for cross-context advertising. */
  disclosure: 'sold' | 'shared';
  /** P-13: categories of third parties. */
  recipients: Words;
  recipientIds: readonly ThirdPartyId[];
  /** P-13: why it is sold or shared. */
  purpose: Words;
}

const RECRUITERS = {
  disclosure: 'sold',
  recipients: {
    en: 'Recruiting companies with which the company has contracts',
    ja: '当社と契約関係にある人材紹介会社・採用企業',
  },
  recipientIds: ['recruiting-companies'],
  purpose: {
    en: 'To introduce users to recruiting companies partnered with the company',
    ja: '提携する人材紹介会社・採用企業へ利用者を紹介するため',
  },
} as const;

const ANALYTICS = {
  disclosure: 'shared',
  recipients: { en: 'Analytics providers', ja: 'アクセス解析サービスの提供者' },
  recipientIds: ['meta', 'x', 'google'],
  purpose: {
    en: "To deliver advertisements relevant to users' interests",
    ja: '利用者の関心に応じた広告を配信するため',
  },
} as const;

type Row = Pick<Category, 'title' | 'examples'> & (typeof RECRUITERS | typeof ANALYTICS);

const CATEGORIES: Readonly<Record<CategoryId, Row>> = {
  identifiers: {
    ...RECRUITERS,
    title: { en: 'Identifiers', ja: '識別子' },
    examples: {
      en: 'Real name, postal address, email address, username, telephone number, cookies',
      ja: '氏名、住所、メールアドレス、ユーザー名、電話番号、クッキー',
    },
  },
  'customer-records': {
    ...RECRUITERS,
    title: {
      en: 'Personal information categories listed in California Civil Code Section 1798.80(e)',
      ja: 'カリフォルニア州民法1798.80(e)に列挙された個人情報',
    },
    examples: {
      en: 'Name, address, telephone number, educational background, employment history',
      ja: '氏名、住所、電話番号、学歴、職歴',
    },
  },
  'protected-characteristics': {
    ...RECRUITERS,
    title: {
      en: 'Characteristics of protected classifications under California or federal law',
      ja: '州法または連邦法で保護される属性',
    },
    examples: { en: 'Age, nationality, gender', ja: '年齢、国籍、性別' },
  },
  commercial: {
    ...ANALYTICS,
    title: { en: 'Commercial information', ja: '商業的情報' },
    examples: {
      en: 'Records of personal purchasing or consuming histories or tendencies',
      ja: '購入または利用の履歴・傾向の記録',
    },
  },
  // T-7: the policy calls photographs biometric; the photograph itself is released on request (L-14).
  biometric: {
    ...RECRUITERS,
    title: { en: 'Biometric information', ja: '生体情報' },
    examples: { en: 'Facial photographs', ja: '顔写真' },
  },
  'internet-activity': {
    ...ANALYTICS,
    title: {
      en: 'Internet or other similar network activity',
      ja: 'インターネットその他のネットワーク上の活動',
    },
    examples: {
      en: 'Browsing history, search history, information about consumer interaction with internet websites',
      ja: '閲覧履歴、検索履歴、ウェブサイトの利用に関する情報',
    },
  },
  geolocation: {
    ...ANALYTICS,
    title: { en: 'Geolocation data', ja: '位置情報' },
    examples: { en: 'Location information', ja: '位置情報' },
  },
  employment: {
    ...RECRUITERS,
    title: { en: 'Professional or employment-related information', ja: '職業・雇用に関する情報' },
    examples: { en: 'Educational background, employment history', ja: '学歴、職歴' },
  },
  education: {
    ...RECRUITERS,
    title: {
      en: 'Non-public education information (per the Family Educational Rights and Privacy Act)',
      ja: '非公開の教育情報（家庭教育の権利とプライバシーに関する法律に基づくもの）',
    },
    examples: {
      en: 'University name, major, degree, graduation date, GPA, academic background, qualifications, language skills',
      ja: '大学名、専攻、学位、卒業日、GPA、学歴、資格、語学力',
    },
  },
};

/** @param law the policy in force when the request was received (L-34) */
export function categories(law: Law = NEWEST): Category[] {
  return CategoryId.options.map((category) =>
    law.category({
      id: `policy.category-${category}`,
      cites: ['P-11-1', 'P-13'],
      confidence: 'Q',
      valid: POLICY_2024,
      category,
      ...CATEGORIES[category],
    }),
  );
}

export interface OtherRecipient {
  who: Words;
  why: Words;
  cites: readonly string[];
}

/** Others who receive personal information, neither by sale nor sharing. */
const OTHER_RECIPIENTS: readonly OtherRecipient[] = [
  {
    who: { en: 'Companies to which you applied', ja: 'お客様が応募された企業' },
    why: { en: 'To pass on your application', ja: '応募の手続のため' },
    cites: ['P-5-2'],
  },
  {
    who: {
      en: "Group companies, including the company's parent company and affiliates",
      ja: '親会社および関連会社を含むグループ会社',
    },
    why: {
      en: 'To provide the services and conduct the recruitment business together; bound by agreement to no other purpose',
      ja: 'サービスの提供および人材紹介事業の共同実施のため（契約により目的外の利用を禁止）',
    },
    cites: ['P-6', 'P-14'],
  },
  {
    who: {
      en: 'Companies to which handling is entrusted, successors of the business, and public authorities where the law provides for it',
      ja: '業務の委託先、事業の承継先、および法令に基づく場合の公的機関',
    },
    why: {
      en: 'Within the limits of section 5-1 of the privacy policy',
      ja: 'プライバシーポリシー第5条第1項の範囲',
    },
    cites: ['P-5-1'],
  },
];

export interface PurposeOfUse {
  words: Words;
  cites: readonly string[];
}

/** P-2-2, P-2-3: what personal information is used for. */
const PURPOSES: readonly PurposeOfUse[] = [
  {
    words: {
      en: 'Registration, identity verification, and providing, maintaining, protecting and improving the services',
      ja: '登録の受付、本人確認、ならびに本サービスの提供、維持、保護および改善',
    },
    cites: ['P-2-2'],
  },
  {
    words: {
      en: 'Answering inquiries and giving information about the services',
      ja: 'お問い合わせへの対応および本サービスに関するご案内',
    },
    cites: ['P-2-2'],
  },
  {
    words: { en: 'Providing job-related information', ja: '求人に関する情報の提供' },
    cites: ['P-2-2'],
  },
  {
    words: {
      en: 'Asking for cooperation with surveys about employment',
      ja: '就業状況に関するアンケートへのご協力のお願い',
    },
    cites: ['P-2-2'],
  },
  {
    words: {
      en: 'Dealing with violations of terms and policies, and notifying changes to them',
      ja: '規約等に違反する行為への対応および規約等の変更の通知',
    },
    cites: ['P-2-2'],
  },
  {
    words: {
      en: 'Statistics that identify nobody (professional background, date of birth)',
      ja: '個人を識別できない統計データの作成（経歴、生年月日）',
    },
    cites: ['P-2-3'],
  },
  {
    words: {
      en: 'Delivering or showing advertisements (device and log information, cookies and anonymous ids, location)',
      ja: '広告の配信または表示（端末情報、ログ情報、クッキー・匿名ID、位置情報）',
    },
    cites: ['P-2-3'],
  },
  {
    words: {
      en: 'Other marketing (name, e-mail address, date of birth, what you entered into forms)',
      ja: 'その他のマーケティング（氏名、メールアドレス、生年月日、フォームへの入力内容）',
    },
    cites: ['P-2-3'],
  },
];

/** The answer to `appi.purpose` (APPI 32(2)), from the policy in force when it was received (L-34). */
export const purposesOfUse = (law: Law = NEWEST): readonly PurposeOfUse[] => law.purposes(PURPOSES);

/** Everybody who receives personal information besides those to whom it is sold or shared. */
export const otherRecipients = (law: Law = NEWEST): readonly OtherRecipient[] =>
  law.recipients(OTHER_RECIPIENTS);
