/**
 * From what is verified of a person to the queries that find their rows. The plan
 * is plain JSON without any personal value: it says which kinds of identifier and
 * which found identifiers go where, and is frozen on the case together with the part
 * of the data map it needs, so that a map changed later breaks no case in flight.
 */
import { z } from 'zod';
import { Provision, Words } from './data-map/categories.ts';
import { acceptedForms, type Identity, IdentityKind, normalForm } from './data-map/identity.ts';
import {
  type Collection,
  type DataMap,
  Field,
  fieldKey,
  type Reach,
  Setting,
  type StoreEntry,
} from './data-map.ts';
import { StoreId } from './ids.ts';
import { type Row, valuesAt } from './redaction.ts';

/** One thing that must hold of a row. */
const Condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identity'),
    identity: IdentityKind,
    /** Alternatives; each the fields that are read as one. */
    columns: z.array(z.array(z.string())),
  }),
  z.strictObject({ kind: z.literal('found'), field: z.string(), from: z.string() }),
]);
type Condition = z.infer<typeof Condition>;

export const CollectionQuery = z.strictObject({
  collection: z.string(),
  name: Words,
  source: z.record(z.string(), z.json()),
  fields: z.array(Field),
  /** A row belongs to the person when all conditions of any one alternative hold. */
  alternatives: z.array(z.array(Condition)),
  /** Fields whose values lead to other collections. */
  keep: z.array(z.string()),
  provision: Provision.optional(),
});
export type CollectionQuery = z.infer<typeof CollectionQuery>;

const Queries = z.array(CollectionQuery);

/** How a store is opened. */
export const StoreAddress = z.strictObject({
  store: StoreId,
  kind: z.string(),
  connection: z.record(z.string(), Setting),
});
export type StoreAddress = z.infer<typeof StoreAddress>;

export const StorePlan = StoreAddress.extend({
  name: Words,
  service: z.string(),
  /**
   * What must be asked of other stores first, for identifiers that lead here. Asked anew
   * for each store, so that stores can be collected in any order and at the same time.
   */
  leads: z.array(StoreAddress.extend({ queries: Queries })),
  queries: Queries,
  /** Collections to which nothing that is verified leads; said in the finding, never silent. */
  outOfReach: z.array(z.string()),
});
export type StorePlan = z.infer<typeof StorePlan>;

export const TraversalPlan = z.strictObject({
  mapVersion: z.string(),
  stores: z.array(StorePlan),
});
export type TraversalPlan = z.infer<typeof TraversalPlan>;

/** Identifiers found so far, by `store.collection.field`. */
export const Found = z.record(z.string(), z.array(z.string()));
export type Found = z.infer<typeof Found>;

/** `provision-records`: only the collections that the map marks as such, and whatever leads to them. */
export type Scope = 'everything' | 'provision-records';

/**
 * @param verified the kinds of identifier that were verified; a claim that nobody
 *   checked must not be among them
 */
export function planTraversal(
  map: DataMap,
  verified: readonly IdentityKind[],
  scope: Scope = 'everything',
): TraversalPlan {
  const reached = new Set<string>();
  const planned: StorePlan[] = [];
  while (planned.length < map.stores.length) {
    const done = planned.map(({ store }) => store);
    const next = map.stores.find(
      (store) => !done.includes(store.id) && needs(store).every((other) => done.includes(other)),
    );
    if (!next) throw new RangeError('the stores refer to each other in a circle');
    planned.push(planStore(map, next, verified, reached, planned));
  }
  const asked =
    scope === 'everything'
      ? planned
      : planned.flatMap((_store, at) => provisionRecords(map, planned.slice(0, at + 1)));
  const stores = map.stores.flatMap(({ id }) => asked.filter(({ store }) => store === id));
  return { mapVersion: map.version, stores };
}

/**
 * The last of these stores with its records of provision alone. Its other collections are read only
 * where they lead to those, and then as a lead: for identifiers, with no row kept.
 */
function provisionRecords(map: DataMap, planned: readonly StorePlan[]): StorePlan[] {
  const store = planned.at(-1);
  const entry = map.stores.find(({ id }) => id === store?.store);
  const marked = entry?.collections.filter(({ provision }) => provision).map(({ id }) => id) ?? [];
  if (!store || marked.length === 0) return [];
  const queries = store.queries.filter(({ provision }) => provision);
  const outOfReach = store.outOfReach.filter((id) => marked.includes(id));
  return [{ ...store, queries, leads: leadsTo(queries, planned), outOfReach }];
}

