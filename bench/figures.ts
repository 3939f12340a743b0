/** What a measure says, and how it is shown. */

export interface Figure {
  what: string;
  value: number;
  unit: string;
  baseline?: { what: string; value: number; unit: string };
  /** `value` as a part of the baseline's. */
  ratio?: number;
  goal?: { text: string; met: boolean };
}

/** Never called with an empty list. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function figure(
  what: string,
  value: number,
  unit: string,
  more: { baseline?: Figure['baseline']; goal?: Figure['goal'] } = {},
): Figure {
  return {
    ...{ what, value, unit },
    ...(more.baseline && { baseline: more.baseline, ratio: value / more.baseline.value }),
    ...(more.goal && { goal: more.goal }),
  };
}

export const below = (value: number, limit: number, unit: string): Figure['goal'] => ({
  text: `< ${limit} ${unit}`,
  met: value < limit,
});

export const atLeast = (value: number, limit: number): Figure['goal'] => ({
  text: `≥ ${limit} of it`,
  met: value >= limit,
});

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, baseline, ratio, goal }) => [
    what,
    said(value, unit),
    baseline ? `${said(baseline.value, baseline.unit)} (${baseline.what})` : '',
    ratio === undefined ? '' : digits(ratio),
    goal ? `${goal.text} ${goal.met ? 'met' : 'MISSED'}` : '',
  ]);
  const all = [['measure', 'figure', 'baseline', 'ratio', 'goal'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const said = (value: number, unit: string): string => `${digits(value)} ${unit}`;

/** Three that count; nobody needs more of a benchmark. */
const digits = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
