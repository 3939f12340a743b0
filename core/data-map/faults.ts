/** What no schema says: that the map's parts fit together and that no way to a row is too weak. */
import type { z } from 'zod';
import type { Collection, Reach, StoreEntry } from '../data-map.ts';
import type { IdentityKind, UniqueKind } from './identity.ts';

type Fault = { path: (string | number)[]; message: string };
type Listed = { id: string };
interface Parts {
  unique: z.infer<typeof UniqueKind>[];
  sources: Listed[];
  purposes: Listed[];
  recipients: Listed[];
  stores: StoreEntry[];
}

export function faultsOf(map: Parts): Fault[] {
  return [
    ...repeated(map.stores, ['stores']),
    ...map.stores.flatMap((store, at) =>
      repeated(store.collections, ['stores', at, 'collections']),
    ),
    ...everyCollection(map).flatMap(({ store, collection, path }) => [
      ...fieldFaults(collection, path),
      ...reachFaults(map, store, collection, path),
      ...unknown(map.sources, collection.sources, [...path, 'sources']),
      ...unknown(map.purposes, collection.purposes, [...path, 'purposes']),
      ...unknown(map.recipients, collection.recipients, [...path, 'recipients']),
    ]),
    ...circles(map),
  ];
}

type Place = { store: StoreEntry; collection: Collection; path: (string | number)[] };

function everyCollection(map: Parts): Place[] {
  return map.stores.flatMap((store, s) =>
    store.collections.map((collection, c) => ({
      store,
      collection,
      path: ['stores', s, 'collections', c],
    })),
  );
}

function repeated(list: readonly Listed[], path: (string | number)[]): Fault[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, at) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [...path, at, 'id'], message: `'${id}' is there twice` }];
  });
}

function unknown(
  known: readonly Listed[],
  ids: readonly string[],
  path: (string | number)[],
): Fault[] {
  return ids
    .filter((id) => !known.some((entry) => entry.id === id))
    .map((id) => ({ path, message: `'${id}' is not one of ${known.map((k) => k.id).join(', ')}` }));
}

function fieldFaults(collection: Collection, path: (string | number)[]): Fault[] {
  const names = collection.fields.map((field) => field.name);
  const doubled = names.filter((name, at) => names.indexOf(name) !== at);
  const nested = names.filter((name) => names.some((other) => name.startsWith(`${other}.`)));
  const used = Object.values(collection.identities).flat(2);
  const withheld = collection.fields.filter((field) => field.withheld).map((field) => field.name);
  return [
    ...collection.fields
      .filter(({ name, file }) => file && name.includes('.'))
      .map(({ name }) => `file field '${name}' must not be nested`),
    ...doubled.map((name) => `field '${name}' is there twice`),
    ...nested.map((name) => `field '${name}' lies within another declared field`),
    ...used.filter((name) => !lies(name, names)).map((name) => `'${name}' is no field of it`),
    ...used.filter((name) => lies(name, withheld)).map((name) => `'${name}' is withheld (L-14)`),
  ].map((message) => ({ path, message }));
}

/** In one of the fields, or at a place within one. */
function lies(name: string, fields: readonly string[]): boolean {
  return fields.some((field) => name === field || name.startsWith(`${field}.`));
}

function reachFaults(
  map: Parts,
  store: StoreEntry,
  collection: Collection,
  path: (string | number)[],
): Fault[] {
  return collection.reach.flatMap((reach, at) =>
    (
      ('by' in reach ? tooWeak(map.unique, collection, reach.by) : dangling(map, store, reach)) ??
      []
    ).map((message) => ({ path: [...path, 'reach', at], message })),
  );
}

/** A shared phone or a namesake alone must not lead to anybody's rows. */
function tooWeak(
  unique: readonly string[],
  collection: Collection,
  by: readonly IdentityKind[],
): string[] {
  const undeclared = by.filter((kind) => (collection.identities[kind] ?? []).length === 0);
  const strong = by.some((kind) => unique.includes(kind));
  const named = by.includes('name') && new Set(by).size >= 2;
  return [
    ...undeclared.map((kind) => `'identities' says no field for '${kind}'`),
    ...(strong || named
      ? []
      : [`'${by.join(' + ')}' may be shared: use ${unique.join(' or ')}, or name with another`]),
  ];
}

type FromReach = Extract<Reach, { on: string }>;

function dangling(map: Parts, store: StoreEntry, { from }: FromReach): string[] {
  const home = map.stores.find((entry) => entry.id === (from.store ?? store.id));
  const target = home?.collections.find((entry) => entry.id === from.collection);
  const field = target?.fields.find((entry) => entry.name === from.field);
  const place = `${from.store ?? store.id}.${from.collection}.${from.field}`;
  if (!field) return [`refers to '${place}', which the map does not have`];
  return field.withheld ? [`refers to '${place}', which is withheld (L-14)`] : [];
}

/** Collections, and stores, must have an order in which each comes after those it is reached from. */
function circles(map: Parts): Fault[] {
  const within = new Map<string, Set<string>>();
  const between = new Map<string, Set<string>>();
  for (const { store, collection } of everyCollection(map)) {
    const before = collection.reach.flatMap((reach) => ('on' in reach ? [reach.from] : []));
    within.set(
      `${store.id}.${collection.id}`,
      new Set(before.map((from) => `${from.store ?? store.id}.${from.collection}`)),
    );
    const others = between.get(store.id) ?? new Set();
    for (const { store: other } of before) if (other && other !== store.id) others.add(other);
    between.set(store.id, others);
  }
  return [...unordered(within), ...unordered(between)].map((id) => ({
    path: ['stores'],
    message: `'${id}' is reached from itself; references must not run in a circle`,
  }));
}

function unordered(before: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  let rest = [...before.keys()];
  for (;;) {
    const ready = rest.filter((id) =>
      [...(before.get(id) ?? [])].every((other) => done.has(other) || !before.has(other)),
    );
    if (ready.length === 0) return rest;
    for (const id of ready) done.add(id);
    rest = rest.filter((id) => !done.has(id));
  }
}
