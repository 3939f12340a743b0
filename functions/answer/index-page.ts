/** The page that opens first: what is in the package, in both languages, without a network. */
import type { Language, Words } from '../../core/law/rights.ts';
import { withheldKinds } from '../../core/law/withheld.ts';
import type { StoreEntry } from './manifest.ts';

export interface IndexPage {
  caseId: string;
  organisation: string;
  language: Language;
  stores: readonly StoreOnPage[];
}

export type StoreOnPage = StoreEntry & {
  title: Words;
  /** As people would call each collection, in the order of `collections`. */
  collectionTitles: readonly Words[];
};

interface PageWords {
  title: string;
  lead(organisation: string, caseId: string): string;
  letter: string;
  letterNote: string;
  data: string;
  dataNote: string;
  rows(count: number): string;
  none: string;
  state: Record<StoreEntry['state'], string>;
  table: string;
  machine: string;
  files: string;
  withheld(kinds: string): string;
  genuine: string;
  genuineNote: string;
}

const WORDS: Record<Language, PageWords> = {
  en: {
    title: 'Your personal information',
    lead: (organisation, caseId) =>
      `${organisation} sends you this in answer to your request, case ${caseId}.`,
    letter: 'Read the letter',
    letterNote: 'What we decided, why, and what we did (PDF).',
    data: 'What we hold, system by system',
    dataNote:
      'Tables open in any spreadsheet program. A text there that begins like a formula has an apostrophe put before it, so that it cannot do anything; the JSON file has it as we hold it.',
    rows: (count) => (count === 1 ? '1 record' : `${count.toLocaleString('en')} records`),
    none: 'We found nothing here.',
    state: {
      complete: 'Searched to the last page',
      'by-hand': 'Searched by a person',
      'left-out': 'Not searched',
    },
    table: 'table (CSV)',
    machine: 'for programs (JSON)',
    files: 'Files',
    withheld: (kinds) => `Named but not handed out: ${kinds}`,
    genuine: 'Is this genuine?',
    genuineNote:
      'manifest.json lists every file here with its hash and says how each system was searched; manifest.jws is our signature over it. receipt.json says what was done and holds nothing personal; receipt.jws is its signature. The letter says where all this can be checked.',
  },
  ja: {
    title: 'お客様の個人情報',
    lead: (organisation, caseId) =>
      `${organisation}より、ご請求（受付番号 ${caseId}）への回答としてお届けするものです。`,
    letter: '回答書を読む',
    letterNote: '決定の内容とその理由、当社が行ったことを記載しています（PDF）。',
    data: '保有している情報（システムごと）',
    dataNote:
      "表は一般の表計算ソフトで開くことができます。数式とみなされるおそれのある文字列には、安全のため先頭にアポストロフィ（'）を付けています。保有しているとおりの内容はJSONファイルに収めています。",
    rows: (count) => `${count.toLocaleString('ja')}件`,
    none: '該当する情報はありませんでした。',
    state: {
      complete: '最後のページまで調査済み',
      'by-hand': '担当者が確認',
      'left-out': '未調査',
    },
    table: '表（CSV）',
    machine: 'プログラム用（JSON）',
    files: 'ファイル',
    withheld: (kinds) => `保有していますが、内容をお渡ししていないもの：${kinds}`,
    genuine: '本物であることの確認',
    genuineNote:
      'manifest.json には、すべてのファイルのハッシュ値と各システムの調査方法を記載しています。manifest.jws はその電子署名です。receipt.json は対応の記録で、個人情報を含みません。receipt.jws はその電子署名です。確認の方法は回答書をご覧ください。',
  },
};

/** Both languages stand in the page; which one shows is switched without any script. */
export function indexPage(page: IndexPage): string {
  const { language } = page;
  const checked = (it: Language) => (it === language ? ' checked' : '');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(WORDS[language].title)} · ${escaped(page.caseId)}</title>
