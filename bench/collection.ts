/**
 * Collecting very many rows of one person from PostgreSQL into the encrypted vault, against
 * `COPY … TO STDOUT` piped through gzip in the same run on the same rows. Ours runs in a
 * process of its own, so that its peak memory is its own.
 *
 * Uses PG_URL, else PostgreSQL of Debian's packages started for this alone, else PGlite.
 * Alone: `node bench/collection.ts [rows]`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { z } from 'zod';
import { startServer } from './collection/server.ts';

export interface CollectionFigures {
  /** Which PostgreSQL it was. */
  database: string;
  rows: number;
  bytes: number;
  seconds: number;
  rowsPerSecond: number;
  peakRssMegabytes: number;
  baseline: { what: string; seconds: number; rowsPerSecond: number };
  /** Our rate as a part of the baseline's; to reach: 0.25. */
  ratio: number;
}

const Ours = z.object({
  rows: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  peakRssMegabytes: z.number(),
});

export async function benchCollection(rows = 1_000_000): Promise<CollectionFigures> {
  const server = await startServer();
  try {
    await fill(server.url, rows);
    const baseline = await copyThroughGzip(server.url, server.psql);
    const ours = Ours.parse(JSON.parse(await collectApart(server.url)));
    if (ours.rows !== rows) throw new Error(`collected ${ours.rows} of ${rows} rows`);
    const rowsPerSecond = ours.rows / ours.seconds;
    return {
      database: server.name,
      ...ours,
      rowsPerSecond,
      baseline: { ...baseline, rowsPerSecond: rows / baseline.seconds },
      ratio: rowsPerSecond / (rows / baseline.seconds),
    };
  } finally {
    await server.close();
  }
}

async function fill(url: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    DROP TABLE IF EXISTS kaiji_bench;
    CREATE TABLE kaiji_bench AS
      SELECT n AS id, 'busy@example.jp'::text AS email, 1001 AS user_id,
             timestamptz '2023-04-01' + n * interval '37 seconds' AS at,
             '203.0.113.' || n % 250 AS ip, md5(n::text) AS cookie_id,
             'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)'::text AS user_agent,
             '/jobs/search?q=海外営業&page=' || n % 977 AS path,
             n % 7 = 0 AS applied, CASE WHEN n % 11 = 0 THEN '900-12-' || 1000 + n % 9000 END AS ssn
        FROM generate_series(1, ${rows}) n;
    ANALYZE kaiji_bench;
  `);
  await client.end();
}

const SELECT = `SELECT * FROM kaiji_bench WHERE lower(normalize(email, NFKC)) = 'busy@example.jp'`;

/** psql where there is one; else the same COPY by hand is not to be had, and a plain SELECT stands in. */
async function copyThroughGzip(url: string, psql: string | null) {
  if (!psql) return selectThroughGzip(url);
  const started = performance.now();
  const copy = spawn(psql, [url, '-qc', `COPY (${SELECT}) TO STDOUT`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gzip = spawn('gzip', ['-c'], { stdio: ['pipe', 'pipe', 'inherit'] });
  copy.stdout.pipe(gzip.stdin);
  gzip.stdout.resume();
  const [[status]] = await Promise.all([once(copy, 'close'), once(gzip, 'close')]);
  if (status !== 0) throw new Error('COPY did not end well');
  return { what: 'COPY TO STDOUT | gzip', seconds: (performance.now() - started) / 1000 };
}

async function selectThroughGzip(url: string) {
  const { createGzip } = await import('node:zlib');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  const gzip = createGzip();
  gzip.resume();
  const { rows } = await client.query({ text: SELECT, rowMode: 'array' });
  for (const row of rows) gzip.write(`${row.join('\t')}\n`);
  gzip.end();
  await once(gzip, 'end');
  await client.end();
  return { what: 'SELECT | gzip (no psql)', seconds: (performance.now() - started) / 1000 };
}

/** As `npm start` sets it: V8 otherwise lets its nursery grow to 100 MB of rows long forgotten. */
const SERVICE_FLAGS = ['--max-semi-space-size=8'];

async function collectApart(url: string): Promise<string> {
  const script = new URL('./collection/collect-apart.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [...SERVICE_FLAGS, script, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (status !== 0) throw new Error('the collection did not end well');
  return said;
}

if (import.meta.main) console.log(await benchCollection(Number(process.argv[2] ?? 1_000_000)));
