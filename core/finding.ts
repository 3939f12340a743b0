/** What is known of one store for one case: found by machine, found by a person, or said to be missing. */
import { z } from 'zod';
import { Finding as StoreFinding } from './data-map/finding.ts';
import { StoreId } from './ids.ts';

export const Finding = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('complete'), store: StoreId, found: StoreFinding }),
  /** A person looked where the machine could not. */
  z.strictObject({
    status: z.literal('by-hand'),
    store: StoreId,
    held: z.boolean(),
    note: z.string(),
  }),
  /** Could not be asked; said in the letter, never hidden. */
  z.strictObject({ status: z.literal('left-out'), store: StoreId, reason: z.string() }),
]);
export type Finding = z.infer<typeof Finding>;

/** Whether the store holds anything of the person, as far as is known. */
export function holdsSomething(finding: Finding): boolean {
  switch (finding.status) {
    case 'complete':
      return finding.found.collections.some((collection) => collection.count > 0);
    case 'by-hand':
      return finding.held;
    case 'left-out':
      return false;
  }
}
