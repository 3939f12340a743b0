/** Every word of the letter that is not the case's own. */
import type { Language } from '../law/rights.ts';
import type { Line } from './blocks.ts';

export interface LetterWords {
  title: string;
  dear(name: string): string;
  onBehalfOf(name: string): string;
  opening(received: string, caseId: string): readonly string[];
  begin: string | null;
  end: string;
  reference: { case: string; received: string; decided: string; basis: string; period: string };
  extended: { label: string; value(until: string, told: string): string };
  basis: { appi: string; ccpa: string };
  everything: string;
  period(from: string, to: string): string;
  decision: string;
  reasons: string;
  cited(citation: string): Line;
  withheld: string;
  withheldIntro: string;
  withheldHead: readonly [string, string, string];
  purposes: string;
  reply: string;
  offer: string;
  recipients: string;
  recipientsIntro: string;
  recipientsHead: readonly [string, string, string];
  searched: string;
  searchedIntro: string;
  searchedAs(title: string): string;
  searchedHead: readonly [string, string, string, string];
  records(count: number): string;
  complete: string;
  byHand: string;
  leftOut: string;
  thirdParties: string;
  thirdPartiesHead: readonly [string, string, string];
  fee: string;
  feePaid(amount: string, date: string): string;
  feeRefunded(amount: string, paid: string, refunded: string): string;
  objection: string;
  genuine: string;
  genuineBody(code: string, address: string): readonly string[];
  signature(organisation: string): string;
  closing: string;
  foot: { check(code: string, address: string): string; page(number: number, of: number): string };
}

const en: LetterWords = {
  title: 'Our answer to your privacy request',
  dear: (name) => `Dear ${name},`,
  onBehalfOf: (name) => `acting for ${name}`,
  opening: (received, caseId) => [
    'Thank you for your request about your personal information. We received it on ',
    received,
    ' and kept it under the case number ',
    caseId,
    '. This letter tells you what we decided, why, and what we did.',
  ],
  begin: null,
  end: 'Sincerely,',
  reference: {
    case: 'Case number',
    received: 'Received',
    decided: 'Decided',
    basis: 'Law',
    period: 'Period covered',
  },
  basis: {
    appi: 'Act on the Protection of Personal Information (Japan)',
    ccpa: 'California Consumer Privacy Act',
  },
  extended: {
    label: 'Period extended',
    value: (until, told) => `to ${until}, as we wrote to you on ${told}`,
  },
  everything: 'Everything we hold',
  period: (from, to) => `${from} to ${to}`,
  decision: 'Decision',
  reasons: 'Reasons',
  cited: (citation) => [' ', { text: `(${citation})`, unbroken: true }],
  withheld: 'What is not included',
  withheldIntro:
    'We hold information of the following kinds but do not hand out its content. It is named here so that you know of it.',
  withheldHead: ['Kind', 'Number', 'Why'],
  purposes: 'What we use your personal data for',
  reply: 'Our reply',
  offer: 'You can also opt out',
  recipients: 'Who receives personal data',
  recipientsIntro:
    'These are the recipients that our privacy policy names, with its section. What was recorded of your own data is in the data that came with this letter.',
  recipientsHead: ['Who', 'Why', 'Section'],
  searched: 'Where we searched',
  searchedIntro: 'We asked each of these systems for information about you.',
  searchedAs: (title) =>
    `We asked the same systems, with the same result, as told under “${title}”.`,
  searchedHead: ['System', 'Found', 'Search', 'How'],
  records: (count) =>
    count === 0 ? 'nothing' : count === 1 ? '1 record' : `${count.toLocaleString('en')} records`,
  complete: 'complete',
  byHand: 'complete, by a person',
  leftOut: 'not searched',
  thirdParties: 'Others we told',
  thirdPartiesHead: ['Who', 'What we asked', 'When'],
  fee: 'Fee',
  feePaid: (amount, date) => `You paid ${amount} on ${date}.`,
  feeRefunded: (amount, paid, refunded) =>
    `You paid ${amount} on ${paid}. We returned the whole amount on ${refunded}.`,
  objection: 'If you do not agree',
  genuine: 'How to check this letter',
  genuineBody: (code, address) => [
    'This letter and everything that came with it are signed. Visit ',
    address,
    ' and enter the case number and the code ',
    code,
    ' to see whether they are ours and unchanged.',
  ],
  signature: (organisation) => `Electronic signature of ${organisation}`,
  closing: 'If anything in this letter is unclear, please write to us at the address above.',
  foot: {
    check: (code, address) => `To check this letter: ${address}, code ${code}`,
    page: (number, of) => `Page ${number} of ${of}`,
  },
};

