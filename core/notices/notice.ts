/**
 * What every notice is made of. A notice carries the case number, where the case stands and a link, and
 * nothing personal: no name, no data, no image, no detail of a decision (L-30). It therefore greets
 * without a name, and its facts have no place for one.
 */
import type { CaseId } from '../ids.ts';
import type { Language } from '../law/rights.ts';

export interface Notice {
  language: Language;
  /** Carries the case number in brackets, by which replies find their case. */
  subject: string;
  /** Plain text, greeting first. */
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Lines. */
  footer: string[];
}

/** Who writes, in the words of the notice's language. */
export interface Sender {
  organisation: string;
  /** Where to write to (P-9). */
  contactAddress: string;
}

/** What a notice about a case always needs. */
export interface CaseFacts extends Sender {
  caseId: CaseId;
}

/** A notice about a case with its page. */
export interface PageFacts extends CaseFacts {
  /** The requester's own address of the case. */
  url: string;
}

export const GREETING: Readonly<Record<Language, string>> = { en: 'Hello,', ja: 'お客様' };

export function subjectOf(caseId: CaseId, words: string): string {
  return `[${caseId}] ${words}`;
}

const NEVER_BY_REPLY: Readonly<Record<Language, string>> = {
  en: 'Please do not send documents or other personal information by replying to this e-mail; use the page of your case.',
  ja: '本メールへの返信で、書類や個人情報をお送りにならないようお願いいたします。お手続のページをご利用ください。',
};

export function footerOf(facts: CaseFacts, language: Language): string[] {
  const number = language === 'ja' ? '受付番号' : 'Case number';
  const contact = language === 'ja' ? 'お問い合わせ' : 'Contact';
  return [
    `${number}: ${facts.caseId}`,
    `${facts.organisation}`,
    `${contact}: ${facts.contactAddress}`,
    NEVER_BY_REPLY[language],
  ];
}

/** What differs from notice to notice, in one language. */
export interface Content {
  subject: string;
  /** `null` and `false` leave a paragraph out. */
  paragraphs: readonly (string | null | false)[];
  /** Label of the link to the case's page. */
  action?: string;
}

/** A notice to the requester about a case, from its words in the language asked for. */
export function caseNotice(
  facts: CaseFacts & { url?: string },
  language: Language,
  words: Readonly<Record<Language, () => Content>>,
): Notice {
  const { subject, paragraphs, action } = words[language]();
  const said = paragraphs.filter((one) => typeof one === 'string');
  return {
    language,
    subject: subjectOf(facts.caseId, subject),
    paragraphs: [GREETING[language], ...said],
    ...(action && facts.url ? { action: { label: action, url: facts.url } } : {}),
    footer: footerOf(facts, language),
  };
}
