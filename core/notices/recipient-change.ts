/**
 * To those who received the data, once it was corrected or deleted here (L-16, L-17, L-33): do the same.
 * No more than they need: our reference, and the id under which they know the person. What a correction
 * says is personal and never stands in a mail (L-30); it is asked for under the reference.
 */
import { sayDay } from '../law/calendar.ts';
import type { ChangeKind } from '../law/changes.ts';
import { sayCitation } from '../law/citation.ts';
import type { Day } from '../law/plan.ts';
import type { Language, Words } from '../law/rights.ts';
import { type CaseFacts, type Notice, subjectOf } from './notice.ts';

export interface RecipientChangeFacts extends CaseFacts {
  /** On which rules it rests. */
  cites: readonly string[];
  change: ChangeKind;
  /** The id under which data of this person went to the recipient; no name, no address. */
  pseudonym: string;
  requestedOn: Day;
}

const SUBJECT: Words = {
  en: 'Notice of a change to personal information',
  ja: '個人情報の変更に関する通知',
};

const DONE = {
  erase: {
    en: 'deleted their personal information, as they asked us on',
    ja: '個人情報の消去を行いました',
  },
  correct: {
    en: 'corrected their personal information, as they asked us on',
    ja: '個人情報の訂正を行いました',
  },
  other: {
    en: 'changed how we handle their personal information, as they asked us on',
    ja: '個人情報の取扱いを変更いたしました',
  },
} as const satisfies Record<string, Words>;

const PLEASE = {
  erase: {
    en: 'Please delete the information that you received from us under the identifier below, and ask anyone to whom you passed it on to do the same.',
    ja: '下記の識別子に係る情報で当社からお受け取りになったものを消去し、貴社からさらに提供した先にも同様に求めていただくようお願いいたします。',
  },
  correct: {
    en: 'If you hold information about this person from us, please write to us under this reference. We tell you by a secured channel what is to be corrected.',
    ja: '当社からお受け取りになった本人に関する情報を保有されている場合は、受付番号を付してご連絡ください。訂正の内容を、安全な方法でお伝えいたします。',
  },
  other: {
    en: 'Please write to us under this reference if you hold information about this person from us.',
    ja: '当社からお受け取りになった本人に関する情報を保有されている場合は、受付番号を付してご連絡ください。',
  },
} as const satisfies Record<string, Words>;

/** Statutes and regulations as a reader would look them up. */
const basis = (cites: readonly string[], language: Language): string =>
  cites.flatMap((cite) => sayCitation(cite, language) ?? []).join(language === 'ja' ? '、' : '; ');

export function recipientChange(facts: RecipientChangeFacts, language: Language): Notice {
  const { caseId, organisation, contactAddress, pseudonym, change, cites } = facts;
  const kind = change === 'erase' || change === 'correct' ? change : 'other';
  const requested = sayDay(facts.requestedOn, language);
  if (language === 'ja')
    return {
      language,
      subject: subjectOf(caseId, SUBJECT.ja),
      paragraphs: [
        'ご担当者様',
        `本人からの${requested}の請求に基づき、当社において${DONE[kind].ja}。`,
        PLEASE[kind].ja,
        `識別子: ${pseudonym}`,
        `根拠: ${basis(cites, 'ja')}。対応に必要な範囲を超える個人情報は記載しておりません。対応の完了後、受付番号を付してご返信ください。`,
      ],
      footer: [`受付番号: ${caseId}`, organisation, `連絡先: ${contactAddress}`],
    };
  return {
    language,
    subject: subjectOf(caseId, SUBJECT.en),
    paragraphs: [
      'To whom it may concern,',
      `A person known to you under the identifier below made a request to us. We have ${DONE[kind].en} ${requested}.`,
      PLEASE[kind].en,
      `Identifier: ${pseudonym}`,
      `This rests on ${basis(cites, 'en')}. This notice holds no more personal information than you need to comply. Please reply, keeping our reference, when you have done so.`,
    ],
    footer: [`Reference: ${caseId}`, organisation, `Contact: ${contactAddress}`],
  };
}
