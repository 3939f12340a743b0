/** Starting again with very many cases that wait, against starting with none. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { below, type Figure, figure, median } from './figures.ts';
import { benchDirectory, removed, SERVICE_FLAGS, startMeasured } from './service/start.ts';

const STARTS = 3;
/** Until what begins after the doors are open has come to rest. */
const SETTLED_MS = 2_000;

export async function benchRestart(cases: number): Promise<Figure[]> {
  const directory = benchDirectory();
  try {
    const fresh = await startAndStop(directory);
    const empty = await starts(directory);
    await seeded(directory, cases);
    const full = await starts(directory);
    const beside = (what: string, value: number, unit: string) => ({
      baseline: { what, value, unit },
    });
    return [
      figure(`start with ${cases} waiting cases, to "up"`, full.up, 'ms', {
        ...beside('with none', empty.up, 'ms'),
        goal: below(full.up, 3_000, 'ms'),
      }),
      figure('  to the first page', full.answered, 'ms', beside('with none', empty.answered, 'ms')),
      figure('  CPU time of it', full.cpu, 'ms', beside('with none', empty.cpu, 'ms')),
      figure('  memory', full.rss, 'MB', {
        ...beside('with none', empty.rss, 'MB'),
        goal: below(full.rss, 300, 'MB'),
      }),
      figure('the very first start, to "up"', fresh.up, 'ms', {
        ...beside('a later one', empty.up, 'ms'),
        goal: below(fresh.up, 5_000, 'ms'),
      }),
    ];
  } finally {
    removed(directory);
  }
}

interface Start {
  answered: number;
  up: number;
  cpu: number;
  rss: number;
}

async function startAndStop(directory: string): Promise<Start> {
  const service = await startMeasured(directory);
  await sleep(SETTLED_MS);
  const { cpuMs, rssMegabytes } = await service.used();
  await service.stop();
  return {
    answered: service.answeredAfter,
    up: service.upAfter,
    cpu: cpuMs,
    rss: rssMegabytes,
  };
}

async function starts(directory: string): Promise<Start> {
  const all: Start[] = [];
  for (let n = 0; n < STARTS; n += 1) all.push(await startAndStop(directory));
  const of = (key: keyof Start) => median(all.map((start) => start[key]));
  return { answered: of('answered'), up: of('up'), cpu: of('cpu'), rss: of('rss') };
}

async function seeded(directory: string, cases: number): Promise<void> {
  const script = new URL('./restart/seed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [...SERVICE_FLAGS, script, directory, String(cases)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error('the cases could not be made');
}
