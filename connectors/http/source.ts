/** What the data map says of a collection that an API gives. */
import { z } from 'zod';

export const Source = z.strictObject({
  /** `/v1/candidates`, or with the value in it: `/v1/candidates/{candidate_id}/notes`. */
  path: z.string().startsWith('/'),
  /** Query parameter by field: `{ "email": "email" }`. */
  params: z.record(z.string(), z.string()).default({}),
  /** Fields that make an item one. */
  key: z.array(z.string().min(1)).nonempty(),
  /** Where the list stands in the answer; `''` when the answer is the list. */
  items: z.string(),
  paging: z.discriminatedUnion('by', [
    /** The answer carries a cursor, which is sent back; null or '' at the end. */
    z.strictObject({ by: z.literal('cursor'), field: z.string(), param: z.string() }),
    /** The answer carries the next page's address on the same host; null or '' at the end. */
    z.strictObject({ by: z.literal('link'), field: z.string() }),
    /** One answer is all. */
    z.strictObject({ by: z.literal('none') }),
  ]),
  pageSize: z.strictObject({ param: z.string(), value: z.int().positive() }).optional(),
  /** For paths with a value in them: 404 means that there is nothing. */
  notFoundIsEmpty: z.boolean().default(false),
});
export type Source = z.infer<typeof Source>;
