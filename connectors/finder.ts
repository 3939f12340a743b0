/**
 * All that the steps and the console need of the stores: compare claims, plan, collect,
 * see who answers. Holds no connection between calls.
 */
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import type { Claims } from '../core/case/events.ts';
import type { Identity, IdentityKind } from '../core/data-map/identity.ts';
import type { DataMap } from '../core/data-map.ts';
import type { CaseId, StoreId } from '../core/ids.ts';
import { planTraversal, type Scope, type StorePlan, TraversalPlan } from '../core/traversal.ts';
import type { Clock, Vault } from '../platform/ports.ts';
import type { Keep } from './collect/collection.ts';
import { type CompleteFinding, collectStore } from './collect.ts';
import { isStoreError, StoreMisconfigured } from './connector.ts';
import { type MatchRequest, type MatchResult, matchClaims } from './match.ts';
import { openStore } from './registry.ts';
import type { Environment } from './settings.ts';

export interface FinderPlace {
  dataMap: DataMap;
  /** Where settings that the data map names are looked up, when a store is. */
  environment: () => Promise<Environment>;
  vault: Vault;
  clock: Clock;
}

export interface StoreHealth {
  store: StoreId;
  /** Name of the error when it does not answer or is not as the data map says. */
  error: 'StoreUnavailable' | 'StoreRefused' | 'StoreMisconfigured' | null;
  millis: number;
}

export class Finder {
  readonly #place: FinderPlace;

  constructor(place: FinderPlace) {
    this.#place = place;
  }

  /**
   * How many data points agree (L-10); which ones, nobody is told.
   * @throws {StoreUnavailable} unless `anyway`
   */
  async match(claims: Claims, request: MatchRequest): Promise<MatchResult> {
    const { dataMap: map, environment } = this.#place;
    return matchClaims({ map, environment: await environment() }, identityOf(claims), request);
  }

  /**
   * Freezes how this person's rows are found, once: called again it gives what stands, so
   * that a data map changed meanwhile does not change a case in flight.
   */
  async plan(
    caseId: CaseId,
    verified: readonly IdentityKind[],
    scope: Scope = 'everything',
  ): Promise<StoreId[]> {
    const { vault, dataMap } = this.#place;
    const key = planKey(caseId);
    if (!(await vault.head(key))) {
      const plan = Buffer.from(JSON.stringify(planTraversal(dataMap, verified, scope)));
      await vault.put(key, Readable.from([plan], { objectMode: false }), 'application/json');
    }
    return (await this.#frozen(caseId)).stores.map(({ store }) => store);
  }

  /** Lets the next `plan` freeze anew. */
  async forgetPlan(caseId: CaseId): Promise<void> {
    await this.#place.vault.remove(planKey(caseId));
  }

  async #frozen(caseId: CaseId): Promise<TraversalPlan> {
    return TraversalPlan.parse(await json(await this.#place.vault.get(planKey(caseId))));
  }

  /**
   * Reads one store to its end; in any order, at the same time as others, again after a crash.
   * @throws {StoreUnavailable | StoreRefused | StoreMisconfigured | NoSuchObject} the last when nothing is planned
   */
  async collect(
    caseId: CaseId,
    store: StoreId,
    identity: Identity,
    keep: Keep,
    signal?: AbortSignal,
  ): Promise<CompleteFinding> {
    const plan = planOf(await this.#frozen(caseId), store);
    const ports = { ...this.#place, environment: await this.#place.environment() };
    return collectStore(ports, { caseId, plan, identity, keep }, signal);
  }

  /** Asks every store of the data map the least, all at once. */
  async health(): Promise<StoreHealth[]> {
    const { dataMap, clock } = this.#place;
    const environment = await this.#place.environment();
    return Promise.all(
      dataMap.stores.map(async ({ id: store, kind, connection }) => {
        const started = clock.now().getTime();
        const error = await faultOf({ store, kind, connection }, environment);
        return { store, error, millis: clock.now().getTime() - started };
      }),
    );
  }
}

function planKey(caseId: CaseId): string {
  return `${caseId}/collected/plan.json`;
}

function planOf({ stores }: TraversalPlan, store: StoreId): StorePlan {
  const plan = stores.find((entry) => entry.store === store);
  if (!plan) throw new StoreMisconfigured(`store '${store}' is not in the plan of this case`);
  return plan;
}

async function faultOf(
  address: Parameters<typeof openStore>[0],
  environment: Environment,
): Promise<StoreHealth['error']> {
  try {
    const connector = await openStore(address, environment);
    try {
      await connector.check();
      return null;
    } finally {
      await connector.close();
    }
  } catch (error) {
    if (isStoreError(error)) return error.name;
    throw error;
  }
}

/** What a requester says, in the kinds of the data map. */
export function identityOf(claims: Claims): Identity {
  const given: [IdentityKind, string | undefined][] = [
    ['name', claims.name],
    ['email', claims.email],
    ['phone', claims.phone],
    ['date-of-birth', claims.dateOfBirth],
    ['address', claims.postalAddress],
    ['school', claims.school],
    ['employer', claims.employer],
  ];
  return Object.fromEntries(given.flatMap(([kind, text]) => (text ? [[kind, [text]]] : [])));
}
