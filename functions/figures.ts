/** The yearly figures (L-28), read from the logs case by case: only the sums are held. */
import { added, countsOf, NOTHING, type Sum, sumOf, yearOf } from '../core/case/metrics.ts';
import { Right } from '../core/law/rights.ts';
import { BrokenLog } from '../platform/cases.ts';
import type { Context } from './context.ts';

/** A right, or an e-mail that is not yet said to be any. */
export type Line = Right | 'unclear';

export const LINES: readonly Line[] = [...Right.options, 'unclear'];

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
  const { caseIndex, clock } = context.ports;
  const years = new Set<number>();
  for await (const { caseId } of caseIndex.positions()) {
    const row = await caseIndex.get(caseId);
    if (row) years.add(yearOf(row));
  }
  const latest = years.size > 0 ? Math.max(...years) : clock.now().getUTCFullYear();
  const year = wanted ?? latest;
  const sums = new Map<Line, Sum>();
  let unreadable = 0;
  for await (const { caseId } of caseIndex.positions()) {
    const row = await caseIndex.get(caseId);
    if (!row || yearOf(row) !== year) continue;
    try {
      const state = await context.cases.find(caseId);
      for (const counted of state ? countsOf(state) : []) {
        const line = counted.right ?? 'unclear';
        sums.set(line, added(sums.get(line) ?? NOTHING, sumOf(counted)));
      }
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      unreadable += 1;
    }
  }
  return { year, years: [...years].toSorted((one, other) => other - one), sums, unreadable };
}
