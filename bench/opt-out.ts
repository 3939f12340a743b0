/**
 * Whole opt-out cases, from the form over HTTP to closed, many at once, against bare durable
 * commits of SQLite on the same disk with the same settings, one after another.
 */
import { join } from 'node:path';
import { Database } from '../platform/embedded/database.ts';
import { type Figure, figure } from './figures.ts';
import { Beside, until } from './service/beside.ts';
import { sendOptOut } from './service/forms.ts';
import { benchDirectory, type MeasuredService, removed, startMeasured } from './service/start.ts';

export async function benchOptOut(cases: number, atOnce: number): Promise<Figure[]> {
  const baseline = await bareCommits();
  const directory = benchDirectory();
  const service = await startMeasured(directory);
  const beside = new Beside(directory);
  try {
    await carryThrough(service, beside, Math.ceil(cases / 4), atOnce);
    const before = { ...(await service.used()), ...counts(beside) };
    const began = performance.now();
    await carryThrough(service, beside, cases, atOnce);
    const seconds = (performance.now() - began) / 1000;
    const after = { ...(await service.used()), ...counts(beside) };
    const each = (of: 'commits' | 'mails' | 'events' | 'cpuMs') => (after[of] - before[of]) / cases;
    return [
      figure(`opt-out cases, ${atOnce} at once`, cases / seconds, '/s', { baseline }),
      figure('  of our CPU time each', each('cpuMs'), 'ms'),
      figure('  commits of the log each', each('events'), ''),
      figure('  flushes of the database each', each('commits'), ''),
      figure('  signed mails each', each('mails'), ''),
    ];
  } finally {
    beside.close();
    await service.stop();
    removed(directory);
  }
}

const counts = (beside: Beside) => ({
  events: beside.count('commits'),
  mails: beside.count('mails'),
});

/** Sends forms so that so many cases are under way, until that many more are closed. */
export async function carryThrough(
  { baseUrl }: MeasuredService,
  beside: Beside,
  cases: number,
  atOnce: number,
): Promise<void> {
  const closedBefore = beside.count('closed');
  const closed = () => beside.count('closed') - closedBefore;
  let sent = 0;
  const keepSending = async () => {
    while (sent < cases) {
      sent += 1;
      const mine = sent;
      await sendOptOut(baseUrl);
      await until(
        () => mine - closed() < atOnce,
        () => `${cases} cases closed`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(SENDERS, atOnce) }, keepSending));
  await until(
    () => closed() >= cases,
    () => `${cases} cases closed, only ${closed()}`,
  );
}

const SENDERS = 8;
const BARE_COMMITS_MS = 2_000;

/** One row of a log's size a transaction. */
export async function bareCommits(): Promise<NonNullable<Figure['baseline']>> {
  const directory = benchDirectory();
  const database = new Database(join(directory, 'bare.db'));
  database.define('CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT) STRICT');
  const body = 'x'.repeat(700);
  const began = performance.now();
  let written = 0;
  while (performance.now() - began < BARE_COMMITS_MS) {
    await database.write((db) => db.prepare('INSERT INTO rows (body) VALUES (?)').run(body));
    written += 1;
  }
  const value = (written / (performance.now() - began)) * 1000;
  database.close();
  removed(directory);
  return { what: 'bare durable commits', value, unit: '/s' };
}
