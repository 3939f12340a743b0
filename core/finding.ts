/** What one store returned for one case, with its proof of completeness. */
import { z } from 'zod';
import { StoreId } from './ids.ts';

export const CollectionFinding = z.strictObject({
  collection: z.string(),
  /** The query in words, without the personal values it was asked with. */
  query: z.string(),
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
});
export type CollectionFinding = z.infer<typeof CollectionFinding>;

export const Finding = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('complete'),
    store: StoreId,
    collections: z.array(CollectionFinding),
  }),
  /** A person looked where the machine could not. */
  z.strictObject({
    status: z.literal('by-hand'),
    store: StoreId,
    held: z.boolean(),
    note: z.string(),
    collections: z.array(CollectionFinding),
  }),
  /** Could not be asked; said in the letter, never hidden. */
  z.strictObject({ status: z.literal('left-out'), store: StoreId, reason: z.string() }),
]);
export type Finding = z.infer<typeof Finding>;
