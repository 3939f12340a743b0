/** Everything handed over, as one signed zip, streamed from the vault into the vault. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DataCategory } from '../../core/data-map/categories.ts';
import type { Instant } from '../../core/ids.ts';
import type { Right, Words } from '../../core/law/rights.ts';
import { letterFor } from '../../core/letter/content.ts';
import type { LetterData } from '../../core/letter/data.ts';
import type { Ports } from '../../platform/ports.ts';
import { type FileSignatures, signFile } from './file-signatures.ts';
import { type CollectionOnPage, indexPage, type StoreOnPage } from './index-page.ts';
import { signedLetterPdf } from './letter-pdf.ts';
import { FORMAT, jsonFile, type ListedFile, type Manifest, type StoreEntry } from './manifest.ts';
import type { Receipt } from './receipt.ts';
import { csv, firstRows, jsonArray, rowsOf } from './rows.ts';
import { distinctPaths, measured, type Part, safeName, zipOf } from './zip.ts';

export interface PackageInput {
  letter: LetterData;
  issuedAt: Instant;
  rights: readonly { right: Right; outcome: string; decidedAt: Instant }[];
  /** Hash of the last commit of the case's log. */
  logHead: string;
  stores: readonly PackagedStore[];
}

export interface PackagedStore {
  store: string;
  title: Words;
  state: StoreEntry['state'];
  /** How a person searched, or why nobody could. */
  note: string | null;
  collections: readonly PackagedCollection[];
  /** Originals: pictures, documents. `name` as the rows have it. */
  files: readonly { key: string; name: string; bytes?: number; contentType?: string }[];
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
}

/**
 * Builds, signs and keeps the package under `<case>/answer/`. Memory does not grow with
 * the data. Run again after a crash, it makes the same package and puts it in the place
 * of the other, whole.
 * @throws {FindingMismatch} when the vault no longer holds what a finding says was found
 */
export async function assemblePackage(
  ports: Pick<Ports, 'vault' | 'signer' | 'timeStamps'>,
  input: PackageInput,
): Promise<AssembledPackage> {
  const { caseId } = input.letter;
  const issuedAt = new Date(input.issuedAt);
  const { pdf: letter, unstamped } = await signedLetterPdf(
    ports,
    letterFor(input.letter),
    issuedAt,
  );
  const letterKey = `${caseId}/answer/letter.pdf`;
  const kept = await ports.vault.put(letterKey, bytes(letter), 'application/pdf');
  const listed: ListedFile[] = [];
  let manifestSha256 = '';
  const stores = placed(input.stores);
  const receipt = jsonFile(receiptFor(input, kept.sha256));
  const signed = await signFile(ports.signer, receipt, issuedAt);
  const parts: Part[] = [
    ...[
      ready('letter.pdf', letter),
      ready('index.html', await pageOf(ports, input, stores)),
      ready('receipt.json', receipt),
      ready('receipt.p7s', signed.p7s),
      ready('receipt.jws', signed.jws),
      ready('data.json', jsonFile({ ...headOf(input), stores: stores.map(({ entry }) => entry) })),
      ...stores.flatMap((store) => partsOf(ports, store)),
    ].map((part) => listing(part, listed)),
    ...signedManifest(ports, input, stores, listed, (sha256) => {
      manifestSha256 = sha256;
    }),
  ];
  const stored = await ports.vault.put(
    `${caseId}/answer/package.zip`,
    zipOf(parts, issuedAt),
    'application/zip',
  );
  return {
    key: stored.key,
    sha256: stored.sha256,
    size: stored.size,
    letterKey,
    letterSha256: kept.sha256,
    manifestSha256,
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

function receiptFor({ letter, rights, logHead, issuedAt }: PackageInput, sha256: string): Receipt {
  return {
    format: 'kaiji-receipt/1',
    caseId: letter.caseId,
    organisation: letter.organisation.name,
    regime: letter.regime,
    receivedAt: letter.receivedAt,
    issuedAt,
    rights: [...rights],
    letterSha256: sha256,
    logHead,
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
    stores.push({ entry, title: source.title, collections, files });
  }
  return indexPage({ ...headOf(input), regime: input.letter.regime, stores });
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
      files: source.files.map(({ name }) => {
        const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
        const stem = safeName(name.slice(0, name.length - ending.length));
        return place(`files/${folder}`, stem, ending.toLowerCase());
      }),
    };
    return { source, entry };
  });
}

function partsOf({ vault }: Pick<Ports, 'vault'>, { source, entry }: PlacedStore): Part[] {
  const tables = source.collections.flatMap((collection, index): Part[] => {
    const place = entry.collections[index];
    if (place === undefined) return [];
    const columns = new Set<string>();
    const rows = async () => rowsOf(await vault.get(collection.key), collection);
    return [
      {
        path: place.json,
        open: async () => jsonArray(await rows(), columns),
      },
      // Written after the JSON, whose pass over the rows has found the columns.
      { path: place.csv, open: async () => csv(await rows(), columns) },
    ];
  });
  const files = source.files.flatMap(({ key }, index): Part[] => {
    const path = entry.files[index];
    return path === undefined ? [] : [{ path, open: () => vault.get(key) }];
  });
  return [...tables, ...files];
}

/** Measures a part while it is packed, for the manifest that comes last. */
function listing({ path, open }: Part, listed: ListedFile[]): Part {
  return { path, open: async () => measured(path, await open(), (file) => listed.push(file)) };
}

function signedManifest(
  { signer }: Pick<Ports, 'signer'>,
  input: PackageInput,
  stores: readonly PlacedStore[],
  listed: readonly ListedFile[],
  made: (sha256: string) => void,
): Part[] {
  let signed: FileSignatures | undefined;
  const signature = (kind: keyof FileSignatures): Part => ({
    path: `manifest.${kind}`,
    open: async () => {
      if (signed === undefined) throw new Error('a package is packed in order, its manifest first');
      return bytes(signed[kind]);
    },
  });
  return [
    {
      path: 'manifest.json',
      open: async () => {
        const content: Manifest = {
          format: FORMAT,
          ...headOf(input),
          issuedAt: input.issuedAt,
          stores: stores.map(({ entry }) => entry),
          files: [...listed],
        };
        const manifest = jsonFile(content);
        signed = await signFile(signer, manifest, new Date(input.issuedAt));
        made(createHash('sha256').update(manifest).digest('hex'));
        return bytes(manifest);
      },
    },
    signature('p7s'),
    signature('jws'),
  ];
}

function ready(path: string, content: Uint8Array | string): Part {
  return { path, open: async () => bytes(content) };
}

/** As one piece, never as one piece a byte. */
function bytes(content: Uint8Array | string): Readable {
  return Readable.from([Buffer.from(content)], { objectMode: false });
}
