/** Which kinds of store there are: one line a kind. */
import type { StoreAddress } from '../core/traversal.ts';
import { type Connector, StoreMisconfigured } from './connector.ts';
import { openDynamo } from './dynamodb.ts';
import { openHttp } from './http.ts';
import { openPostgres } from './postgres.ts';
import type { Environment } from './settings.ts';

type Open = (address: StoreAddress, environment: Environment) => Connector;

const kinds: Readonly<Record<string, Open>> = {
  postgres: openPostgres,
  dynamodb: openDynamo,
  http: openHttp,
};

/**
 * Connects at the first read or check, not here.
 * @throws {StoreMisconfigured} for an unknown kind or settings that are missing
 */
export function openStore(address: StoreAddress, environment: Environment): Connector {
  const open = Object.hasOwn(kinds, address.kind) ? kinds[address.kind] : undefined;
  if (!open)
    throw new StoreMisconfigured(
      `store '${address.store}' is of kind '${address.kind}'; known are ${Object.keys(kinds).join(', ')}`,
    );
  return open(address, environment);
}
