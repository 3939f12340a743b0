/** The company's stores, for the few functions that reach them. */
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { Finder } from '../../connectors/finder.ts';
import { type House, type Opener, once } from '../../platform/aws/house.ts';
import { secrets, vault } from '../../platform/aws/openers.ts';
import { STORES } from '../../platform/aws/settings.ts';
import type { Vault } from '../../platform/ports.ts';
import { BadSettings } from '../../platform/settings.ts';
import { dataMap } from './data-map.ts';

/** Compares what people say with the stores, and asks after their health; keeps nothing. */
export const finder = /* @__PURE__ */ once((house) =>
  finderOn(house, { settings: storeSettings, vault: () => refuse('to keep what stores hold') }),
);

/** Freezes how a person's rows are found; reaches no store. */
export const planner = /* @__PURE__ */ once((house) =>
  finderOn(house, { settings: () => refuse('to reach stores'), vault }),
);

/** Reads stores to their ends, into the vault. */
export const collector = /* @__PURE__ */ once((house) =>
  finderOn(house, { settings: storeSettings, vault }),
);

class NotForThis extends Error {
  override readonly name = 'NotForThis';
}

function refuse(what: string): never {
  throw new NotForThis(`this function is not there ${what}`);
}

function finderOn(
  house: House,
  parts: { settings: typeof storeSettings; vault: Opener<Vault> },
): Finder {
  return new Finder({
    dataMap: dataMap(house),
    environment: async () => ({ ...house.environment, ...(await parts.settings(house)) }),
    get vault() {
      return parts.vault(house);
    },
    clock: house.clock,
  });
}

const StoreSettings = z.record(z.string(), z.string());

/** How stores are reached, apart from what anybody may read in the function's configuration. */
async function storeSettings(house: House): Promise<Record<string, string>> {
  const { KAIJI_STORES_SECRET: secretId } = house.read(STORES);
  if (!secretId) return {};
  const { SecretString: text = '' } = await secrets(house).send(
    new GetSecretValueCommand({ SecretId: secretId }),
  );
  try {
    return StoreSettings.parse(JSON.parse(text));
  } catch {
    // Neither the parser's nor the schema's words: they may quote a password.
    throw new BadSettings(
      `KAIJI_STORES_SECRET: ${secretId} must hold a JSON object of texts, one for each setting of the data map`,
    );
  }
}
