/** What the page says around the data, in both languages. */
import type { Words } from '../../../core/law/rights.ts';
import type { StoreEntry } from '../manifest.ts';

export const TITLE: Words = { en: 'Your personal information', ja: 'お客様の個人情報' };

export const lead = (organisation: string): Words => ({
  en: `${organisation} sends you this in answer to your request.`,
  ja: `${organisation}より、ご請求への回答としてお届けするものです。`,
});

export const named = (caseId: string): Words => ({
  en: `Case ${caseId}`,
  ja: `受付番号 ${caseId}`,
});

export const LETTER = {
  link: { en: 'Read the letter', ja: '回答書を読む' },
  note: {
    en: 'What we decided, why, and what we did (PDF).',
    ja: '決定の内容とその理由、当社が行ったことを記載しています（PDF）。',
  },
} satisfies Record<string, Words>;

export const KINDS = {
  title: { en: 'By kind of information', ja: '情報の種類から見る' },
} satisfies Record<string, Words>;

export const SEARCH = {
  words: { en: 'Words', ja: '検索する言葉' },
  kind: { en: 'Kind of information', ja: '情報の種類' },
  store: { en: 'System', ja: 'システム' },
  all: { en: 'All', ja: 'すべて' },
  clear: { en: 'Show everything again', ja: '条件を消してすべて表示する' },
} satisfies Record<string, Words>;

export const STORES = {
  title: { en: 'System by system', ja: 'システムごとに見る' },
  none: { en: 'We found nothing here.', ja: '該当する情報はありませんでした。' },
  files: { en: 'Files', ja: 'ファイル' },
  table: { en: 'Table (CSV)', ja: '表（CSV）' },
  json: { en: 'For programs (JSON)', ja: 'プログラム用（JSON）' },
  how: { en: 'How we searched', ja: '調査の方法' },
  exhausted: { en: 'read to its end', ja: '最後まで読み取り済み' },
  broken: { en: 'not read to its end', ja: '最後まで読み取れず' },
} satisfies Record<string, Words>;

export const STATE: Record<StoreEntry['state'], Words> = {
  complete: { en: 'Searched to the last page', ja: '最後のページまで調査済み' },
  'by-hand': { en: 'Searched by a person', ja: '担当者が確認' },
  'left-out': { en: 'Not searched', ja: '未調査' },
};

export const counted = (count: number): Words => ({
  en: count === 1 ? '1 record' : `${count.toLocaleString('en')} records`,
  ja: `${count.toLocaleString('ja')}件`,
});

export const pagesRead = (pages: number): Words => ({
  en: pages === 1 ? '1 page' : `${pages.toLocaleString('en')} pages`,
  ja: `${pages.toLocaleString('ja')}ページ`,
});

/** Below the records that stand in the page without any script. */
export const firstOnly = (shown: number, count: number): Words => ({
  en: `The first ${shown} of ${count.toLocaleString('en')} records. The rest is in the table; a browser that runs scripts shows more of it here.`,
  ja: `全${count.toLocaleString('ja')}件のうち最初の${shown}件です。残りは表にあります。スクリプトが使えるブラウザーでは、続きもここに表示できます。`,
});

export const TOO_LARGE: Words = {
  en: 'The records are too large to be shown on this page. They are in the table and in the JSON file.',
  ja: 'サイズが大きいため、このページには表示できません。内容は表とJSONファイルにあります。',
};

export const withheldHere = (kinds: Words): Words => ({
  en: `Not handed out: ${kinds.en}.`,
  ja: `内容をお渡ししていないもの：${kinds.ja}。`,
});

export const unreached = (collections: Words): Words => ({
  en: `Not searched, since nothing that we have verified about you leads there: ${collections.en}.`,
  ja: `確認できた情報からは探すことができないため、調査していないもの：${collections.ja}`,
});

export const FILES = {
  title: { en: 'About these files', ja: 'ファイルについて' },
  table: {
    en: 'Tables (CSV) open in any spreadsheet program. A text there that begins like a formula has an apostrophe put before it, so that it cannot do anything; the JSON file has it as we hold it.',
    ja: "表（CSV）は一般の表計算ソフトで開くことができます。数式とみなされるおそれのある文字列には、安全のため先頭にアポストロフィ（'）を付けています。保有しているとおりの内容はJSONファイルに収めています。",
  },
  private: {
    en: 'This page works without the internet and sends nothing anywhere. Keep the files where others cannot read them.',
    ja: 'このページはインターネットに接続せずに使うことができ、どこにも情報を送信しません。ファイルは、他の方が閲覧できない場所に保管してください。',
  },
  genuine: {
    en: 'Is this genuine? manifest.json lists every file here with its hash and says how each system was searched; manifest.p7s and manifest.jws are our signature over it. receipt.json says what was done and holds nothing personal; receipt.p7s and receipt.jws are its signature. The letter says where all this can be checked.',
    ja: '本物であることの確認：manifest.json には、すべてのファイルのハッシュ値と各システムの調査方法を記載しています。manifest.p7s と manifest.jws はその電子署名です。receipt.json は対応の記録で、個人情報を含みません。receipt.p7s と receipt.jws はその電子署名です。確認の方法は回答書をご覧ください。',
  },
} satisfies Record<string, Words>;