const ja: LetterWords = {
  title: '個人情報に関するご請求へのご回答',
  dear: (name) => `${name} 様`,
  onBehalfOf: (name) => `（${name} 様の代理人として）`,
  opening: (received, caseId) => [
    'このたびは、個人情報に関するご請求をお寄せいただき、ありがとうございます。',
    received,
    'に受け付けましたご請求（受付番号 ',
    caseId,
    '）につきまして、下記のとおりご回答申し上げます。',
  ],
  begin: '記',
  end: '以上',
  reference: {
    case: '受付番号',
    received: '受付日',
    decided: '決定日',
    basis: '根拠法令',
    period: '対象期間',
  },
  basis: {
    appi: '個人情報の保護に関する法律',
    ccpa: 'カリフォルニア州消費者プライバシー法（CCPA）',
  },
  extended: {
    label: '期限の延長',
    value: (until, told) => `${until}まで（${told}にお知らせしたとおり）`,
  },
  everything: '当社が保有するすべての期間',
  period: (from, to) => `${from}から${to}まで`,
  decision: '決定',
  reasons: '理由',
  cited: (citation) => [`（${citation}）`],
  withheld: 'お渡しする内容に含まれないもの',
  withheldIntro:
    '次の種類の情報は当社で保有しておりますが、内容そのものはお渡ししておりません。保有している事実をお知らせするため、種類を記載いたします。',
  withheldHead: ['種類', '件数', '理由'],
  purposes: 'お客様の個人データの利用目的',
  reply: '当社からの回答',
  offer: 'オプトアウトのご案内',
  recipients: '個人データの提供先',
  recipientsIntro:
    '当社プライバシーポリシーに定める提供先と、その該当箇所は次のとおりです。お客様の個人データに係る記録は、添付のデータに収めております。',
  recipientsHead: ['提供先', '目的', '該当箇所'],
  searched: 'お調べした範囲',
  searchedIntro: '次の各システムについて、お客様に関する情報をお調べいたしました。',
  searchedAs: (title) => `お調べした範囲と結果は、「${title}」に記載したとおりです。`,
  searchedHead: ['システム', '該当', '調査', '方法'],
  records: (count) => (count === 0 ? '該当なし' : `${count.toLocaleString('ja')}件`),
  complete: '完了',
  byHand: '完了（担当者による確認）',
  leftOut: '未調査',
  thirdParties: '第三者への通知',
  thirdPartiesHead: ['通知先', '依頼した内容', '通知日'],
  fee: '手数料',
  feePaid: (amount, date) => `${date}に${amount}をお支払いいただきました。`,
  feeRefunded: (amount, paid, refunded) =>
    `${paid}にお支払いいただいた${amount}は、${refunded}に全額を返金いたしました。`,
  objection: 'ご不服がある場合',
  genuine: 'この書面の真正性の確認方法',
  genuineBody: (code, address) => [
    'この書面および添付のデータには、当社の電子署名が付されています。',
    address,
    ' にアクセスし、受付番号と確認コード ',
    code,
    ' をご入力いただくと、当社が発行したものであること、および内容が変更されていないことをご確認いただけます。',
  ],
  signature: (organisation) => `${organisation}の電子署名`,
  closing: 'ご不明な点がございましたら、上記窓口までお問い合わせください。',
  foot: {
    check: (code, address) => `真正性の確認：${address} ／ 確認コード ${code}`,
    page: (number, of) => `${number} / ${of} ページ`,
  },
};

export const LETTER_WORDS: Record<Language, LetterWords> = { en, ja };
