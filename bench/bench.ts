/**
 * `npm run bench`: every figure beside a baseline measured in the same run. Prints a table and
 * writes `bench/results.json`. `--quick` only shows that all of it works; names of measures
 * (`opt-out disclosure submission restart package collection`) run these alone and write nothing.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { benchCollection } from './collection.ts';
import { benchDisclosure } from './disclosure.ts';
import { atLeast, below, type Figure, figure, table } from './figures.ts';
import { benchOptOut } from './opt-out.ts';
import { benchPackage } from './package.ts';
import { benchRestart } from './restart.ts';
import { benchSubmission } from './submission.ts';

const quick = process.argv.includes('--quick');

const MEASURES: Record<string, () => Promise<Figure[]>> = {
  'opt-out': () => (quick ? benchOptOut(40, 10) : benchOptOut(600, 100)),
  disclosure: () => benchDisclosure(quick ? 2 : 24),
  submission: () => (quick ? benchSubmission(10, 20) : benchSubmission(60, 200)),
  restart: () => benchRestart(quick ? 100 : 10_000),
  package: () => (quick ? benchPackage(8, 8 << 20) : benchPackage(32, 64 << 20)),
  collection: () => collection(quick ? 10_000 : 1_000_000),
};

async function collection(rows: number): Promise<Figure[]> {
  const made = await benchCollection(rows);
  const { what, rowsPerSecond } = made.baseline;
  return [
    figure(`collecting ${rows} rows (${made.database})`, made.rowsPerSecond, 'rows/s', {
      baseline: { what, value: rowsPerSecond, unit: 'rows/s' },
      goal: atLeast(made.ratio, 0.25),
    }),
    figure('  memory at its peak', made.peakRssMegabytes, 'MB', {
      goal: below(made.peakRssMegabytes, 256, 'MB'),
    }),
  ];
}

const named = process.argv.slice(2).filter((argument) => argument in MEASURES);
const machine = {
  cores: availableParallelism(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};
console.log(`${machine.cores} cores, Node ${machine.node}, ${machine.platform}`);

const began = performance.now();
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(MEASURES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const found = await measure();
  figures.push(...found);
  console.log(`\n${table(found)}`);
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`\n${seconds} s in all`);
if (!quick && named.length === 0)
  writeFileSync(
    new URL('./results.json', import.meta.url),
    `${JSON.stringify({ machine, seconds, figures }, null, 2)}\n`,
  );
