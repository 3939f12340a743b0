/** What proves identity, what to cover before sending it, and why a piece may be turned down (L-10, L-11). */
import { z } from 'zod';
import type { Words } from './rights.ts';
import { POLICY_2024, type Rule } from './rule.ts';

export { findMyNumber, isMyNumber } from './my-number.ts';

/** P-16-1's list. `my-number-card` is its front only. */
export const DocumentKind = z.enum([
  'passport',
  'drivers-license',
  'my-number-card',
  'student-id',
  'other',
]);
export type DocumentKind = z.infer<typeof DocumentKind>;

export interface AcceptedDocument extends Rule {
  kind: DocumentKind;
  title: Words;
  /** Which side or page to send. */
  send: Words;
  /** What to cover; shown beside the masking tool. */
  mask: Words;
}

const BASE = {
  cites: ['L-10', 'L-11', 'P-16-1'],
  confidence: 'Q',
  valid: POLICY_2024,
} as const;

const COVER_ALL_BUT: Words = {
  en: 'Cover everything but your photo, your name, your date of birth and, where it is shown, the day until which it is valid.',
  ja: '顔写真、氏名、生年月日、有効期限以外の部分は隠してください。',
};

export const ACCEPTED_DOCUMENTS: readonly AcceptedDocument[] = [
  {
    ...BASE,
    id: 'evidence.passport',
    kind: 'passport',
    title: { en: 'Passport', ja: 'パスポート' },
    send: { en: 'The page with your photo.', ja: '顔写真のあるページ' },
    mask: {
      en: `${COVER_ALL_BUT.en} Cover the passport number and the lines of letters at the foot of the page too.`,
      ja: `${COVER_ALL_BUT.ja}旅券番号とページ下部の機械読取部分も隠してください。`,
    },
  },
  {
    ...BASE,
    id: 'evidence.drivers-license',
    kind: 'drivers-license',
    title: { en: "Driver's license", ja: '運転免許証' },
    send: { en: 'The front.', ja: '表面' },
    mask: {
      en: `${COVER_ALL_BUT.en} Cover the license number too.`,
      ja: `${COVER_ALL_BUT.ja}免許証番号も隠してください。`,
    },
  },
  {
    ...BASE,
    id: 'evidence.my-number-card',
    cites: ['L-10', 'L-11', 'P-16-1', 'Number Act 15', 'Number Act 20'],
    kind: 'my-number-card',
    title: { en: 'My Number card, front only', ja: 'マイナンバーカード（表面のみ）' },
    send: {
      en: 'Only the front. Never the back and never the 12-digit number: by law we must not receive them. The paper notification card is not accepted.',
      ja: '表面のみをお送りください。裏面および12桁の個人番号は、法令により受け取ることができません。通知カードはご利用いただけません。',
    },
    mask: {
      en: `${COVER_ALL_BUT.en} The organ donation wish, if written, need not be shown.`,
      ja: `${COVER_ALL_BUT.ja}臓器提供の意思表示欄が見える場合は隠してください。`,
    },
  },
  {
    ...BASE,
    id: 'evidence.student-id',
    kind: 'student-id',
    title: { en: 'Student ID', ja: '学生証' },
    send: { en: 'The side with your photo.', ja: '顔写真のある面' },
    mask: {
      en: `${COVER_ALL_BUT.en} Cover the student number too.`,
      ja: `${COVER_ALL_BUT.ja}学籍番号も隠してください。`,
    },
  },
  {
    ...BASE,
    id: 'evidence.other',
    kind: 'other',
    title: { en: 'Another official ID with a photo', ja: 'その他の顔写真付き公的証明書' },
    send: {
      en: 'The side with your photo, for example of a residence card.',
      ja: '在留カードなど、顔写真のある面',
    },
    mask: {
      en: `${COVER_ALL_BUT.en} Cover every number.`,
      ja: `${COVER_ALL_BUT.ja}番号はすべて隠してください。`,
    },
  },
];

/** Why a piece of evidence is turned down. `turn-away` happens at the door, before a person sees it. */
export const EvidenceReason = z.enum([
  'unreadable',
  'cut-off',
  'expired',
  'too-much-covered',
  'not-accepted-kind',
  'name-differs',
  'no-photo',
  'looks-altered',
  'belongs-to-another',
  'my-number-shown',
  'my-number-back',
]);
export type EvidenceReason = z.infer<typeof EvidenceReason>;

export type EvidenceStep = 'better' | 'refused' | 'turned-away';

export interface EvidenceReasonRule extends Rule {
  reason: EvidenceReason;
  /** Where the reason may be given: asking for a better one, refusing, or turning away at the door. */
  for: readonly EvidenceStep[];
  /** What the requester reads: what was wrong and what to do. */
  words: Words;
}

