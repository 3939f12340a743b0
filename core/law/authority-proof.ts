/** What proves that somebody may act for another person, and why a proof may be turned down (L-22, L-25). */
import { z } from 'zod';
import type { Words } from './rights.ts';
import { APPI_2022, CCPA_2026, POLICY_2024, type Rule } from './rule.ts';

export const ProofKind = z.enum([
  'signed-permission',
  'power-of-attorney',
  'court-appointment',
  'parent-statement',
  'birth-record',
  'mandate',
  'guardian-register',
  'family-register',
]);
export type ProofKind = z.infer<typeof ProofKind>;

export interface AcceptedProof extends Rule {
  kind: ProofKind;
  title: Words;
  /** What it must show, in words for the agent. */
  send: Words;
}

export const ACCEPTED_PROOFS: readonly AcceptedProof[] = [
  {
    id: 'proof.signed-permission',
    cites: ['L-22', '11 CCR 7063(a)', '11 CCR 7026(j)', 'P-16-2'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'signed-permission',
    title: { en: 'Signed permission', ja: '本人が署名した委任の書面' },
    send: {
      en: 'A paper that names both of you, says what you may ask for, and is signed and dated by the person for whom you ask.',
      ja: 'ご本人と代理人のお名前、委任する請求の内容、ご本人の署名および日付が記載された書面',
    },
  },
  {
    id: 'proof.power-of-attorney',
    cites: ['L-22', '11 CCR 7063(b)', 'Probate Code 4121-4130'],
    confidence: 'Q',
    valid: CCPA_2026,
    kind: 'power-of-attorney',
    title: {
      en: 'Power of attorney (California Probate Code 4121 to 4130)',
      ja: '委任状（カリフォルニア州検認法4121条から4130条）',
    },
    send: {
      en: 'The pages that name both of you and what it covers, and the page with the signatures of the principal and of the notary or the witnesses.',
      ja: 'ご本人と代理人のお名前および権限の範囲が記載されたページと、本人および公証人または証人の署名のあるページ',
    },
  },
  {
    id: 'proof.court-appointment',
    cites: ['L-22'],
    confidence: 'M',
    valid: CCPA_2026,
    kind: 'court-appointment',
    title: {
      en: 'Letters of guardianship or conservatorship',
      ja: '裁判所による後見人・財産管理人の選任書',
    },
    send: {
      en: 'The letters issued by the court, with its seal, naming you and the person whom you represent.',
      ja: '裁判所の印のある、ご本人と代理人のお名前が記載された選任書',
    },
  },
  {
    id: 'proof.parent-statement',
    cites: ['L-25', '11 CCR 7070(a)(2)'],
    confidence: 'M',
    valid: CCPA_2026,
    kind: 'parent-statement',
    title: {
      en: 'Your signed statement that you are the parent or guardian',
      ja: '保護者であることを宣誓する署名入りの書面',
    },
    send: {
      en: 'A paper that names the child and you, says that you are the parent or guardian, and is dated and signed by you under penalty of perjury.',
      ja: 'お子さまと保護者のお名前、保護者である旨が記載され、偽証罪の罰則を承知のうえで署名し日付を記入された書面',
    },
  },
  {
    id: 'proof.birth-record',
    cites: ['L-25', '11 CCR 7070(a)(2)'],
    confidence: 'M',
    valid: CCPA_2026,
    kind: 'birth-record',
    title: { en: 'Birth or adoption certificate', ja: '出生証明書または養子縁組の証明書' },
    send: {
      en: 'The page that names the child and you. Cover every number.',
      ja: 'お子さまと保護者のお名前が記載されたページ。番号は隠してください。',
    },
  },
  {
    id: 'proof.mandate',
    cites: ['L-22', 'APPI 37(3)', 'P-16-2'],
    confidence: 'Q',
    valid: APPI_2022,
    kind: 'mandate',
    title: { en: 'Mandate (ininjo)', ja: '委任状' },
    send: {
      en: 'A mandate that names both of you and the request, dated and signed (or signed and sealed) by the person for whom you ask.',
      ja: 'ご本人と代理人のお名前、委任する請求の内容、日付、およびご本人の署名（または記名押印）のある委任状',
    },
  },
  {
    id: 'proof.guardian-register',
    cites: ['L-22', 'APPI 37(3)'],
    confidence: 'S',
    valid: APPI_2022,
    kind: 'guardian-register',
    title: {
      en: 'Certificate of registered matters of adult guardianship',
      ja: '成年後見登記の登記事項証明書',
    },
    send: {
      en: 'All pages of the certificate, issued within the last three months.',
      ja: '発行から3か月以内の証明書の全ページ',
    },
  },
  {
    id: 'proof.family-register',
    cites: ['L-11', 'L-22', 'APPI 37(3)', 'Number Act 15'],
    confidence: 'S',
    valid: APPI_2022,
    kind: 'family-register',
    title: {
      en: 'Family register (koseki), or residence record that shows the relation',
      ja: '戸籍謄本、または続柄の記載のある住民票',
    },
    send: {
      en: 'Issued within the last three months, showing the child, you and how you are related. A residence record must not show the 12-digit My Number.',
      ja: '発行から3か月以内で、お子さまと代理人のお名前および続柄が分かるもの。住民票は、個人番号（マイナンバー）の記載のないものに限ります。',
    },
  },
];

/** Why a proof is turned down: asking for a better one, or refusing it. */
export const ProofReason = z.enum([
  'unreadable',
  'incomplete',
  'not-signed',
  'does-not-cover',
  'out-of-date',
  'not-accepted-kind',
  'names-differ',
  'looks-altered',
  'my-number-shown',
]);
export type ProofReason = z.infer<typeof ProofReason>;

export interface ProofReasonRule extends Rule {
  reason: ProofReason;
  for: readonly ('better' | 'refused')[];
  /** What the agent reads: what was wrong and what to do. Never what is on file (L-32). */
  words: Words;
}

const REASONS: Readonly<Record<ProofReason, Pick<ProofReasonRule, 'for' | 'cites' | 'words'>>> = {
  unreadable: {
    for: ['better'],
    cites: ['L-22'],
    words: {
      en: 'The picture is too blurred, dark or small to be read. Please take another in good light.',
      ja: '画像が不鮮明、暗い、または小さいため判読できませんでした。明るい場所で撮影し直してください。',
    },
  },
  incomplete: {
    for: ['better'],
    cites: ['L-22'],
    words: {
      en: 'Something that we need is missing: a page, a name or the date. Please send all that is asked for in one file.',
      ja: '必要なページ、お名前または日付が確認できませんでした。求められている内容のすべてを一つのファイルでお送りください。',
    },
  },
  'not-signed': {
    for: ['better', 'refused'],
    cites: ['L-22', 'P-16-2'],
    words: {
      en: 'The paper is not signed by the one who has to sign it.',
      ja: '必要な方の署名（または記名押印）が確認できませんでした。',
    },
  },
  'does-not-cover': {
    for: ['better', 'refused'],
    cites: ['L-22'],
    words: {
      en: 'The paper does not say that you may make this request. Please send one that covers it.',
      ja: '今回のご請求が委任の範囲に含まれることを確認できませんでした。今回の請求を含む書面をお送りください。',
    },
  },
  'out-of-date': {
    for: ['better', 'refused'],
    cites: ['L-22'],
    words: {
      en: 'The paper is no longer valid, or was issued too long ago. Please send one that is.',
      ja: '書面の有効期間または発行から受け付けられる期間が過ぎています。有効な書面をお送りください。',
    },
  },
  'not-accepted-kind': {
    for: ['better', 'refused'],
    cites: ['L-22'],
    words: {
      en: 'This kind of paper does not prove that you may act for the other person. Please choose one that the page names.',
      ja: 'この種類の書面では、代理権を確認できません。ページに記載の書面をお送りください。',
    },
  },
  'names-differ': {
    for: ['better', 'refused'],
    cites: ['L-22', 'L-32'],
    words: {
      en: 'The paper does not agree with the names that you gave us, yours or that of the person for whom you ask.',
      ja: '書面の内容が、ご入力いただいたご本人または代理人のお名前と一致しませんでした。',
    },
  },
  'looks-altered': {
    for: ['refused'],
    cites: ['L-22'],
    words: {
      en: 'We could not satisfy ourselves that the paper is genuine and unaltered.',
      ja: '書面が真正で、改変されていないものであることを確認できませんでした。',
    },
  },
  'my-number-shown': {
    for: ['better'],
    cites: ['L-11', 'Number Act 15', 'Number Act 20'],
    words: {
      en: 'The paper shows a 12-digit My Number, which the law forbids us to receive. We have destroyed it at once. Please send one without the number.',
      ja: '書面に12桁の個人番号（マイナンバー）が記載されていました。法令により受け取ることができないため、直ちに廃棄いたしました。個人番号の記載のないものをお送りください。',
    },
  },
};

export const PROOF_REASON_RULES: readonly ProofReasonRule[] = ProofReason.options.map((reason) => ({
  id: `proof.turned-down-${reason}`,
  confidence: 'Q',
  valid: POLICY_2024,
  reason,
  ...REASONS[reason],
}));

/** The closed list from which an operator chooses. */
export function proofReasonsFor(step: 'better' | 'refused'): ProofReasonRule[] {
  return PROOF_REASON_RULES.filter((rule) => rule.for.includes(step));
}

export const proofReasonWords = (reason: ProofReason): Words => REASONS[reason].words;
