/** The signed list of everything in a package, and of how each store was searched. */
import { z } from 'zod';
import { Language } from '../../core/law/rights.ts';

export const FORMAT = 'kaiji-package/1';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const ListedFile = z.strictObject({
  path: z.string().min(1),
  size: z.int().min(0),
  sha256: Sha256,
});
export type ListedFile = z.infer<typeof ListedFile>;

export const StoreEntry = z.strictObject({
  store: z.string(),
  /** `left-out` could not be searched; `note` says why. */
  state: z.enum(['complete', 'by-hand', 'left-out']),
  note: z.string().nullable(),
  collections: z.array(
    z.strictObject({
      collection: z.string(),
      /** In words, without the values it was asked with. */
      query: z.string(),
      pages: z.int().min(0),
      /** The store said that nothing follows. */
      exhausted: z.boolean(),
      count: z.int().min(0),
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime(),
      /** SHA-256 of the rows as they were collected, one JSON object a line. */
      collectedSha256: Sha256,
      /** Kinds of values that are named but not handed out (L-14), and how many. */
      withheld: z.record(z.string(), z.int()),
      json: z.string(),
      csv: z.string(),
    }),
  ),
  /** Collections that were not asked, since nothing that is verified of the person leads there. */
  unreached: z.array(z.string()),
  files: z.array(z.string()),
});
export type StoreEntry = z.infer<typeof StoreEntry>;

export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  caseId: z.string(),
  organisation: z.string(),
  language: Language,
  issuedAt: z.iso.datetime(),
  stores: z.array(StoreEntry),
  /** Every file of the package but the manifest and its signatures. */
  files: z.array(ListedFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** For people and programs alike: two spaces, a line end last. */
export function jsonFile(content: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}
