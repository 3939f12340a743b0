/** Everything handed over, as one signed zip, streamed from the vault into the vault. */
import { Readable } from 'node:stream';
import { type DataCategory, dataCategories } from '../../core/data-map/categories.ts';
import type { Instant } from '../../core/ids.ts';
import type { Right, Words } from '../../core/law/rights.ts';
import type { LetterData } from '../../core/letter/data.ts';
import type { Ports } from '../../platform/ports.ts';
import { signedSince } from './certificates.ts';
import { signCms, signJws } from './file-signatures.ts';
import { type CollectionOnPage, indexPage, type StoreOnPage } from './index-page.ts';
import { FORMAT, jsonFile, type ListedFile, type Manifest, type StoreEntry } from './manifest.ts';
import { type PackingPart, packed } from './packing.ts';
import { prepared } from './preparation.ts';
import { columnsOf, csv, FindingMismatch, firstRows, jsonArray, rowsOf } from './rows.ts';
import { distinctPaths, safeName } from './safe-names.ts';

export interface PackageInput {
  letter: LetterData;
  issuedAt: Instant;
  rights: readonly { right: Right; outcome: string; decidedAt: Instant }[];
  /** Hash of the last commit of the case's log. */
  logHead: string;
  stores: readonly PackagedStore[];
  /** The law's categories by name, in the words of the case's version (L-34); empty under APPI. */
  lawCategories: Readonly<Record<string, Words>>;
}

export interface PackagedStore {
  store: string;
  title: Words;
  state: StoreEntry['state'];
  /** How a person searched, or why nobody could. */
  note: string | null;
  collections: readonly PackagedCollection[];
  /** Collections that were not asked, since nothing that is verified of the person leads there. */
  unreached?: readonly { collection: string; title: Words }[];
  /** Originals: pictures, documents. `name` as the rows have it. */
  files: readonly {
    key: string;
    name: string;
    bytes?: number;
    contentType?: string;
    sha256?: string;
  }[];
}

/** As the collection left it in the vault: lines of JSON. */
interface PackagedCollection {
  collection: string;
  /** As people would call it; its own name where nobody thought of one. */
  title?: Words;
  query: string;
  queryJa?: string;
  /** Kind of each field, by its path, and the kinds that hold something. */
  fields?: Readonly<Record<string, DataCategory>>;
  categories?: readonly DataCategory[];
  pages: number;
  exhausted: boolean;
  count: number;
  key: string;
  sha256: string;
  startedAt: Instant;
  finishedAt: Instant;
  withheld: Record<string, number>;
}

export interface AssembledPackage {
  key: string;
  sha256: string;
  size: number;
  /** The letter by itself, for the portal to show. */
  letterKey: string;
  letterSha256: string;
  manifestSha256: string;
  /** Why the letter has no time stamp though an authority is configured; null when all is as it should be. */
  unstamped: string | null;
  /** That of the receipt: the input's, or that of the try that a crash broke off. */
  logHead: string;
}

/**
 * Builds, signs and keeps the package under `<case>/answer/`. Memory does not grow with
 * the data. Run again after a crash, it goes on with the package where that left it; run
 * again later, it makes the same package and puts it in the place of the other, whole.
 * @throws {FindingMismatch} when the vault no longer holds what a finding says was found
 */
