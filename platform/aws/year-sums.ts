/** Yearly sums of cases whose records have expired: counts, and no id of any case (L-27, L-28). */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { added, Line, NOTHING, Sum, type YearSum } from '../../core/case/metrics.ts';
import type { Instant } from '../../core/ids.ts';
import { ABSENT, type Table } from './table.ts';

const PARTITION = 'year-sums';

/** Erasures are rare and come one after another from the sweep: more rivals than this is a fault. */
const ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 50;

/** An erasure's name is remembered this long: no function that may still carry it out lives longer than minutes. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

const Stored = z.object({
  year: z.int(),
  line: Line,
  sum: z.string().transform((text) => Sum.parse(JSON.parse(text))),
  /** Names of the latest erasures whose counts are in. */
  counted: z.array(z.string()),
  write: z.string(),
});

class SumsTooBusy extends Error {
  override readonly name = 'SumsTooBusy';
}

export async function yearSums(table: Table): Promise<YearSum[]> {
  const where = { text: 'pk = :pk', values: { pk: PARTITION } };
  const items = await Array.fromAsync(table.query({ where }));
  return items.map((item) => {
    const { year, line, sum } = Stored.parse(item);
    return { year, line, sum };
  });
}

/**
 * Adds once per erasure, however often it is asked to.
 * @param erasure `<when it began>/<random>`
 */
export async function addYearSum(table: Table, count: YearSum, erasure: string): Promise<void> {
  const { year, line } = count;
  const key = { pk: PARTITION, sk: `${year}#${line}` };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const item = await table.get(key);
    const known = item && Stored.parse(item);
    if (known?.counted.includes(erasure)) return;
    const sum = JSON.stringify(added(known?.sum ?? NOTHING, count.sum));
    const counted = [...stillRemembered(known?.counted ?? [], began(erasure)), erasure];
    const unchanged = known ? { text: '#write = :seen', values: { seen: known.write } } : ABSENT;
    const { written } = await table.put({ ...key, year, line, sum, counted }, unchanged);
    if (written) return;
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
  throw new SumsTooBusy(`the sums of ${year} were written by others ${ATTEMPTS} times in a row`);
}

function stillRemembered(erasures: readonly string[], now: Instant): string[] {
  return erasures.filter((one) => Date.parse(now) - Date.parse(began(one)) < REMEMBERED_MS);
}

const began = (erasure: string): Instant => erasure.split('/', 1)[0] ?? '';