<style>${STYLE}</style>
</head>
<body>
<input type="radio" name="language" id="en"${checked('en')}><label for="en" lang="en">English</label>
<input type="radio" name="language" id="ja"${checked('ja')}><label for="ja" lang="ja">日本語</label>
${inLanguage('en', page)}
${inLanguage('ja', page)}
</body>
</html>
`;
}

function inLanguage(language: Language, page: IndexPage): string {
  const words = WORDS[language];
  return `<main class="${language}" lang="${language}">
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.lead(page.organisation, page.caseId))}</p>
<p class="letter"><a href="letter.pdf">${escaped(words.letter)}</a> ${escaped(words.letterNote)}</p>
<h2>${escaped(words.data)}</h2>
<p class="note">${escaped(words.dataNote)}</p>
${page.stores.map((store) => storeSection(store, language, words)).join('\n')}
<h2>${escaped(words.genuine)}</h2>
<p>${escaped(words.genuineNote)}</p>
</main>`;
}

const KINDS = new Map<string, Words>(withheldKinds().map(({ kind, words }) => [kind, words]));

function storeSection(store: StoreOnPage, language: Language, words: PageWords): string {
  const items = [
    ...store.collections.map((collection, index) =>
      collection.count === 0
        ? ''
        : `<li><b>${escaped(store.collectionTitles[index]?.[language] ?? collection.collection)}</b>
<span>${escaped(words.rows(collection.count))}</span>
${link(collection.csv, words.table)} ${link(collection.json, words.machine)}
${withheldNote(Object.keys(collection.withheld), language, words)}</li>`,
    ),
    ...store.files.map((path) => `<li>${link(path, path.split('/').at(-1) ?? path)}</li>`),
  ].filter((item) => item !== '');
  const nothing = store.state !== 'left-out' && items.length === 0;
  return `<section>
<h3>${escaped(store.title[language])} <span class="${store.state}">${escaped(words.state[store.state])}</span></h3>
${store.note === null ? '' : `<p>${escaped(store.note)}</p>`}
${nothing ? `<p class="note">${escaped(words.none)}</p>` : ''}
${items.length === 0 ? '' : `<ul>${items.join('\n')}</ul>`}
</section>`;
}

function withheldNote(kinds: readonly string[], language: Language, words: PageWords): string {
  if (kinds.length === 0) return '';
  const named = kinds.map((kind) => KINDS.get(kind)?.[language] ?? kind);
  return `<br><small>${escaped(words.withheld(named.join(language === 'ja' ? '、' : ', ')))}</small>`;
}

function link(path: string, words: string): string {
  const address = path.split('/').map(encodeURIComponent).join('/');
  return `<a href="${escaped(address)}">${escaped(words)}</a>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f27; --paper: #fff; --soft: #eef2f8; --line: #c9ced8; --navy: #24467c; --warn: #8a3b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --paper: #14171c; --soft: #1f2530; --line: #3a4250; --navy: #9dbcf0; --warn: #ffb27a; } }
* { box-sizing: border-box; }
body { font: 1rem/1.7 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", sans-serif; color: var(--ink); background: var(--paper); max-width: 46rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.3; } h2 { margin-top: 2.5rem; font-size: 1.25rem; color: var(--navy); } h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
a { color: var(--navy); } a:focus-visible, input:focus-visible + label { outline: 3px solid var(--navy); outline-offset: 2px; }
input { position: absolute; opacity: 0; } label { display: inline-block; padding: .2rem .8rem; border: 1px solid var(--line); border-radius: 1rem; cursor: pointer; }
input:checked + label { background: var(--navy); color: var(--paper); }
main { display: none; } #en:checked ~ main.en, #ja:checked ~ main.ja { display: block; }
.letter { background: var(--soft); border-left: 4px solid var(--navy); padding: .8rem 1rem; } .letter a { font-weight: 600; }
section { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
section ul { list-style: none; margin: 0; padding: 0; } section li { padding: .5rem 0; border-top: 1px solid var(--line); } section li span { margin-right: .8rem; } section li a { margin-right: .8rem; }
h3 span { font-weight: 400; font-size: .85rem; margin-left: .5rem; } .left-out { color: var(--warn); font-weight: 700; }
.note, small { font-size: .9rem; opacity: .85; }
@media print { input, label { display: none; } }
`.trim();
