/**
 * The page that opens first: what is in the package, in both languages, without a network. The first
 * records of each collection stand in it as they are read; its script searches those that it holds.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type DataCategory, dataCategories } from '../../core/data-map/categories.ts';
import type { Language, Regime, Words } from '../../core/law/rights.ts';
import { WITHHELD_REASON, withheldKinds } from '../../core/law/withheld.ts';
import {
  type AboutRecords,
  address,
  escaped,
  type FileInPackage,
  fileHtml,
  recordHtml,
  two,
} from './index-page/reader.js';
import * as say from './index-page/words.ts';
import type { StoreEntry } from './manifest.ts';

export interface IndexPage {
  caseId: string;
  organisation: string;
  language: Language;
  regime: Regime;
  /** The law's categories by name, in the words of the case's version; empty where the law has none. */
  lawCategories: Readonly<Record<string, Words>>;
  stores: readonly StoreOnPage[];
}

export interface StoreOnPage {
  entry: StoreEntry;
  title: Words;
  /** In the order of the entry's. */
  collections: readonly CollectionOnPage[];
  /** Collections that nothing verified leads to. */
  unreached: readonly Words[];
  /** In the order of the entry's; `name` as records have it. */
  files: readonly (FileInPackage & { name: string })[];
}

export interface CollectionOnPage {
  title: Words;
  query: Words;
  /** Kind of each field, by its path. */
  fields: Readonly<Record<string, DataCategory>>;
  /** Kinds that hold something. */
  kinds: readonly DataCategory[];
  /** The first, as many as the page holds. */
  rows: readonly Readonly<Record<string, unknown>>[];
}

type CollectionEntry = StoreEntry['collections'][number];

/** A collection with all that the page says of it. */
interface Shelf extends CollectionOnPage {
  id: string;
  store: string;
  entry: CollectionEntry;
  about: AboutRecords;
}

/** Records that can be read without any script. */
const READY = 10;

const textOf = (name: string) =>
  readFileSync(new URL(`./index-page/${name}`, import.meta.url), 'utf8');
const STYLE = textOf('page.css').trim();
const SCRIPT = `(() => {\n${textOf('reader.js').replaceAll('export function', 'function')}\n${textOf('search.js')}})();`;
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** `file:` is where the page lies; a browser that does not take it for its own needs to hear it. */
const POLICY = `default-src 'none'; script-src ${sha256(SCRIPT)}; style-src ${sha256(STYLE)}; img-src 'self' file:; base-uri 'none'; form-action 'none'`;

const KIND_WORDS: Record<string, Words> = Object.fromEntries(
  Object.entries(dataCategories).map(([kind, { words }]) => [kind, words]),
);
const WITHHELD: Record<string, Words> = Object.fromEntries(
  withheldKinds().map(({ kind, words }) => [kind, words]),
);

