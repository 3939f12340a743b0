/** Grounds under CCPA for know, correct, opt-out and limit; what a deletion may keep is in `grounds-deletion.ts`. */
import { type Ground, ground } from './ground.ts';
import { DELETED, DELETION_EXCEPTIONS } from './grounds-deletion.ts';
import type { Outcome } from './outcomes.ts';
import type { Right } from './rights.ts';
import { CCPA_2026 } from './rule.ts';

const CCPA = { confidence: 'Q', valid: CCPA_2026 } as const;

export const NOT_HELD_CCPA = ground({
  ...CCPA,
  id: 'ccpa.not-held',
  cites: ['L-18'],
  letter: {
    en: 'We searched our systems and hold no personal information about you to which your request applies.',
    ja: '当社のシステムを調査した結果、ご請求の対象となる個人情報は保有しておりません。',
  },
  operator: { en: 'No such information is held', ja: '対象となる個人情報を保有していない' },
});

export const UNVERIFIED_CCPA = ground({
  ...CCPA,
  id: 'ccpa.could-not-verify',
  cites: ['L-01', 'L-10', 'L-18', '11 CCR 7021(b)', '11 CCR 7060'],
  letter: {
    en: 'We could not verify, to the degree that the law asks for, that the request comes from the consumer whose personal information it concerns.',
    ja: '法令が求める程度において、ご請求が対象となる消費者ご本人によるものであることを確認できませんでした。',
  },
  operator: { en: 'Could not be verified', ja: '本人確認ができない' },
});

const UNFOUNDED = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.manifestly-unfounded',
  cites: ['L-07', 'L-18', 'Civ. 1798.145(h)(3)'],
  letter: {
    en: 'The request is manifestly unfounded. We bear the burden of showing this and have recorded why.',
    ja: '本請求には明らかに理由がないと判断いたしました。その立証の責任は当社にあり、判断の理由を記録しております。',
  },
  operator: {
    en: 'Manifestly unfounded (needs an approver)',
    ja: '明らかに理由がない（承認者が必要）',
  },
  needsApprover: true,
  needsReason: true,
});

const EXCESSIVE = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.excessive',
  cites: ['L-07', 'L-15', 'L-18', 'Civ. 1798.145(h)(3)'],
  letter: {
    en: 'The request is excessive, in particular because it repeats earlier ones. We bear the burden of showing this and have recorded why.',
    ja: '本請求は、繰り返しなされているなど過度なものと判断いたしました。その立証の責任は当社にあり、判断の理由を記録しております。',
  },
  operator: { en: 'Excessive (needs an approver)', ja: '過度な請求（承認者が必要）' },
  needsApprover: true,
  needsReason: true,
});

const CONFLICT = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.conflict-with-law',
  cites: ['L-18', 'Civ. 1798.145(a)', '11 CCR 7024(f)'],
  letter: {
    en: 'A federal or state law, or an exception to the CCPA, does not allow us to do what you ask for.',
    ja: '連邦法もしくは州法との抵触、またはCCPAの例外に該当するため、ご請求に応じることができません。',
  },
  operator: { en: 'Conflict with law or an exception', ja: '他の法令との抵触・例外' },
  needsReason: true,
});

const NOT_RESIDENT = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.not-a-consumer',
  cites: ['L-18', 'Civ. 1798.140(i)'],
  letter: {
    en: 'The CCPA gives these rights to residents of California, and we could not find that you are one.',
    ja: 'CCPAに基づく権利はカリフォルニア州の居住者に認められるものですが、居住者であることを確認できませんでした。',
  },
  operator: { en: 'Not a resident of California', ja: 'カリフォルニア州の居住者でない' },
  needsReason: true,
});

const THIRD_IN_A_YEAR = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.third-in-12-months',
  cites: ['L-15', 'L-18', 'Civ. 1798.130(b)'],
  letter: {
    en: 'We have answered two requests of yours to know your personal information within the 12 months before this one. The law does not require us to do so more often; you may ask again when those months have passed.',
    ja: '本請求の前12か月以内に、個人情報を知る請求に2回お答えしております。法令上、これを超える回数の対応は求められておりません。当該期間の経過後に、改めてご請求いただけます。',
  },
  operator: { en: 'The third within 12 months', ja: '12か月以内の3回目の請求' },
  onlyRepeats: true,
});

