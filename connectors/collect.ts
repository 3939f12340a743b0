/**
 * Collects one store for one case: every row of the person, as NDJSON into the vault,
 * a page at a time and no faster than the vault takes it. What comes back is the
 * finding: numbers and hashes only. A store that fails halfway fails as a whole.
 */
import type { Identity } from '../core/data-map/identity.ts';
import type { Finding } from '../core/finding.ts';
import type { CaseId } from '../core/ids.ts';
import { bind, type CollectionQuery, type Found, type StorePlan } from '../core/traversal.ts';
import type { Clock, Vault } from '../platform/ports.ts';
import { CollectionRun, type Keep } from './collect/collection.ts';
import type { Connector } from './connector.ts';
import { openStore } from './registry.ts';
import type { Environment } from './settings.ts';

export interface CollectRequest {
  caseId: CaseId;
  plan: StorePlan;
  /** What is verified of the person; kinds that the plan did not count on are not used. */
  identity: Identity;
  keep: Keep;
}

export interface CollectPorts {
  vault: Vault;
  clock: Clock;
  environment: Environment;
}

export type CompleteFinding = Extract<Finding, { status: 'complete' }>;

/** Where what a store gave stands in the vault: `KJ-…/collected/kikokugo/users.ndjson`. */
export function collectedPrefix(caseId: CaseId, store: string): string {
  return `${caseId}/collected/${store}`;
}

/**
 * Safe to repeat: everything is written anew under the same keys.
 * @throws {StoreUnavailable | StoreRefused | StoreMisconfigured} of this store, or of one that
 *   leads to it: without its identifiers nobody could say that this one was read whole
 */
export async function collectStore(
  ports: CollectPorts,
  { caseId, plan, identity, keep }: CollectRequest,
  signal?: AbortSignal,
): Promise<CompleteFinding> {
  const found: Found = {};
  for (const lead of plan.leads)
    await withStore(await openStore(lead, ports.environment), async (connector) => {
      for (const query of lead.queries)
        Object.assign(found, await identifiersOf(connector, lead.store, query, identity, found));
    });
  const collections = await withStore(
    await openStore(plan, ports.environment),
    async (connector) => {
      const findings: CompleteFinding['collections'] = [];
      for (const query of plan.queries) {
        const way = { ...ports, connector, keep, prefix: collectedPrefix(caseId, plan.store) };
        const run = new CollectionRun(plan.store, query);
        findings.push(await run.collect(way, bind(query, identity, found), signal));
        Object.assign(found, run.found());
      }
      return findings;
    },
  );
  return { status: 'complete', store: plan.store, collections, outOfReach: plan.outOfReach };
}

/** Reads a collection of another store only for what leads on from it. */
async function identifiersOf(
  connector: Connector,
  store: string,
  query: CollectionQuery,
  identity: Identity,
  found: Found,
): Promise<Found> {
  const run = new CollectionRun(store, query);
  await run.follow(connector, bind(query, identity, found));
  return run.found();
}

async function withStore<T>(
  connector: Connector,
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}
