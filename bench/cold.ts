/**
 * `npm run bench:cold`: bundles every function as it is deployed and imports each in fresh processes, which is what a cold start adds to
 * Lambda's own part: time of the processor, and on the clock beside a process that imports nothing. Prints a table and writes `bench/cold.json`; ends
 * with 1 where a bundle is too slow, too heavy, or holds what its function does not need. Names of functions measure these alone
 * and write nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ROSTER } from '../functions/lambda/roster.ts';
import { bundle, entryNames } from '../infra/bundle.ts';
import { faultsIn, MOST_BYTES, zippedBytes } from '../infra/bundle-faults.ts';
import { below, type Figure, figure, median, table } from './figures.ts';

const LONGEST_MS = 250;
const TIMES = 5;
const DATA_MAP = 'platform/embedded/demo/data-map.json';

/** Says how long the import took, and how much of the processor's time. Lambda's runtime gives `awslambda`. */
const IMPORT = `
globalThis.awslambda = { streamifyResponse: (handler) => handler };
const [began, cpu] = [performance.now(), process.cpuUsage()];
const [, path] = process.argv;
const told = () => {
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(JSON.stringify({ ms: performance.now() - began, cpuMs: (user + system) / 1000 }));
};
if (path) import(path).then(told); else told();
`;
const Told = z.object({ ms: z.number(), cpuMs: z.number() });

function started(...path: string[]): z.infer<typeof Told> & { wholeMs: number } {
  const began = performance.now();
  const said = execFileSync(process.execPath, ['-e', IMPORT, ...path]).toString();
  return { ...Told.parse(JSON.parse(said)), wholeMs: performance.now() - began };
}

const isFunction = (name: string): name is keyof typeof ROSTER => name in ROSTER;

const named = process.argv.slice(2);
const names = entryNames().filter(isFunction);
const into = mkdtempSync(join(tmpdir(), 'kaiji-cold-'));
const faults: string[] = [];
const figures: Figure[] = [];
const machine = {
  cores: availableParallelism(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};
console.log(`${machine.cores} cores, Node ${machine.node}, ${machine.platform}`);
try {
  const times = [...Array(TIMES).keys()];
  const nothing = median(times.map(() => started().wholeMs));
  const baseline = { what: 'a process that imports nothing', value: nothing, unit: 'ms' };
  for (const name of names) {
    if (named.length > 0 && !named.includes(name)) continue;
    const made = await bundle(name, into, DATA_MAP);
    const index = join(made.folder, 'index.mjs');
    const runs = times.map(() => started(index));
    // An import runs on one core: what it takes of the processor is what it takes on the clock where nothing else runs.
    const ms = median(runs.map((run) => run.cpuMs));
    const zipped = zippedBytes(made.folder);
    faults.push(...faultsIn(name, made));
    if (ms >= LONGEST_MS) faults.push(`${name} takes ${Math.round(ms)} ms to import`);
    figures.push(
      figure(name, ms, 'ms', { goal: below(ms, LONGEST_MS, 'ms') }),
      figure('  on the clock', median(runs.map((run) => run.ms)), 'ms', { baseline }),
      figure('  zipped, typefaces apart', zipped / 1000, 'kB', {
        goal: below(zipped / 1000, MOST_BYTES / 1000, 'kB'),
      }),
    );
    console.log(table(figures.slice(-3)).split('\n').slice(1).join('\n'));
  }
} finally {
  rmSync(into, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
if (named.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  // How busy the machine was: above the number of its cores, times on the clock are too long.
  const [load = 0] = loadavg();
  writeFileSync(
    new URL('./cold.json', import.meta.url),
    `${JSON.stringify({ date, machine, load, figures }, null, 2)}\n`,
  );
}