const GENERAL_DENIALS = [UNVERIFIED_CCPA, UNFOUNDED, EXCESSIVE, CONFLICT, NOT_RESIDENT];

const GRANTED = ground({
  ...CCPA,
  id: 'ccpa.granted',
  cites: ['L-15', 'Civ. 1798.110', 'Civ. 1798.130(a)(2)'],
  letter: {
    en: 'We give you all the information that your request covers.',
    ja: 'ご請求の対象となる情報を、すべてお渡しいたします。',
  },
  operator: { en: 'Grant in full', ja: '全部に対応' },
});

const WITHHELD = ground({
  ...CCPA,
  id: 'ccpa.withheld-kinds',
  cites: ['L-14', 'L-18', '11 CCR 7024(d)'],
  letter: {
    en: 'The regulations forbid us to disclose some kinds of information because of the harm they could do in the wrong hands. We name the kinds that we hold but do not disclose the values.',
    ja: '悪用された場合の危険性から、規則により開示が禁じられている種類の情報があります。保有している情報の種類のみをお示しし、その内容は開示いたしません。',
  },
  operator: { en: 'Kinds never disclosed are withheld', ja: '開示が禁じられた種類を除外' },
});

const OTHERS = ground({
  ...CCPA,
  confidence: 'M',
  id: 'ccpa.rights-of-others',
  cites: ['L-18', 'Civ. 1798.145(k)'],
  letter: {
    en: 'Some information is left out because disclosing it would adversely affect the rights of other people.',
    ja: '開示により他の方の権利が害されるおそれのある情報を除いております。',
  },
  operator: { en: 'Rights of other people', ja: '他の方の権利' },
  needsReason: true,
});

const DOWNGRADED = ground({
  ...CCPA,
  id: 'ccpa.evaluated-as-categories',
  cites: ['L-13', 'L-18', '11 CCR 7024(a)'],
  letter: {
    en: 'We could not verify your identity to the high degree that the law asks for before specific pieces of information are disclosed. We have therefore treated your request as one to know the categories.',
    ja: '個別の情報を開示するために法令が求める高い程度の本人確認ができなかったため、情報のカテゴリーを知る請求として取り扱いました。',
  },
  operator: { en: 'Evaluated as a request for categories', ja: 'カテゴリーの開示請求として扱う' },
});

const CORRECTED = ground({
  ...CCPA,
  id: 'ccpa.corrected',
  cites: ['L-17', 'Civ. 1798.106', '11 CCR 7023(c)'],
  letter: {
    en: 'We have corrected the information and told our service providers and contractors to do the same.',
    ja: '情報を訂正し、当社のサービス提供者および受託者にも訂正を指示いたしました。',
  },
  operator: { en: 'Corrected', ja: '訂正' },
});

const DELETED_INSTEAD = ground({
  ...CCPA,
  id: 'ccpa.deleted-instead',
  cites: ['L-17', 'L-18', '11 CCR 7023'],
  letter: {
    en: 'We have deleted the contested information instead of correcting it, because this does you no harm or you agreed to it.',
    ja: '訂正に代えて、当該情報を削除いたしました。お客様に不利益が生じない、またはご同意をいただいたためです。',
  },
  operator: { en: 'Deleted: harmless or agreed', ja: '削除（不利益なし・同意あり）' },
  needsReason: true,
});

const CORRECTION_DENIALS = [
  ground({
    ...CCPA,
    id: 'ccpa.more-likely-accurate',
    cites: ['L-17', 'L-18', '11 CCR 7023(b)'],
    letter: {
      en: 'Having considered the totality of the circumstances, we find that the information is more likely than not accurate.',
      ja: 'あらゆる事情を考慮した結果、当該情報は正確である可能性の方が高いと判断いたしました。',
    },
    operator: { en: 'More likely than not accurate', ja: '正確である可能性の方が高い' },
    needsReason: true,
  }),
  ...GENERAL_DENIALS,
];

