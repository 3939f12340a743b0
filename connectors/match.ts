/**
 * Compares what a person says of themselves with what the stores hold (L-10). Reads only
 * collections that identify, and those that lead to them; keeps nothing; gives a number.
 */
import type { Identity } from '../core/data-map/identity.ts';
import { IdentityKind } from '../core/data-map/identity.ts';
import { type DataMap, fieldKey } from '../core/data-map.ts';
import type { StoreId } from '../core/ids.ts';
import { byPerson, type CandidateRow, type MatchRules, matchPoints } from '../core/match-points.ts';
import { valuesAt } from '../core/redaction.ts';
import {
  bind,
  type CollectionQuery,
  type Found,
  planTraversal,
  type StorePlan,
} from '../core/traversal.ts';
import { type Connector, isStoreError, StoreUnavailable } from './connector.ts';
import { openStore } from './registry.ts';
import type { Environment } from './settings.ts';

export interface MatchRequest extends MatchRules {
  /** Count with the stores that answer, instead of failing when one does not. */
  anyway: boolean;
}

export interface MatchResult {
  matched: number;
  storesAsked: StoreId[];
  /** Did not answer, or could not be read; their rows counted for nothing. */
  storesSilent: StoreId[];
}

/** More rows of one collection tell nothing new of who somebody is. */
const ROWS_ENOUGH = 500;

/** @throws {StoreUnavailable} unless `anyway` */
export async function matchClaims(
  { map, environment }: { map: DataMap; environment: Environment },
  claims: Identity,
  request: MatchRequest,
): Promise<MatchResult> {
  const kinds = IdentityKind.options.filter((kind) => (claims[kind] ?? []).length > 0);
  const { stores } = planTraversal(map, kinds);
  const storesSilent: StoreId[] = [];
  const reads = stores.map(async (plan) => {
    try {
      return await rowsOf(map, plan, claims, environment);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (error instanceof StoreUnavailable && !request.anyway) throw error;
      storesSilent.push(plan.store);
      return [];
    }
  });
  const rows = (await settledAll(reads)).flat();
  return {
    matched: matchPoints(claims, byPerson(rows), request),
    storesAsked: stores.map(({ store }) => store),
    storesSilent,
  };
}

/** Waits for all before it throws, so that no read goes on behind the caller's back. */
async function settledAll<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function rowsOf(
  map: DataMap,
  plan: StorePlan,
  claims: Identity,
  environment: Environment,
): Promise<CandidateRow[]> {
  const found: Found = {};
  const rows: CandidateRow[] = [];
  for (const { queries, ...address } of [...plan.leads, plan]) {
    const connector = await openStore(address, environment);
    try {
      for (const query of queries)
        rows.push(...(await readSome(map, address.store, connector, query, claims, found)));
    } finally {
      await connector.close();
    }
  }
  return rows;
}

async function readSome(
  map: DataMap,
  store: StoreId,
  connector: Connector,
  query: CollectionQuery,
  claims: Identity,
  found: Found,
): Promise<CandidateRow[]> {
  const collection = map.stores
    .find(({ id }) => id === store)
    ?.collections.find(({ id }) => id === query.collection);
  const identities = collection?.identities ?? {};
  if (Object.keys(identities).length === 0 && query.keep.length === 0) return [];
  const bound = bind(query, claims, found);
  if (bound.alternatives.length === 0) return [];
  const rows: CandidateRow[] = [];
  for await (const page of connector.read(bound)) {
    rows.push(...page.rows.map((row) => ({ row, identities, links: linksOf(store, query, row) })));
    if (rows.length >= ROWS_ENOUGH) break;
  }
  for (const field of query.keep)
    found[fieldKey(store, query.collection, field)] = [
      ...new Set(rows.flatMap(({ row }) => valuesAt(row, field))),
    ];
  return rows;
}

/** What ties a row to others: the identifiers it gives on, and those by which it was reached. */
function linksOf(store: StoreId, query: CollectionQuery, row: CandidateRow['row']): string[] {
  const given = query.keep.flatMap((field) =>
    valuesAt(row, field).map((value) => `${fieldKey(store, query.collection, field)}=${value}`),
  );
  const taken = query.alternatives
    .flat()
    .flatMap((condition) =>
      condition.kind === 'found'
        ? valuesAt(row, condition.field).map((value) => `${condition.from}=${value}`)
        : [],
    );
  return [...given, ...taken];
}