function needs(store: StoreEntry): StoreId[] {
  const others = store.collections
    .flatMap((collection) => collection.reach)
    .flatMap((reach) => ('on' in reach && reach.from.store ? [reach.from.store] : []))
    .filter((other) => other !== store.id);
  return [...new Set(others)];
}

function planStore(
  map: DataMap,
  store: StoreEntry,
  verified: readonly IdentityKind[],
  reached: Set<string>,
  planned: readonly StorePlan[],
): StorePlan {
  const queries: CollectionQuery[] = [];
  let waiting = store.collections;
  while (waiting.length > 0) {
    const settled = waiting.filter((collection) => !dependsOnAny(store, collection, waiting));
    if (settled.length === 0)
      throw new RangeError(`collections of '${store.id}' refer to each other in a circle`);
    for (const collection of settled) {
      const alternatives = collection.reach
        .map((reach) => conditionsOf(store, collection, reach, verified, reached))
        .filter((conditions) => conditions !== null);
      if (alternatives.length === 0) continue;
      reached.add(`${store.id}.${collection.id}`);
      const { id, name, source, fields, provision } = collection;
      const keep = referencedFields(map, store, collection);
      queries.push({
        collection: id,
        name,
        source,
        fields,
        alternatives,
        keep,
        ...(provision && { provision }),
      });
    }
    waiting = waiting.filter((collection) => !settled.includes(collection));
  }
  const { id, kind, name, service, connection } = store;
  const outOfReach = store.collections
    .map((collection) => collection.id)
    .filter((collection) => !reached.has(`${store.id}.${collection}`));
  const leads = leadsTo(queries, planned);
  return { store: id, kind, connection, name, service, leads, queries, outOfReach };
}

/** Of the stores before, those queries (narrowed to what leads on) whose identifiers these need. */
function leadsTo(
  queries: readonly CollectionQuery[],
  planned: readonly StorePlan[],
): StorePlan['leads'] {
  const wanted = new Set(queries.flatMap(originsOf));
  const leads: StorePlan['leads'] = [];
  for (const { store, kind, connection, queries: theirs } of planned.toReversed()) {
    const leading: CollectionQuery[] = [];
    for (const query of theirs.toReversed()) {
      const keep = query.keep.filter((field) =>
        wanted.has(fieldKey(store, query.collection, field)),
      );
      if (keep.length === 0) continue;
      for (const origin of originsOf(query)) wanted.add(origin);
      leading.unshift(narrowed(query, keep));
    }
    if (leading.length > 0) leads.unshift({ store, kind, connection, queries: leading });
  }
  return leads;
}

function originsOf(query: CollectionQuery): string[] {
  return query.alternatives
    .flat()
    .flatMap((condition) => (condition.kind === 'found' ? [condition.from] : []));
}

function narrowed(query: CollectionQuery, keep: string[]): CollectionQuery {
  const compared = query.alternatives
    .flat()
    .flatMap((condition) =>
      condition.kind === 'found' ? [condition.field] : condition.columns.flat(),
    );
  const names = new Set([...keep, ...compared]);
  return { ...query, keep, fields: query.fields.filter(({ name }) => names.has(name)) };
}

function dependsOnAny(
  store: StoreEntry,
  collection: Collection,
  others: readonly Collection[],
): boolean {
  return collection.reach.some(
    (reach) =>
      'on' in reach &&
      (reach.from.store ?? store.id) === store.id &&
      others.some((other) => other.id === reach.from.collection),
  );
}

/** `null` when this way is closed: not all of its kinds are verified, or its origin is out of reach. */
function conditionsOf(
  store: StoreEntry,
  collection: Collection,
  reach: Reach,
  verified: readonly IdentityKind[],
  reached: ReadonlySet<string>,
): Condition[] | null {
  if ('by' in reach) {
    if (!reach.by.every((kind) => verified.includes(kind))) return null;
    return reach.by.map((identity) => ({
      kind: 'identity',
      identity,
      columns: collection.identities[identity] ?? [],
    }));
  }
  const origin = reach.from.store ?? store.id;
  if (!reached.has(`${origin}.${reach.from.collection}`)) return null;
  const from = fieldKey(origin, reach.from.collection, reach.from.field);
  return [{ kind: 'found', field: reach.on, from }];
}

