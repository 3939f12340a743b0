/** A PostgreSQL to measure against: a given one, Debian's for this run alone, or PGlite. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchServer {
  name: string;
  url: string;
  psql: string | null;
  close(): Promise<void>;
}

export async function startServer(): Promise<BenchServer> {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
  const psql = bin && existsSync(join(bin, 'psql')) ? join(bin, 'psql') : null;
  const given = process.env.PG_URL;
  if (given) return { name: 'PG_URL', url: given, psql, close: async () => undefined };
  return bin && psql ? startDebian(bin, psql) : startPglite();
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
const asPostgres = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];

async function startDebian(bin: string, psql: string): Promise<BenchServer> {
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-bench-pg-'));
  chmodSync(directory, 0o777);
  run([
    join(bin, 'initdb'),
    '-D',
    `${directory}/data`,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
  ]);
  const [command = '', ...args] = [
    ...asPostgres,
    join(bin, 'postgres'),
    ...['-D', `${directory}/data`, '-k', directory, '-c', 'listen_addresses='],
    ...['-c', 'fsync=off', '-c', 'shared_buffers=512MB'],
  ];
  const server = spawn(command, args, { stdio: 'ignore' });
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(directory)}`;
  for (let tries = 0; spawnSync(psql, [url, '-c', 'SELECT 1']).status !== 0; tries++) {
    if (tries > 100) throw new Error('PostgreSQL did not start');
    await sleep(100);
  }
  return {
    name: `PostgreSQL ${bin.split('/').at(-2)}`,
    url,
    psql,
    async close() {
      const ended = once(server, 'exit');
      run([join(bin, 'pg_ctl'), 'stop', '-D', `${directory}/data`, '-m', 'fast']);
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function run(command: string[]): void {
  const [program = '', ...args] = [...asPostgres, ...command];
  const { status, stderr } = spawnSync(program, args, { cwd: tmpdir(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command[0]} failed: ${stderr}`);
}

async function startPglite(): Promise<BenchServer> {
  const { startPostgres } = await import('../../platform/embedded/demo/postgres.ts');
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-bench-pglite-'));
  const server = await startPostgres(directory);
  await server.ready;
  return {
    name: 'PGlite (no PostgreSQL found: far slower than a real one)',
    url: server.url,
    psql: null,
    async close() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