const DONE = (right: 'opt-out' | 'limit', letter: Ground['letter'], cites: string[]) =>
  ground({
    ...CCPA,
    id: `ccpa.${right}-done`,
    cites,
    letter,
    operator: { en: 'Done', ja: '実施' },
  });

const FRAUD = ground({
  ...CCPA,
  id: 'ccpa.fraud-belief',
  cites: ['L-06', 'L-18', '11 CCR 7026(e)', '11 CCR 7027(f)'],
  letter: {
    en: 'We have a good-faith, reasonable and documented belief that the request is fraudulent, and therefore do not comply with it. If we are mistaken, please write to us.',
    ja: '本請求は不正なものであると、誠実かつ合理的に、記録に基づいて判断したため、対応いたしません。誤りであると思われる場合は、ご連絡ください。',
  },
  operator: {
    en: 'Documented belief of fraud (needs an approver)',
    ja: '記録に基づく不正の判断（承認者が必要）',
  },
  // That a second person shares the belief is ours: what protected somebody is taken from them.
  needsApprover: true,
  needsReason: true,
  // The requester is given an explanation why.
  needsReply: true,
});

const ONLY_PERMITTED = ground({
  ...CCPA,
  id: 'ccpa.only-permitted-uses',
  cites: ['L-06', 'L-18', '11 CCR 7027(m)', 'P-15'],
  letter: {
    en: 'We use and disclose sensitive personal information only for the purposes that the regulations always allow (11 CCR 7027(m)), so that there is nothing to limit. We have recorded your request.',
    ja: '当社は、規則上常に認められた目的（11 CCR 7027(m)）に限ってセンシティブ個人情報を利用・提供しているため、制限すべき利用はありません。お申し出は記録いたしました。',
  },
  operator: {
    en: 'Only uses of 7027(m): nothing to limit',
    ja: '7027(m)の利用のみで制限すべきものがない',
  },
});

type Catalogue = Readonly<Partial<Record<Outcome, readonly Ground[]>>>;

const OPT_OUT_DONE = DONE(
  'opt-out',
  {
    en: 'We have stopped selling and sharing your personal information, and told those who received it.',
    ja: '個人情報の販売および共有を停止し、提供先にもその旨を通知いたしました。',
  },
  ['L-06', 'L-26', 'Civ. 1798.120', '11 CCR 7026(f)'],
);

const LIMIT_DONE = DONE(
  'limit',
  {
    en: 'We now use and disclose your sensitive personal information only for the purposes that the regulations always allow.',
    ja: 'センシティブ個人情報の利用および提供を、規則上常に認められた目的に限定いたしました。',
  },
  ['L-06', 'Civ. 1798.121', '11 CCR 7027(g)'],
);

export const CCPA_GROUNDS: Readonly<Partial<Record<Right, Catalogue>>> = {
  'ccpa.know-categories': {
    grant: [GRANTED],
    partial: [OTHERS, CONFLICT],
    deny: [...GENERAL_DENIALS, THIRD_IN_A_YEAR],
    'not-held': [NOT_HELD_CCPA],
  },
  'ccpa.know-specific': {
    grant: [GRANTED],
    partial: [WITHHELD, OTHERS, CONFLICT],
    deny: [...GENERAL_DENIALS, THIRD_IN_A_YEAR],
    downgrade: [DOWNGRADED],
    'not-held': [NOT_HELD_CCPA],
  },
  'ccpa.delete': {
    grant: [DELETED],
    partial: DELETION_EXCEPTIONS,
    deny: [
      ...DELETION_EXCEPTIONS,
      ...GENERAL_DENIALS.map((denial) => ({ ...denial, offersOptOut: true })),
    ],
    'not-held': [NOT_HELD_CCPA],
  },
  'ccpa.correct': {
    corrected: [CORRECTED],
    'deleted-instead': [DELETED_INSTEAD],
    deny: CORRECTION_DENIALS,
    'not-held': [NOT_HELD_CCPA],
  },
  'ccpa.opt-out': { done: [OPT_OUT_DONE], deny: [FRAUD] },
  'ccpa.limit': { done: [LIMIT_DONE], 'not-needed': [ONLY_PERMITTED], deny: [FRAUD] },
};
