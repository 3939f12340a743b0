/**
 * Names for things. Each is a branded string, so that a task token can never be
 * passed where a case id is meant. Random parts come in as bytes: core draws no
 * randomness of its own.
 */
import { z } from 'zod';

/** `KJ-7F3K2-9QXM4`: Crockford base 32, 50 random bits, said easily over the phone. */
export const CaseId = z
  .string()
  .regex(/^KJ-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  .brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

/** `<case id>/<purpose>`: one task of one case, the same after every retry. */
export const TaskId = z
  .string()
  .regex(/^KJ-[0-9A-Z]{5}-[0-9A-Z]{5}\/[a-z0-9-]+(\.[0-9]+)?(#[0-9]+)?$/)
  .brand<'TaskId'>();
export type TaskId = z.infer<typeof TaskId>;

/** What the workflow engine gave for one wait. Opaque; a capability, so never logged or shown. */
export const TaskToken = z.string().min(1).max(2048).brand<'TaskToken'>();
export type TaskToken = z.infer<typeof TaskToken>;

/** A store of the data map. */
export const StoreId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,40}$/)
  .brand<'StoreId'>();
export type StoreId = z.infer<typeof StoreId>;

/** A point in time, UTC, RFC 3339 with milliseconds: `2026-11-19T08:00:00.000Z`. */
export type Instant = string;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What the random part of a case id may begin with, in order. */
export const FIRST_LETTERS: readonly string[] = Array.from(CROCKFORD);

/** Ten letters from ten random bytes (five bits of each are used). */
export function caseIdFrom(random: Uint8Array): CaseId {
  const letters = Array.from(random.subarray(0, 10), (byte) => CROCKFORD[byte & 31]).join('');
  return CaseId.parse(`KJ-${letters.slice(0, 5)}-${letters.slice(5)}`);
}

export function taskIdFor(caseId: CaseId, purpose: string, round = 1): TaskId {
  return TaskId.parse(round === 1 ? `${caseId}/${purpose}` : `${caseId}/${purpose}#${round}`);
}
