/** What things cost, and how much of each something takes. */
import table from './prices.json' with { type: 'json' };

export const { region, known, note, prices } = table;
export type Priced = keyof typeof prices;
export type Usage = Partial<Record<Priced, number>>;

const isPriced = (name: string): name is Priced => name in prices;

export interface Line {
  what: Priced;
  count: number;
  usd: number;
}

/** The dearest first. */
export function linesOf(usage: Usage): Line[] {
  return Object.entries(usage)
    .flatMap(([what, count]) =>
      isPriced(what) && count > 0 ? [{ what, count, usd: count * prices[what].usd }] : [],
    )
    .toSorted((one, other) => other.usd - one.usd);
}

export const totalOf = (usage: Usage): number =>
  linesOf(usage).reduce((sum, { usd }) => sum + usd, 0);

export function sum(...usages: Usage[]): Usage {
  const all: Usage = {};
  for (const usage of usages)
    for (const { what, count } of linesOf(usage)) all[what] = (all[what] ?? 0) + count;
  return all;
}