export async function assemblePackage(
  ports: Pick<Ports, 'vault' | 'signer' | 'timeStamps'>,
  decided: PackageInput,
): Promise<AssembledPackage> {
  const { caseId } = decided.letter;
  const input = { ...decided, issuedAt: await signedSince(ports.signer, decided.issuedAt) };
  const issuedAt = new Date(input.issuedAt);
  const { letter, unstamped, receipt, signed, logHead, attempt, done } = await prepared(
    ports,
    input,
  );
  const stores = placed(input.stores);
  const listed: ListedFile[] = [];
  const parts: PackingPart[] = [
    { path: 'letter.pdf', known: letter, open: opening(ports, letter.key) },
    ready('index.html', () => pageOf(ports, input, stores)),
    ready('receipt.json', () => receipt),
    ready('receipt.p7s', () => signed.p7s),
    ready('receipt.jws', () => signed.jws),
    ready('data/index.json', () => jsonFile(dataIndex(input, stores))),
    ...(await Promise.all(stores.map((store) => partsOf(ports, store)))).flat(),
    ...signedManifest(ports, input, stores, listed),
  ];
  const stored = await ports.vault.putInParts(
    `${caseId}/answer/package.zip`,
    'application/zip',
    attempt,
    (mark) => packed(parts, issuedAt, listed, mark),
  );
  await done();
  return {
    key: stored.key,
    sha256: stored.sha256,
    size: stored.size,
    letterKey: letter.key,
    letterSha256: letter.sha256,
    manifestSha256: listed.find(({ path }) => path === 'manifest.json')?.sha256 ?? '',
    logHead,
    unstamped,
  };
}

function headOf({ letter }: PackageInput) {
  return {
    caseId: letter.caseId,
    organisation: letter.organisation.name,
    language: letter.language,
  };
}

/** What lies where, by store and by kind of information: what programs read first. */
function dataIndex(input: PackageInput, stores: readonly PlacedStore[]) {
  const held = stores.flatMap(({ source, entry }) =>
    source.collections.flatMap(({ fields = {}, categories = [] }, index) => {
      const place = entry.collections[index];
      if (place === undefined || place.count === 0) return [];
      const { collection, count, json, csv } = place;
      return categories.map((kind) => {
        const named = Object.entries(fields).filter(([, of]) => of === kind);
        const names = named.map(([name]) => name);
        return { kind, store: entry.store, collection, fields: names, count, json, csv };
      });
    }),
  );
  const kinds = new Set(held.map(({ kind }) => kind));
  return {
    ...headOf(input),
    kinds: [...kinds].sort().map((kind) => ({
      kind,
      title: dataCategories[kind].words,
      law: dataCategories[kind].ccpa,
      in: held.filter((one) => one.kind === kind).map(({ kind: _kind, ...place }) => place),
    })),
    stores: stores.map(({ entry }) => entry),
  };
}

interface PlacedStore {
  source: PackagedStore;
  entry: StoreEntry;
}

/** The page holds so much of a collection, and of all together, that a phone still opens it. */
const ON_PAGE = { rows: 2_000, bytes: 2 << 20, bytesInAll: 8 << 20 };
/** Larger pictures are linked to. */
const MOST_PICTURE_BYTES = 5 << 20;
const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

async function pageOf(
  { vault }: Pick<Ports, 'vault'>,
  input: PackageInput,
  placed: readonly PlacedStore[],
): Promise<string> {
  let left = ON_PAGE.bytesInAll;
  const stores: StoreOnPage[] = [];
  for (const { source, entry } of placed) {
    const collections: CollectionOnPage[] = [];
    for (const { key, collection, ...one } of source.collections) {
      const most = { rows: ON_PAGE.rows, bytes: Math.min(left, ON_PAGE.bytes) };
      const { rows, bytes } =
        one.count === 0 ? { rows: [], bytes: 0 } : await firstRows(vault, key, most);
      left -= bytes;
      collections.push({
        title: one.title ?? { en: collection, ja: collection },
        query: { en: one.query, ja: one.queryJa ?? one.query },
        fields: one.fields ?? {},
        kinds: one.categories ?? [],
        rows,
      });
    }
    const files = source.files.flatMap(({ name, bytes, contentType }, index) => {
      const path = entry.files[index];
      const picture =
        PICTURES.includes(contentType ?? '') && (bytes ?? Infinity) <= MOST_PICTURE_BYTES;
      return path === undefined
        ? []
        : [{ name, path, ...(bytes !== undefined && { bytes }), picture }];
    });
    const unreached = (source.unreached ?? []).map(({ title }) => title);
    stores.push({ entry, title: source.title, collections, unreached, files });
  }
  return indexPage({
    ...headOf(input),
    regime: input.letter.regime,
    lawCategories: input.lawCategories,
    stores,
  });
}

