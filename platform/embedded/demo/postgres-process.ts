/**
 * KikokuGO's database in a process of its own: PGlite needs several hundred megabytes
 * and blocks while it starts, and neither is the service's. Started by `postgres.ts`;
 * ends with the one who started it, however that ends.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { kikokugoRows, kikokugoSchema } from './kikokugo.ts';

const MAX_CONNECTIONS = 50;

/** Making a database takes seconds, loading one that is made takes one: it is kept beside the data. */
async function openDatabase(directory: string): Promise<PGlite> {
  const rows = kikokugoRows();
  const version = createHash('sha256')
    .update(kikokugoSchema + JSON.stringify(rows))
    .digest('hex')
    .slice(0, 16);
  const file = `${directory}/kikokugo-${version}.tar.gz`;
  const kept = await readFile(file).catch(() => null);
  if (kept) {
    try {
      return await PGlite.create({ loadDataDir: new Blob([kept]) });
    } catch {
      // Made by another version of PGlite, or damaged: made anew below.
    }
  }
  const db = await PGlite.create();
  await db.exec(kikokugoSchema);
  for (const [table, list] of rows)
    await db.query(
      `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [JSON.stringify(list)],
    );
  const made = await db.dumpDataDir('gzip');
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.${process.pid}`, Buffer.from(await made.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  return db;
}

async function serve(directory: string): Promise<number> {
  const db = await openDatabase(directory);
  const server = new PGLiteSocketServer({
    db,
    host: '127.0.0.1',
    port: 0,
    maxConnections: MAX_CONNECTIONS,
  });
  await server.start();
  return Number(server.getServerConn().split(':').at(-1));
}

const [, , directory = ''] = process.argv;
// Ctrl-C reaches the whole group; whoever started this one ends it in order.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
const port = await serve(directory);
// Whoever started this one may have ended meanwhile: then nobody is there to be told.
process.send?.({ port }, undefined, undefined, () => undefined);