/** The same in, the same out. Nothing of a value is markup, a link, a script or a style. */
export function indexPage(page: IndexPage): string {
  const { language } = page;
  const shelves = page.stores.flatMap((store) => shelvesOf(store));
  const checked = (it: Language) => (it === language ? ' checked' : '');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(say.TITLE[language])} · ${escaped(page.caseId)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<input class="tongue" type="radio" name="language" id="en"${checked('en')}><label for="en" lang="en">English</label><input class="tongue" type="radio" name="language" id="ja"${checked('ja')}><label for="ja" lang="ja">日本語</label>
<h1>${two(say.TITLE)}</h1>
<p>${two(say.lead(page.organisation))}<br><span class="case">${two(say.named(page.caseId))}</span></p>
<p class="letter"><a href="letter.pdf">${two(say.LETTER.link)}</a>${two(say.LETTER.note)}</p>
${shelves.length === 0 ? '' : searchForm(page.stores, shelves)}
${kindsList(page.lawCategories, shelves)}
${page.stores.length === 0 ? '' : `<h2>${two(say.STORES.title)}</h2>`}
${page.stores.map((store) => storeSection(store, shelves, page.regime)).join('\n')}
<h2>${two(say.FILES.title)}</h2>
<p>${two(say.FILES.private)}</p>
<p>${two(say.FILES.table)}</p>
<p>${two(say.FILES.genuine)}</p>
</main>
${shelves.length === 0 ? '' : `<script type="application/json" id="records">${embedded(shelves)}</script>\n<script>${SCRIPT}</script>`}
</body>
</html>
`;
}

/** Collections that hold something, in order, over all stores. */
const shelvesOf = ({ entry: store, collections, files }: StoreOnPage): Shelf[] => {
  const named = Object.fromEntries(files.map(({ name, ...file }) => [name, file]));
  return store.collections.flatMap((entry, index) => {
    const collection = collections[index];
    if (entry.count === 0 || collection === undefined) return [];
    const about: AboutRecords = {
      fields: collection.fields,
      kinds: KIND_WORDS,
      withheld: WITHHELD,
      files: named,
      json: entry.json,
    };
    return [{ ...collection, entry, about, store: store.store, id: entry.json }];
  });
};

function searchForm(stores: readonly StoreOnPage[], shelves: readonly Shelf[]): string {
  const option = (value: string, { en, ja }: Words) =>
    `<option value="${escaped(value)}" data-en="${escaped(en)}" data-ja="${escaped(ja)}">${escaped(en)}</option>`;
  const kinds = heldKinds(shelves).map(([kind]) => option(kind, dataCategories[kind].words));
  const named = stores
    .filter(({ entry }) => shelves.some(({ store }) => store === entry.store))
    .map(({ entry, title }) => option(entry.store, title));
  const all = option('', say.SEARCH.all);
  return `<form class="search" id="search" role="search" hidden>
<div class="controls">
<label class="field wide">${two(say.SEARCH.words)}<input id="words" type="search" autocomplete="off"></label>
<label class="field">${two(say.SEARCH.kind)}<select id="kind">${all}${kinds.join('')}</select></label>
<label class="field">${two(say.SEARCH.store)}<select id="store">${all}${named.join('')}</select></label>
<button type="reset">${two(say.SEARCH.clear)}</button>
</div>
<p class="found" id="found" role="status"></p>
</form>`;
}

/** Kinds that hold something, as the policy orders them, with the collections that hold them. */
function heldKinds(shelves: readonly Shelf[]): [DataCategory, Shelf[]][] {
  return Object.keys(dataCategories)
    .filter((kind): kind is DataCategory => Object.hasOwn(dataCategories, kind))
    .map((kind): [DataCategory, Shelf[]] => [
      kind,
      shelves.filter(({ kinds }) => kinds.includes(kind)),
    ])
    .filter(([, where]) => where.length > 0);
}

function kindsList(lawCategories: IndexPage['lawCategories'], shelves: readonly Shelf[]): string {
  const held = heldKinds(shelves);
  if (held.length === 0) return '';
  const items = held.map(([kind, where]) => {
    const { words, ccpa } = dataCategories[kind];
    const law = ccpa.flatMap((category) => lawCategories[category] ?? []);
    const named =
      law.length > 0
        ? `<small>${two({ en: law.map(({ en }) => en).join(' · '), ja: law.map(({ ja }) => ja).join('・') })}</small>`
        : '';
    const places = where.map(
      ({ id, title }) => `<li><a href="#${anchor(id, shelves)}">${two(title)}</a></li>`,
    );
    return `<li><div><b data-kind="${kind}">${two(words)}</b>${named}</div><ul>${places.join('')}</ul></li>`;
  });
  return `<section id="kinds">\n<h2>${two(say.KINDS.title)}</h2>\n<ul class="kinds">${items.join('\n')}</ul>\n</section>`;
}

const anchor = (id: string, shelves: readonly Shelf[]): string =>
  `c${shelves.findIndex((shelf) => shelf.id === id)}`;

function storeSection(store: StoreOnPage, shelves: readonly Shelf[], regime: Regime): string {
  const { entry, title, files, unreached } = store;
  const mine = shelves.filter((shelf) => shelf.store === entry.store);
  const nothing = entry.state !== 'left-out' && mine.length === 0 && files.length === 0;
  return `<section class="store">
<header><h3>${two(title)}</h3> <span class="state ${entry.state}">${two(say.STATE[entry.state])}</span></header>
${entry.note === null ? '' : `<p dir="auto">${escaped(entry.note)}</p>`}
${nothing ? `<p>${two(say.STORES.none)}</p>` : ''}
${unreached.length === 0 ? '' : `<p class="note">${two(say.unreached(joined(unreached)))}</p>`}
${mine.map((shelf) => shelfSection(shelf, anchor(shelf.id, shelves), regime)).join('\n')}
${files.length === 0 ? '' : `<h4>${two(say.STORES.files)}</h4><ul class="files">${files.map((file) => `<li>${fileHtml(file)}</li>`).join('')}</ul>`}
${howSearched(store)}
</section>`;
}

const joined = (words: readonly Words[]): Words => ({
  en: words.map(({ en }) => en).join(', '),
  ja: words.map(({ ja }) => ja).join('、'),
});

function shelfSection({ entry, title, rows, about }: Shelf, id: string, regime: Regime): string {
  const { count, csv, json, withheld } = entry;
  const ready = rows.slice(0, READY).map((row, at) => recordHtml(row, at + 1, about));
  const kinds = Object.keys(withheld).flatMap((kind) => WITHHELD[kind] ?? []);
  const left = count > ready.length;
  const more = ready.length === 0 ? say.TOO_LARGE : say.firstOnly(ready.length, count);
  return `<section class="collection" id="${id}">
<details open><summary><h4>${two(title)}</h4> <small>${two(say.counted(count))}</small></summary>
<p class="links"><a href="${address(csv)}">${two(say.STORES.table)}</a> <a href="${address(json)}">${two(say.STORES.json)}</a></p>
${kinds.length === 0 ? '' : `<p class="note">${two(say.withheldHere(joined(kinds)))} ${two(WITHHELD_REASON[regime])}</p>`}
<ol class="records">${ready.join('\n')}</ol>
<div class="more">${left ? `<p>${two(more)}</p>` : ''}</div>
</details>
</section>`;
}

/** The finding in words: what was asked, how far it was read, when. */
function howSearched({ entry, collections }: StoreOnPage): string {
  const items = entry.collections.map(({ count, pages, exhausted, finishedAt }, index) => {
    const { query, title } = collections[index] ?? {};
    if (query === undefined || title === undefined) return '';
    const end = exhausted ? say.STORES.exhausted : say.STORES.broken;
    const [found, read] = [say.counted(count), say.pagesRead(pages)];
    const at = finishedAt.slice(0, 16).replace('T', ' ');
    return `<li>${two({
      en: `${title.en}: ${query.en}; ${found.en}, ${read.en}, ${end.en}, ${at} UTC`,
      ja: `${title.ja}：${query.ja}（${found.ja}、${read.ja}、${end.ja}、${at} UTC）`,
    })}</li>`;
  });
  return items.length === 0
    ? ''
    : `<details class="how"><summary>${two(say.STORES.how)}</summary><ul>${items.join('')}</ul></details>`;
}

/** JSON that cannot end the element in which it stands. */
function embedded(shelves: readonly Shelf[]): string {
  const content = {
    kinds: KIND_WORDS,
    withheld: WITHHELD,
    collections: shelves.map(({ rows, entry, about, store }) => ({
      store,
      total: entry.count,
      fields: about.fields,
      files: about.files,
      json: about.json,
      rows,
    })),
  };
  return JSON.stringify(content).replaceAll('<', '\\u003c');
}