/** Words for the requester never say what is on file, nor which detail did not match (L-32). */
const REASONS: Readonly<
  Record<EvidenceReason, Pick<EvidenceReasonRule, 'for' | 'cites' | 'words'>>
> = {
  unreadable: {
    for: ['better'],
    cites: ['L-10'],
    words: {
      en: 'The picture is too blurred, dark or small to be read. Please take another in good light.',
      ja: '画像が不鮮明、暗い、または小さいため判読できませんでした。明るい場所で撮影し直してください。',
    },
  },
  'cut-off': {
    for: ['better'],
    cites: ['L-10'],
    words: {
      en: 'Part of the document is missing. Please show the whole of the side that we ask for.',
      ja: '書類の一部が写っていません。お願いした面の全体が写るようにしてください。',
    },
  },
  expired: {
    for: ['better', 'refused'],
    cites: ['L-10', 'P-16-1'],
    words: {
      en: 'The document is no longer valid. Please use one that is.',
      ja: '書類の有効期限が切れています。有効な書類をご利用ください。',
    },
  },
  'too-much-covered': {
    for: ['better'],
    cites: ['L-10', 'L-11'],
    words: {
      en: 'Your photo, name or date of birth is covered. Please leave these three visible and cover the rest.',
      ja: '顔写真、氏名または生年月日が隠れています。この3点は見えるようにし、それ以外を隠してください。',
    },
  },
  'not-accepted-kind': {
    for: ['better', 'refused'],
    cites: ['L-11', 'P-16-1'],
    words: {
      en: 'We cannot accept this kind of document. Please choose one from our list.',
      ja: 'この種類の書類はご利用いただけません。一覧の中からお選びください。',
    },
  },
  'no-photo': {
    for: ['better', 'refused'],
    cites: ['L-11', 'P-16-1'],
    words: {
      en: 'The document shows no photo of you. Please send one that does.',
      ja: '顔写真が確認できません。顔写真のある書類をお送りください。',
    },
  },
  'name-differs': {
    for: ['better', 'refused'],
    cites: ['L-10', 'L-32'],
    words: {
      en: 'The document does not agree with the details you gave us. If your name has changed, please send a document that shows both names.',
      ja: '書類の内容が、ご入力いただいた内容と一致しませんでした。氏名を変更された場合は、変更前後の氏名が分かる書類をお送りください。',
    },
  },
  'looks-altered': {
    for: ['refused'],
    cites: ['L-10'],
    words: {
      en: 'We could not satisfy ourselves that the document is genuine and unaltered.',
      ja: '書類が真正で、改変されていないものであることを確認できませんでした。',
    },
  },
  'belongs-to-another': {
    for: ['refused'],
    cites: ['L-10', 'L-32'],
    words: {
      en: 'The document does not show that the request comes from the person it concerns.',
      ja: '書類から、ご本人による請求であることを確認できませんでした。',
    },
  },
  'my-number-shown': {
    for: ['better', 'turned-away'],
    cites: ['L-11', 'Number Act 15', 'Number Act 20'],
    words: {
      en: 'The picture shows a 12-digit My Number, which the law forbids us to receive. We have destroyed it at once. Please cover the number, or send only the front of the card.',
      ja: '画像に12桁の個人番号（マイナンバー）が含まれていました。法令により受け取ることができないため、直ちに廃棄いたしました。番号を隠すか、カードの表面のみをお送りください。',
    },
  },
  'my-number-back': {
    for: ['better', 'turned-away'],
    cites: ['L-11', 'Number Act 15', 'Number Act 20'],
    words: {
      en: 'This is the back of a My Number card or a notification card, which the law forbids us to receive. We have destroyed it at once. Please send only the front of the card, or another document.',
      ja: 'マイナンバーカードの裏面または通知カードは、法令により受け取ることができないため、直ちに廃棄いたしました。カードの表面、または別の書類をお送りください。',
    },
  },
};

export const EVIDENCE_RULES: readonly EvidenceReasonRule[] = EvidenceReason.options.map(
  (reason) => ({
    id: `evidence.turned-down-${reason}`,
    confidence: 'Q',
    valid: POLICY_2024,
    reason,
    ...REASONS[reason],
  }),
);

/** The closed list from which an operator chooses. */
export function reasonsFor(step: EvidenceStep): EvidenceReasonRule[] {
  return EVIDENCE_RULES.filter((rule) => rule.for.includes(step));
}

export function evidenceReasonWords(reason: EvidenceReason): Words {
  return REASONS[reason].words;
}
