/** One small store of each kind with the same rows, for the contract that all connectors keep. */
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import type { Connector } from '../../connectors/connector.ts';
import { openStore } from '../../connectors/registry.ts';
import type { Environment } from '../../connectors/settings.ts';
import type { Setting } from '../../core/data-map.ts';
import { StoreId } from '../../core/ids.ts';
import type { CollectionQuery } from '../../core/traversal.ts';
import { DEMO_KEY, DEMO_REGION, startDynamo } from '../../platform/embedded/demo/dynamodb.ts';
import { startPostgres } from '../../platform/embedded/demo/postgres.ts';

export interface ContractRow {
  id: string;
  email: string;
  member: string;
  body: string;
}

export interface StoreRig {
  open(): Promise<Connector>;
  /** The rows, as a data map would describe them for this kind. */
  source: CollectionQuery['source'];
  /** The same with the name of something that is not there. */
  missing: CollectionQuery['source'];
  setDown(down: boolean): void;
  close(): Promise<void>;
}

export type StartRig = (rows: readonly ContractRow[]) => Promise<StoreRig>;

/** Made databases are kept here from one test run to the next. */
export const demoCache = `${tmpdir()}/kaiji-demo-cache`;

function opener(kind: string, connection: Record<string, Setting>, environment: Environment) {
  return () => openStore({ store: StoreId.parse('rig'), kind, connection }, environment);
}

const postgresRig: StartRig = async (rows) => {
  const server = await startPostgres(demoCache);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(
    'CREATE TABLE "the rows" (id text PRIMARY KEY, email text, member text, body text, "hidden column" text)',
  );
  await client.query(
    'INSERT INTO "the rows" SELECT * FROM json_populate_recordset(NULL::"the rows", $1::json)',
    [JSON.stringify(rows)],
  );
  await client.end();
  return {
    open: opener('postgres', { url: { env: 'RIG_URL' } }, { RIG_URL: server.url }),
    source: { table: 'the rows' },
    missing: { table: 'no such table' },
    setDown: server.setDown,
    close: server.close,
  };
};

const dynamoRig: StartRig = async (rows) => {
  const server = await startDynamo([
    {
      name: 'the-rows',
      partition: 'member',
      sort: 'id',
      index: { name: 'by-email', partition: 'email' },
      items: rows.map((row) => ({ ...row })),
    },
  ]);
  const source: StoreRig['source'] = {
    table: 'the-rows',
    key: ['member', 'id'],
    access: [{ attribute: 'member' }, { attribute: 'email', index: 'by-email' }],
  };
  return {
    open: opener(
      'dynamodb',
      {
        region: DEMO_REGION,
        endpoint: server.endpoint,
        accessKeyId: DEMO_KEY,
        secretAccessKey: DEMO_KEY,
        checkTable: 'the-rows',
      },
      {},
    ),
    source,
    missing: { ...source, table: 'no-such-table' },
    setDown: server.setDown,
    close: server.close,
  };
};

const httpRig: StartRig = async (rows) => {
  let down = false;
  const app = new Hono();
  app.use(async (c, next) => (down ? c.text('down', 503) : next()));
  app.get('/', (c) => c.json({ ok: true }));
  app.get('/rows', (c) => {
    const { email, member, cursor = '0' } = c.req.query();
    const mine = rows.filter((row) => row.email === email || row.member === member);
    const end = Number(cursor) + 100;
    const next = end < mine.length ? String(end) : null;
    return c.json({ items: mine.slice(Number(cursor), end), next });
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const source: StoreRig['source'] = {
    path: '/rows',
    params: { email: 'email', member: 'member' },
    key: ['id'],
    items: 'items',
    paging: { by: 'cursor', field: 'next', param: 'cursor' },
  };
  return {
    open: opener('http', { baseUrl: `http://127.0.0.1:${port}` }, {}),
    source,
    missing: { ...source, path: '/nothing-here' },
    setDown(value) {
      down = value;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

export const storeRigs: [kind: string, start: StartRig][] = [
  ['postgres', postgresRig],
  ['dynamodb', dynamoRig],
  ['http', httpRig],
];