/** Decides where each thing of a store lies in the package. */
function placed(stores: readonly PackagedStore[]): PlacedStore[] {
  const place = distinctPaths();
  return stores.map((source) => {
    const folder = safeName(source.store);
    const entry: StoreEntry = {
      store: source.store,
      state: source.state,
      note: source.note,
      collections: source.collections.map(({ sha256, ...finding }) => {
        const json = place(`data/${folder}`, safeName(finding.collection), '.json');
        return {
          collection: finding.collection,
          query: finding.query,
          pages: finding.pages,
          exhausted: finding.exhausted,
          count: finding.count,
          startedAt: finding.startedAt,
          finishedAt: finding.finishedAt,
          collectedSha256: sha256,
          withheld: finding.withheld,
          json,
          csv: json.replace(/\.json$/, '.csv'),
        };
      }),
      unreached: (source.unreached ?? []).map(({ collection }) => collection),
      files: source.files.map(({ name }) => {
        const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
        const stem = safeName(name.slice(0, name.length - ending.length));
        return place(`data/${folder}/files`, stem, ending.toLowerCase());
      }),
    };
    return { source, entry };
  });
}

async function partsOf(
  ports: Pick<Ports, 'vault'>,
  { source, entry }: PlacedStore,
): Promise<PackingPart[]> {
  const { vault } = ports;
  const tables = source.collections.flatMap((collection, index): PackingPart[] => {
    const place = entry.collections[index];
    if (place === undefined) return [];
    let columns: Set<string> | undefined;
    const rows = async () => rowsOf(await vault.get(collection.key), collection);
    return [
      {
        path: place.json,
        open: async () => {
          columns = new Set();
          return jsonArray(await rows(), columns);
        },
      },
      {
        path: place.csv,
        // Written after the JSON, whose pass over the rows has found the columns, unless a crash lies between.
        open: async () => csv(await rows(), columns ?? (await columnsOf(await rows()))),
      },
    ];
  });
  const files = await Promise.all(
    source.files.map(async ({ key, sha256 }, index): Promise<PackingPart[]> => {
      const path = entry.files[index];
      const known = await vault.head(key);
      if (path === undefined) return [];
      if (known === null || (sha256 !== undefined && known.sha256 !== sha256))
        throw new FindingMismatch(`${path} is not in the vault as it was found`);
      return [{ path, known, open: opening(ports, key) }];
    }),
  );
  return [...tables, ...files.flat()];
}

/** An object of the vault, from any byte on. */
const opening =
  ({ vault }: Pick<Ports, 'vault'>, key: string) =>
  (from: number): Promise<Readable> =>
    from === 0 ? vault.get(key) : vault.get(key, { start: from, end: Number.MAX_SAFE_INTEGER });

function signedManifest(
  { signer }: Pick<Ports, 'signer'>,
  input: PackageInput,
  stores: readonly PlacedStore[],
  listed: readonly ListedFile[],
): PackingPart[] {
  const manifest = () => {
    const itself = listed.findIndex(({ path }) => path === 'manifest.json');
    const content: Manifest = {
      format: FORMAT,
      ...headOf(input),
      issuedAt: input.issuedAt,
      stores: stores.map(({ entry }) => entry),
      files: itself < 0 ? [...listed] : listed.slice(0, itself),
    };
    return jsonFile(content);
  };
  const p7sSha256 = () => listed.find(({ path }) => path === 'manifest.p7s')?.sha256 ?? '';
  return [
    ready('manifest.json', manifest),
    {
      ...ready('manifest.p7s', () => signCms(signer, manifest(), new Date(input.issuedAt))),
      once: true,
    },
    { ...ready('manifest.jws', () => signJws(signer, manifest(), p7sSha256())), once: true },
  ];
}

type Content = Uint8Array | string;

/** As one piece, never as one piece a byte. */
function ready(path: string, content: () => Content | Promise<Content>): PackingPart {
  return {
    path,
    open: async () => Readable.from([Buffer.from(await content())], { objectMode: false }),
  };
}
