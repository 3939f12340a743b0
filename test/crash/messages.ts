/** What the test and the process to be killed tell each other. */
import { z } from 'zod';

export const Side = z.enum(['before', 'after']);
export type Side = z.infer<typeof Side>;

const Instant = z.strictObject({
  kind: z.string(),
  side: Side,
  /** The first such write, the second, … */
  occurrence: z.int().positive(),
});
/** Right before or right after a write of this kind. */
export type Instant = z.infer<typeof Instant>;

/** Everything that one life is to be: when it ends, and by how many ms its clock is ahead. */
const Life = z.strictObject({
  ask: z.literal('live'),
  deadly: z.array(Instant),
  ahead: z.number(),
});
export type Life = z.infer<typeof Life>;

export const fromParent = z.discriminatedUnion('ask', [
  Life,
  z.strictObject({ ask: z.literal('wait'), ahead: z.number() }),
  z.strictObject({ ask: z.literal('stop') }),
]);
export type FromParent = z.infer<typeof fromParent>;

export const Told = z.discriminatedUnion('told', [
  z.strictObject({ told: z.literal('loaded') }),
  z.strictObject({ told: z.literal('up'), firstSignIn: z.string().nullable() }),
  z.strictObject({ told: z.literal('wrote'), kinds: z.array(z.string()) }),
  z.strictObject({
    told: z.literal('dying'),
    side: Side,
    kinds: z.array(z.string()),
  }),
  z.strictObject({
    told: z.literal('log'),
    event: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
]);
export type Told = z.infer<typeof Told>;
