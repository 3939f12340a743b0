/** What handlers are given in a function of AWS: made once, when it starts, from its environment. */
import { readFile } from 'node:fs/promises';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { Finder } from '../../connectors/finder.ts';
import { parseDataMap } from '../../core/data-map.ts';
import type { Context } from '../../functions/context.ts';
import { settingsOf } from '../../functions/settings.ts';
import { Cases } from '../cases.ts';
import type { Clock } from '../ports.ts';
import { BadSettings } from '../settings.ts';
import { type OpenPorts, openPorts } from './open-ports.ts';
import { readDeployment } from './settings.ts';

export interface Made {
  context: Context;
  opened: OpenPorts;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {BadSettings | BadDataMap} that says what is missing or wrong, all at once */
export async function makeContext(options: {
  environment: Environment;
  clock: Clock;
  /** One line an occurrence: case ids and counts, never anything personal. */
  log: Context['log'];
}): Promise<Made> {
  const { environment, clock, log } = options;
  const deployment = readDeployment(environment);
  const opened = openPorts(deployment, clock);
  const { ports, secrets } = opened;
  const secretId = deployment.KAIJI_STORES_SECRET;
  const dataMap = parseDataMap(await jsonFile('KAIJI_DATA_MAP', deployment.KAIJI_DATA_MAP));
  const stores = { ...environment, ...(secretId && (await storeSettings(secrets, secretId))) };
  const finder = new Finder({
    dataMap,
    environment: async () => stores,
    vault: ports.vault,
    clock,
  });
  const settings = settingsOf({
    contactAddress: deployment.KAIJI_CONTACT_ADDRESS,
    fromAddress: deployment.KAIJI_FROM_ADDRESS,
    thirdPartyAddresses: deployment.KAIJI_THIRD_PARTIES,
    baseUrl: deployment.KAIJI_BASE_URL,
  });
  return { context: { ports, cases: new Cases(ports), settings, dataMap, finder, log }, opened };
}

async function jsonFile(variable: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new BadSettings(`${variable}: ${file} cannot be read as JSON`, { cause });
  }
}

const StoreSettings = z.record(z.string(), z.string());

/** How stores are reached, apart from what anybody may read in the function's configuration. */
async function storeSettings(
  secrets: SecretsManagerClient,
  secretId: string,
): Promise<Record<string, string>> {
  const { SecretString: text = '' } = await secrets.send(
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
