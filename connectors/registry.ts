/** Which kinds of store there are: one line a kind, loaded when a store of it is first opened. */
import type { StoreAddress } from '../core/traversal.ts';
import { type Connector, StoreMisconfigured } from './connector.ts';
import type { Environment } from './settings.ts';

type Open = (address: StoreAddress, environment: Environment) => Connector;

const kinds: Readonly<Record<string, () => Promise<Open>>> = {
  postgres: async () => (await import('./postgres.ts')).openPostgres,
  dynamodb: async () => (await import('./dynamodb.ts')).openDynamo,
  http: async () => (await import('./http.ts')).openHttp,
};

/**
 * Connects at the first read or check, not here.
 * @throws {StoreMisconfigured} for an unknown kind or settings that are missing
 */
export async function openStore(
  address: StoreAddress,
  environment: Environment,
): Promise<Connector> {
  const load = Object.hasOwn(kinds, address.kind) ? kinds[address.kind] : undefined;
  if (!load)
    throw new StoreMisconfigured(
      `store '${address.store}' is of kind '${address.kind}'; known are ${Object.keys(kinds).join(', ')}`,
    );
  const open = await load();
  return open(address, environment);
}
