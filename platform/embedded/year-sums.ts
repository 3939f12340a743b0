/** Yearly sums of cases whose records have expired: counts, and no id of any case (L-27, L-28). */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { added, Line, NOTHING, Sum, type YearSum } from '../../core/case/metrics.ts';

export const YEAR_SUMS_TABLE = `
  CREATE TABLE IF NOT EXISTS year_sums (
    year INTEGER NOT NULL,
    line TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (year, line)
  ) STRICT, WITHOUT ROWID;
`;

const Stored = z.object({ year: z.int(), line: Line, body: z.string() });

export function yearSums(db: DatabaseSync): YearSum[] {
  return db
    .prepare('SELECT year, line, body FROM year_sums ORDER BY year, line')
    .all()
    .map((row) => Stored.parse(row))
    .map(({ year, line, body }) => ({ year, line, sum: Sum.parse(JSON.parse(body)) }));
}

export function addYearSum(db: DatabaseSync, { year, line, sum }: YearSum): void {
  const known = yearSums(db).find((one) => one.year === year && one.line === line);
  db.prepare('INSERT OR REPLACE INTO year_sums (year, line, body) VALUES (?, ?, ?)').run(
    year,
    line,
    JSON.stringify(added(known?.sum ?? NOTHING, sum)),
  );
}