function referencedFields(map: DataMap, store: StoreEntry, collection: Collection): string[] {
  const fields = map.stores.flatMap((other) =>
    other.collections
      .flatMap((entry) => entry.reach)
      .flatMap((reach) => ('on' in reach ? [reach.from] : []))
      .filter((from) => (from.store ?? other.id) === store.id && from.collection === collection.id)
      .map((from) => from.field),
  );
  return [...new Set(fields)];
}

/** A condition with its values: any of `forms` in any of `columns`, compared in the normal form of `as`. */
export interface BoundCondition {
  /** `exact`: found identifiers, compared as they are. */
  as: IdentityKind | 'exact';
  columns: readonly (readonly string[])[];
  /** Normal forms. */
  forms: readonly string[];
  /** The values as the person wrote them, for stores that can only compare whole keys. */
  written: readonly string[];
}

export interface BoundQuery {
  query: CollectionQuery;
  /** Empty when there is no value to look for: then nothing needs to be asked. */
  alternatives: readonly (readonly BoundCondition[])[];
}

/** Puts the values in. An alternative with a condition without values can match nothing and is left out. */
export function bind(query: CollectionQuery, identity: Identity, found: Found): BoundQuery {
  const alternatives = query.alternatives
    .map((conditions) => conditions.map((condition) => bound(condition, identity, found)))
    .filter((conditions) => conditions.every(({ forms }) => forms.length > 0));
  return { query, alternatives };
}

function bound(condition: Condition, identity: Identity, found: Found): BoundCondition {
  if (condition.kind === 'found') {
    const values = found[condition.from] ?? [];
    return { as: 'exact', columns: [[condition.field]], forms: values, written: values };
  }
  const written = identity[condition.identity] ?? [];
  const forms = acceptedForms(condition.identity, written);
  return { as: condition.identity, columns: condition.columns, forms, written };
}

/** Whether a row is the person's, judged here: for stores whose own comparison is coarser than ours. */
export function rowMatches(row: Row, { alternatives }: BoundQuery): boolean {
  return alternatives.some((conditions) =>
    conditions.every((condition) => conditionHolds(row, condition)),
  );
}

export function conditionHolds(row: Row, { as, columns, forms }: BoundCondition): boolean {
  return columns.some((fields) =>
    textsOf(row, fields).some((text) =>
      forms.includes(as === 'exact' ? text : normalForm(as, text)),
    ),
  );
}

/** Several fields are read as one text (family and given name); one field may hold a list. */
export function textsOf(row: Row, fields: readonly string[]): string[] {
  const [only, ...others] = fields;
  if (only !== undefined && others.length === 0) return valuesAt(row, only);
  const parts = fields.flatMap((field) => valuesAt(row, field));
  return parts.length === 0 ? [] : [parts.join(' ')];
}

const IDENTITY_WORDS: Record<IdentityKind, Words> = {
  email: { en: 'e-mail address', ja: 'メールアドレス' },
  account: { en: 'account', ja: 'アカウント' },
  'line-id': { en: 'LINE ID', ja: 'LINE ID' },
  phone: { en: 'phone number', ja: '電話番号' },
  name: { en: 'name', ja: '氏名' },
  'date-of-birth': { en: 'date of birth', ja: '生年月日' },
  address: { en: 'address', ja: '住所' },
  school: { en: 'school', ja: '学校' },
  employer: { en: 'employer', ja: '勤務先' },
};

/** The query for people to read, in the finding and the manifest: no personal value in it. */
export function queryInWords(query: CollectionQuery): Words {
  const ways = query.alternatives.map((conditions) => conditions.map(conditionInWords));
  return {
    en: ways.map((way) => way.map(({ en }) => en).join(' and ')).join('; or '),
    ja: ways.map((way) => way.map(({ ja }) => ja).join('、かつ')).join('。または'),
  };
}

function conditionInWords(condition: Condition): Words {
  if (condition.kind === 'found')
    return {
      en: `${condition.field} is one of those found in ${condition.from}`,
      ja: `${condition.field} が ${condition.from} で見つかった値のいずれかに一致`,
    };
  const { en, ja } = IDENTITY_WORDS[condition.identity];
  return { en: `the ${en} is the verified one`, ja: `${ja}が確認済みのものと一致` };
}
