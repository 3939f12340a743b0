/** The company's stores, for the functions that know of them and for the few that reach them. */
import { readFileSync } from 'node:fs';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { Finder } from '../../connectors/finder.ts';
import { parseDataMap } from '../../core/data-map.ts';
import { type House, type Opener, once } from '../../platform/aws/house.ts';
import { secrets, vault } from '../../platform/aws/openers.ts';
import { STORES } from '../../platform/aws/settings.ts';
import type { Vault } from '../../platform/ports.ts';
import { BadSettings } from '../../platform/settings.ts';

/** @throws {BadSettings | BadDataMap} */
export const dataMap = /* @__PURE__ */ once((house) => {
  const { KAIJI_DATA_MAP: file } = house.read(STORES);
  try {
    return parseDataMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !isMissing(cause)) throw cause;
    throw new BadSettings(`KAIJI_DATA_MAP: ${file} cannot be read as JSON`, { cause });
  }
});

/** Compares what people say with the stores, and asks after their health. */
export const finder = /* @__PURE__ */ once((house) =>
  finderOn(house, () => {
    throw new NothingKept();
  }),
);

/** Collects, too: what it finds goes into the vault. */
export const collector = /* @__PURE__ */ once((house) => finderOn(house, vault));

class NothingKept extends Error {
  override readonly name = 'NothingKept';
  constructor() {
    super('this function compares with stores and keeps nothing of them');
  }
}

function finderOn(house: House, keeps: Opener<Vault>): Finder {
  const { KAIJI_STORES_SECRET: secretId } = house.read(STORES);
  return new Finder({
    dataMap: dataMap(house),
    environment: async () => ({
      ...house.environment,
      ...(secretId && (await storeSettings(secrets(house), secretId))),
    }),
    get vault() {
      return keeps(house);
    },
    clock: house.clock,
  });
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const StoreSettings = z.record(z.string(), z.string());

/** How stores are reached, apart from what anybody may read in the function's configuration. */
async function storeSettings(
  client: SecretsManagerClient,
  secretId: string,
): Promise<Record<string, string>> {
  const { SecretString: text = '' } = await client.send(
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
