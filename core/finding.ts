/** What one store returned for one case, with its proof of completeness. */
import { z } from 'zod';
import { DataCategory, Provision } from './data-map/categories.ts';
import { StoreId } from './ids.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that stood in a row (a photograph) and is kept beside the rows; the row names its last part. */
export const FoundFile = z.strictObject({
  key: z.string(),
  bytes: z.int().min(0),
  sha256: Sha256,
  contentType: z.string(),
});
export type FoundFile = z.infer<typeof FoundFile>;

export const CollectionFinding = z.strictObject({
  collection: z.string(),
  /** The query in words, without the personal values it was asked with. */
  query: z.string(),
  queryJa: z.string().optional(),
  /** `false`: no identifier led here, so that there was nothing to ask for. */
  asked: z.boolean().optional(),
  pages: z.int().min(0),
  /** The store said that nothing follows. */
  exhausted: z.literal(true),
  count: z.int().min(0),
  bytes: z.int().min(0),
  /** Of the NDJSON as kept in the vault, before encryption. */
  sha256: z.string(),
  /** Where in the vault. */
  key: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Withheld fields by kind (L-14): how many values were replaced. */
  withheld: z.record(z.string(), z.int()),
  /** Rows that the store gave and that are not the person's: dropped. */
  passedOver: z.int().min(0).optional(),
  /** Fields that the store has and the data map does not: not released, to be judged. */
  undeclared: z.array(z.string()).optional(),
  /** Categories that hold something (P-1), for know-categories. */
  categories: z.array(DataCategory).optional(),
  files: z.array(FoundFile).optional(),
  /** What it holds are records of provision: all that `appi.disclose-provision` reaches. */
  provision: Provision.optional(),
});
export type CollectionFinding = z.infer<typeof CollectionFinding>;

export const Finding = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('complete'),
    store: StoreId,
    collections: z.array(CollectionFinding),
    /** Collections to which nothing that is verified of the person leads: said, never silent. */
    outOfReach: z.array(z.string()).optional(),
  }),
  /** A person looked where the machine could not. */
  z.strictObject({
    status: z.literal('by-hand'),
    store: StoreId,
    held: z.boolean(),
    collections: z.array(CollectionFinding),
  }),
  /** Could not be asked; said in the letter, never hidden. */
  z.strictObject({ status: z.literal('left-out'), store: StoreId }),
]);
export type Finding = z.infer<typeof Finding>;
