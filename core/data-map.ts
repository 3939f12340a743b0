/**
 * The data map: which stores hold personal data, in which collections and fields,
 * what each field is, how a person is found in it and who else receives it. A file
 * that the company keeps; parsed once, at the door. What a connector needs to know
 * of a collection (`source`) is opaque here and parsed by the connector.
 */
import { z } from 'zod';
import { DataCategory, Provision, Words } from './data-map/categories.ts';
import { faultsOf } from './data-map/faults.ts';
import { IdentityKind, ReachKind, UniqueKind } from './data-map/identity.ts';
import { StoreId } from './ids.ts';
import { WithheldKindId } from './law/withheld.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);

/** A field by name; dots lead into nested objects, and into each element of a list. */
const FieldPath = z.string().regex(/^[^\s.]+(\.[^\s.]+)*$/);

/** A value as it stands, or the name of the environment variable that holds it. Secrets only ever by name. */
export const Setting = z.union([
  z.string(),
  z.strictObject({ env: z.string().regex(/^[A-Z][A-Z0-9_]*$/), optional: z.boolean().optional() }),
]);
export type Setting = z.infer<typeof Setting>;

export const Field = z.strictObject({
  name: FieldPath,
  category: DataCategory,
  /** Never released, only named by this kind (L-14). */
  withheld: WithheldKindId.optional(),
  /** The value is a file: its content in base64, or the address at which the store gives it. */
  file: z.enum(['base64', 'url']).optional(),
});
export type Field = z.infer<typeof Field>;

/**
 * One way to a person's rows: by what is verified of them (several kinds: all of
 * them together), or because `on` holds a value found in another collection.
 */
export const Reach = z.union([
  z.strictObject({ by: z.array(ReachKind).nonempty() }),
  z.strictObject({
    on: FieldPath,
    from: z.strictObject({ store: StoreId.optional(), collection: Id, field: FieldPath }),
  }),
]);
export type Reach = z.infer<typeof Reach>;

export const Collection = z.strictObject({
  id: Id,
  name: Words,
  source: z.record(z.string(), z.json()),
  fields: z.array(Field).nonempty(),
  /** Which fields identify: for each kind the alternatives, each the fields to be read as one. */
  identities: z.partialRecord(IdentityKind, z.array(z.array(FieldPath).nonempty())).default({}),
  reach: z.array(Reach).nonempty(),
  /** Ids of the lists below. */
  sources: z.array(Id).nonempty(),
  purposes: z.array(Id).nonempty(),
  recipients: z.array(Id).default([]),
  /** Its rows are records of provision to third parties, or of receipt from them. */
  provision: Provision.optional(),
});
export type Collection = z.infer<typeof Collection>;

export const StoreEntry = z.strictObject({
  id: StoreId,
  kind: Id,
  name: Words,
  /** The service to which it belongs, as the policy calls it. */
  service: z.string().min(1),
  connection: z.record(z.string(), Setting),
  collections: z.array(Collection).nonempty(),
});
export type StoreEntry = z.infer<typeof StoreEntry>;

const Recipient = z.strictObject({ id: Id, name: Words, members: z.array(z.string()).default([]) });
const Listed = z.strictObject({ id: Id, name: Words });

export const DataMap = z
  .strictObject({
    /** Changes whenever the file does; a case keeps the one under which it was planned. */
    version: z.string().min(1),
    company: Words,
    /** Identifiers that are one person's alone and find rows by themselves. */
    unique: z.array(UniqueKind).default(['email', 'account']),
    sources: z.array(Listed).nonempty(),
    purposes: z.array(Listed).nonempty(),
    recipients: z.array(Recipient).default([]),
    stores: z.array(StoreEntry).nonempty(),
  })
  .superRefine((map, context) => {
    for (const fault of faultsOf(map))
      context.addIssue({ code: 'custom', path: fault.path, message: fault.message });
  });
export type DataMap = z.infer<typeof DataMap>;

export class BadDataMap extends Error {
  override readonly name = 'BadDataMap';
}

/**
 * @param file the file's parsed JSON
 * @throws {BadDataMap} that says every fault with its place
 */
export function parseDataMap(file: unknown): DataMap {
  const parsed = DataMap.safeParse(file);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new BadDataMap(`the data map has ${faults.length} faults\n${faults.join('\n')}`);
}

/** The key under which identifiers found in a field are handed on: `kikokugo.users.id`. */
export function fieldKey(store: string, collection: string, field: string): string {
  return `${store}.${collection}.${field}`;
}
