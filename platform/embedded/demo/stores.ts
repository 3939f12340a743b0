/**
 * The demo company: three services with their data, on this machine only, the same at
 * every start. A real data map takes its place by one setting.
 */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { type DataMap, parseDataMap } from '../../../core/data-map.ts';
import { CAREER_TOKEN, careerApi } from './career.ts';
import demoMap from './data-map.json' with { type: 'json' };
import { DEMO_KEY, DEMO_REGION, startDynamo } from './dynamodb.ts';
import { startPostgres } from './postgres.ts';

/** Switches a store off and on again, for tests and for showing what then happens. */
export interface Switch {
  setDown(down: boolean): void;
}

export interface DemoStores {
  dataMap: DataMap;
  /** The settings that the data map names, for the connectors. */
  environment: Readonly<Record<string, string>>;
  /**
   * Settles when the slowest, the database, is up; rejects when it cannot be. Nobody need wait:
   * its address stands from the start, and who connects early is served when it is up.
   */
  ready: Promise<void>;
  stores: { postgres: Switch; dynamodb: Switch; http: Switch };
  close(): Promise<void>;
}

export function demoDataMap(): DataMap {
  return parseDataMap(demoMap);
}

/** @param dataDir in whose folder `demo` the database, once made, is kept for the next start */
export async function startDemoStores({ dataDir }: { dataDir: string }): Promise<DemoStores> {
  const [postgres, dynamodb, http] = await Promise.all([
    startPostgres(`${dataDir}/demo`),
    startDynamo(),
    startCareer(),
  ]);
  return {
    dataMap: demoDataMap(),
    environment: {
      KIKOKUGO_DATABASE_URL: postgres.url,
      SHIGOTOSAGASHI_REGION: DEMO_REGION,
      SHIGOTOSAGASHI_ENDPOINT: dynamodb.endpoint,
      SHIGOTOSAGASHI_ACCESS_KEY_ID: DEMO_KEY,
      SHIGOTOSAGASHI_SECRET_ACCESS_KEY: DEMO_KEY,
      CAREER_BASE_URL: http.url,
      CAREER_TOKEN,
    },
    ready: postgres.ready,
    stores: { postgres, dynamodb, http },
    async close() {
      await Promise.all([postgres.close(), dynamodb.close(), http.close()]);
    },
  };
}

async function startCareer(): Promise<Switch & { url: string; close(): Promise<void> }> {
  let down = false;
  const server = serve({ fetch: careerApi(() => down).fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    setDown(value) {
      down = value;
    },
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
