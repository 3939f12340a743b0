/**
 * The yearly figures (L-28), read from the logs case by case: only the sums are held. Cases whose
 * record has expired are in them by the sums that were kept.
 */
import {
  added,
  countsOf,
  type Line,
  NOTHING,
  type Sum,
  sumOf,
  type YearSum,
  yearOf,
} from '../core/case/metrics.ts';
import { BrokenLog } from '../platform/cases.ts';
import type { Context } from './context.ts';

export interface Figures {
  year: number;
  /** Years for which there is anything, the latest first. */
  years: readonly number[];
  sums: ReadonlyMap<Line, Sum>;
  /** Cases whose log does not hold together and that therefore are not counted. */
  unreadable: number;
}

/** @param wanted the latest year with anything when left out */
export async function figuresOf(
  context: Pick<Context, 'ports' | 'cases'>,
  wanted?: number,
): Promise<Figures> {
  const { caseIndex, caseLog, clock } = context.ports;
  const kept = await caseLog.yearSums();
  const years = new Set(kept.map((one) => one.year));
  for await (const { caseId } of caseIndex.positions()) {
    const row = await caseIndex.get(caseId);
    if (row) years.add(yearOf(row));
  }
  const latest = years.size > 0 ? Math.max(...years) : clock.now().getUTCFullYear();
  const year = wanted ?? latest;
  const sums = new Map<Line, Sum>();
  const add = ({ line, sum }: Pick<YearSum, 'line' | 'sum'>) =>
    sums.set(line, added(sums.get(line) ?? NOTHING, sum));
  for (const one of kept) if (one.year === year) add(one);
  let unreadable = 0;
  for await (const { caseId } of caseIndex.positions()) {
    const row = await caseIndex.get(caseId);
    if (!row || yearOf(row) !== year) continue;
    try {
      const state = await context.cases.find(caseId);
      for (const counted of state ? countsOf(state) : [])
        add({ line: counted.line, sum: sumOf(counted) });
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      unreadable += 1;
    }
  }
  return { year, years: [...years].toSorted((one, other) => other - one), sums, unreadable };
}
