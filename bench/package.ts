/**
 * A package with gigabytes of originals, from the encrypted vault into the encrypted vault, against `zip` of
 * the same files on the same disk in the same run. Each works in a process of its own, so that its peak of
 * memory is its own. Ours hashes, encrypts and flushes; `zip` does none of it, and `zip -0` is the floor.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { below, type Figure, figure } from './figures.ts';
import { benchDirectory, removed, SERVICE_FLAGS } from './service/start.ts';

const Made = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakRssMegabytes: z.number(),
  /** Bytes of originals that were read. */
  read: z.number(),
  size: z.number(),
  sha256: z.string(),
});
const Checked = z.object({
  seconds: z.number(),
  peakRssMegabytes: z.number(),
  genuine: z.literal(true),
});

const MOST_MEGABYTES = 256;
/** Of all that is to be read, when it is killed. */
const KILLED_AT = 0.9;

export async function benchPackage(files: number, bytes: number): Promise<Figure[]> {
  const directory = benchDirectory();
  try {
    const all = files * bytes;
    await apart(directory, 'fill', files, bytes);
    const stored = await zipped(directory, '-0');
    const deflated = await zipped(directory, '-6');
    const whole = Made.parse(JSON.parse(await apart(directory, 'assemble', 0)));
    await apart(directory, 'assemble', Math.round(all * KILLED_AT));
    const rest = Made.parse(JSON.parse(await apart(directory, 'assemble', 0)));
    if (rest.sha256 !== whole.sha256)
      throw new Error('killed and gone on with, it is another package');
    const checked = Checked.parse(JSON.parse(await apart(directory, 'check')));
    const gigabytes = `${Number((all / 2 ** 30).toPrecision(2))} GB`;
    const against = (what: string, value: number | undefined, unit: string) =>
      value === undefined ? {} : { baseline: { what, value, unit } };
    const peak = whole.peakRssMegabytes;
    return [
      figure(`a package of ${gigabytes} in ${files} files`, whole.seconds, 's', {
        ...against('zip -0', stored?.seconds, 's'),
      }),
      figure('  the same against zip that compresses', whole.seconds, 's', {
        ...against('zip', deflated?.seconds, 's'),
      }),
      figure('  our CPU time', whole.cpuSeconds, 's'),
      figure('  memory at its peak', peak, 'MB', {
        ...against('zip -0', stored?.peakRssMegabytes, 'MB'),
        goal: below(peak, MOST_MEGABYTES, 'MB'),
      }),
      figure(`  killed at ${KILLED_AT * 100} %, the rest`, rest.seconds, 's', {
        ...against('all of it', whole.seconds, 's'),
      }),
      figure('    originals read again', (rest.read - all * (1 - KILLED_AT)) / 2 ** 20, 'MB', {
        ...against('all of them', all / 2 ** 20, 'MB'),
      }),
      figure('    memory at its peak', rest.peakRssMegabytes, 'MB', {
        goal: below(rest.peakRssMegabytes, MOST_MEGABYTES, 'MB'),
      }),
      figure('  checking it, as the person would', checked.seconds, 's', {
        ...against('making it', whole.seconds, 's'),
      }),
    ];
  } finally {
    removed(directory);
  }
}

/** What it wrote; one that kills itself has written nothing. */
async function apart(directory: string, ...args: (string | number)[]): Promise<string> {
  const [what = '', ...numbers] = args.map(String);
  const script = fileURLToPath(new URL('./package/apart.ts', import.meta.url));
  const child = spawn(process.execPath, [...SERVICE_FLAGS, script, what, directory, ...numbers], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`${what} ended with ${code ?? signal}`);
  return said;
}

/** `null` where there is no `zip`. */
async function zipped(directory: string, level: '-0' | '-6') {
  if (spawnSync('zip', ['-v']).status !== 0) {
    console.warn('  no `zip` on this machine (apt-get install zip): no baseline for packages');
    return null;
  }
  const output = join(directory, 'theirs.zip');
  const began = performance.now();
  const child = spawn('zip', ['-q', '-r', level, output, '.'], { cwd: join(directory, 'plain') });
  let peakRssMegabytes = 0;
  const watch = setInterval(() => {
    peakRssMegabytes = Math.max(peakRssMegabytes, peakOf(child.pid) / 1024);
  }, 20);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`zip ended with ${code}`);
  const seconds = (performance.now() - began) / 1000;
  rmSync(output);
  return { seconds, peakRssMegabytes };
}

/** In kB; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
