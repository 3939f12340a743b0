/** The console's queue and the sweep's agenda in SQLite: a projection, guarded by its position. */
import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { CaseRow } from '../../core/case/row.ts';
import { CaseId, type Instant } from '../../core/ids.ts';
import type { CaseIndex } from '../ports.ts';
import type { Database } from './database.ts';

const ROWS_PER_SWEEP_PAGE = 200;
const POSITIONS_PER_PAGE = 500;

/** Sorts after every date: cases whose clocks have all stopped come last in the queue. */
const NO_TARGET = '9999-99-99';

const Stored = z.object({ body: z.string() });
const Position = z.object({ case_id: CaseId, position: z.int() });

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS case_rows (
    case_id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    urgency TEXT NOT NULL,
    received_at TEXT NOT NULL,
    operator_tasks INTEGER NOT NULL,
    next_sweep_at TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS case_rows_queue ON case_rows (urgency, case_id) WHERE status = 'open';
  CREATE INDEX IF NOT EXISTS case_rows_operator ON case_rows (urgency, case_id)
    WHERE status = 'open' AND operator_tasks > 0;
  CREATE INDEX IF NOT EXISTS case_rows_closed ON case_rows (received_at DESC, case_id DESC)
    WHERE status = 'closed';
  CREATE INDEX IF NOT EXISTS case_rows_sweep ON case_rows (next_sweep_at, case_id)
    WHERE next_sweep_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS case_subjects (
    subject_key TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (subject_key, case_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS case_subjects_case ON case_subjects (case_id);
`;

type Page = { rows: CaseRow[]; next: string | null };

export class EmbeddedCaseIndex implements CaseIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(SCHEMA);
  }

  /** Not waited for until it is on disk: what a power cut takes is made anew at the next start. */
  async put(row: CaseRow): Promise<void> {
    this.#database.writeLightly((db) => {
      const { changes } = db
        .prepare(
          `INSERT INTO case_rows
             (case_id, position, status, urgency, received_at, operator_tasks, next_sweep_at, body)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (case_id) DO UPDATE SET
             position = excluded.position, status = excluded.status, urgency = excluded.urgency,
             received_at = excluded.received_at, operator_tasks = excluded.operator_tasks,
             next_sweep_at = excluded.next_sweep_at, body = excluded.body
           WHERE excluded.position > position`,
        )
        .run(
          row.caseId,
          row.position,
          row.status,
          row.targetDate ?? NO_TARGET,
          row.receivedAt,
          row.operatorTasks.length,
          row.nextSweepAt,
          JSON.stringify(row),
        );
      if (changes === 0) return;
      db.prepare('DELETE FROM case_subjects WHERE case_id = ?').run(row.caseId);
      const addKey = db.prepare(
        'INSERT OR IGNORE INTO case_subjects (subject_key, case_id) VALUES (?, ?)',
      );
      for (const key of row.subjectKeys) addKey.run(key, row.caseId);
    });
  }

  async get(caseId: CaseId): Promise<CaseRow | null> {
    return this.#rows('SELECT body FROM case_rows WHERE case_id = ?', caseId)[0] ?? null;
  }

  async remove(caseId: CaseId): Promise<void> {
    await this.#database.write((db) => {
      db.prepare('DELETE FROM case_subjects WHERE case_id = ?').run(caseId);
      db.prepare('DELETE FROM case_rows WHERE case_id = ?').run(caseId);
    });
    await this.#database.forget();
  }

  async queue(page: { after?: string; limit: number; operatorTaskOnly?: boolean }): Promise<Page> {
    const [urgency, caseId] = cursorParts(page.after, ['', '']);
    const rows = this.#rows(
      `SELECT body FROM case_rows
       WHERE status = 'open' ${page.operatorTaskOnly ? 'AND operator_tasks > 0' : ''}
         AND (urgency, case_id) > (?, ?)
       ORDER BY urgency, case_id LIMIT ?`,
      urgency,
      caseId,
      page.limit + 1,
    );
    return pageOf(rows, page.limit, (row) => row.targetDate ?? NO_TARGET);
  }

  async closed(page: { after?: string; limit: number }): Promise<Page> {
    const [receivedAt, caseId] = cursorParts(page.after, [NO_TARGET, '']);
    const rows = this.#rows(
      `SELECT body FROM case_rows
       WHERE status = 'closed' AND (received_at, case_id) < (?, ?)
       ORDER BY received_at DESC, case_id DESC LIMIT ?`,
      receivedAt,
      caseId,
      page.limit + 1,
    );
    return pageOf(rows, page.limit, (row) => row.receivedAt);
  }

  async *due(at: Instant): AsyncIterable<CaseRow> {
    let from: [string, string] = ['', ''];
    for (;;) {
      const rows = this.#rows(
        `SELECT body FROM case_rows
         WHERE next_sweep_at IS NOT NULL AND next_sweep_at <= ?
           AND (next_sweep_at, case_id) > (?, ?)
         ORDER BY next_sweep_at, case_id LIMIT ?`,
        at,
        ...from,
        ROWS_PER_SWEEP_PAGE,
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_PER_SWEEP_PAGE) return;
      from = [last.nextSweepAt ?? '', last.caseId];
    }
  }

  async bySubjectKey(key: string): Promise<CaseRow[]> {
    return this.#rows(
      `SELECT body FROM case_subjects JOIN case_rows USING (case_id)
       WHERE subject_key = ? ORDER BY received_at, case_id`,
      key,
    );
  }

  async *positions(): AsyncIterable<{ caseId: CaseId; position: number }> {
    let after = '';
    for (;;) {
      const page = this.#database
        .read((db) =>
          db
            .prepare(
              `SELECT case_id, position FROM case_rows WHERE case_id > ? ORDER BY case_id LIMIT ?`,
            )
            .all(after, POSITIONS_PER_PAGE),
        )
        .map((row) => Position.parse(row));
      for (const { case_id, position } of page) yield { caseId: case_id, position };
      const last = page.at(-1);
      if (last === undefined || page.length < POSITIONS_PER_PAGE) return;
      after = last.case_id;
    }
  }

  #rows(sql: string, ...values: SQLInputValue[]): CaseRow[] {
    return this.#database
      .read((db) => db.prepare(sql).all(...values))
      .map((row) => CaseRow.parse(JSON.parse(Stored.parse(row).body)));
  }
}

/** A cursor names the last row seen; one that was tampered with only starts elsewhere. */
function cursorParts(after: string | undefined, start: [string, string]): [string, string] {
  if (after === undefined) return start;
  const [order = '', caseId = ''] = after.split('|', 2);
  return [order, caseId];
}

/** One row more than the page was asked for tells that there is a next page. */
function pageOf(rows: CaseRow[], limit: number, orderOf: (row: CaseRow) => string): Page {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: shown, next: more ? `${orderOf(last)}|${last.caseId}` : null };
}
