/** The cases' commits in SQLite: one row each, written only where it follows the stored last one. */
import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { GENESIS, type SealedCommit } from '../../core/case/chain.ts';
import type { YearSum } from '../../core/case/metrics.ts';
import { CaseId } from '../../core/ids.ts';
import { CommitTexts } from '../commit-texts.ts';
import { type CaseLog, CommitConflict } from '../ports.ts';
import type { Database } from './database.ts';
import { addYearSum, YEAR_SUMS_TABLE, yearSums } from './year-sums.ts';

const HEADS_PER_PAGE = 500;

const Body = z.object({ body: z.string() });
const Last = z.object({ position: z.int(), hash: z.string() });
const Head = z.object({ case_id: CaseId, position: z.int() });

export class EmbeddedCaseLog implements CaseLog {
  readonly #database: Database;
  readonly #all: StatementSync;
  readonly #last: StatementSync;
  readonly #insert: StatementSync;
  readonly #headsAfter: StatementSync;
  readonly #delete: StatementSync;
  readonly #texts = new CommitTexts();

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS commits (
        case_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        hash TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (case_id, position)
      ) STRICT;
      ${YEAR_SUMS_TABLE}
    `);
    const prepare = (sql: string) => database.read((db) => db.prepare(sql));
    this.#all = prepare('SELECT body FROM commits WHERE case_id = ? ORDER BY position');
    this.#last = prepare(
      'SELECT position, hash FROM commits WHERE case_id = ? ORDER BY position DESC LIMIT 1',
    );
    this.#insert = prepare(
      'INSERT INTO commits (case_id, position, hash, body) VALUES (?, ?, ?, ?)',
    );
    this.#delete = prepare('DELETE FROM commits WHERE case_id = ? RETURNING body');
    this.#headsAfter = prepare(
      `SELECT case_id, max(position) AS position FROM commits
       WHERE case_id > ? GROUP BY case_id ORDER BY case_id LIMIT ?`,
    );
  }

  async read(caseId: CaseId): Promise<SealedCommit[]> {
    return this.#all.all(caseId).map((row) => this.#texts.commitIn(Body.parse(row).body));
  }

  /**
   * A commit that stands already, even the very same one, is a conflict: whoever is
   * unsure whether an append arrived reads again and sees it.
   */
  append(commit: SealedCommit): Promise<void> {
    const { caseId, position, previous, hash } = commit;
    return this.#database.write(() => {
      const row = this.#last.get(caseId);
      const last = row === undefined ? { position: 0, hash: GENESIS } : Last.parse(row);
      if (position !== last.position + 1 || previous !== last.hash)
        throw new CommitConflict(caseId, position);
      this.#insert.run(caseId, position, hash, JSON.stringify(commit));
    });
  }

  async erase(caseId: CaseId, position: number, counts: readonly YearSum[]): Promise<void> {
    const erased = await this.#database.write((db) => {
      const row = this.#last.get(caseId);
      if (row === undefined) return [];
      if (Last.parse(row).position !== position) throw new CommitConflict(caseId, position + 1);
      for (const count of counts) addYearSum(db, count);
      return this.#delete.all(caseId).map((one) => Body.parse(one).body);
    });
    for (const text of erased) this.#texts.forget(text);
    // The write-ahead log still holds the pages.
    await this.#database.forget();
  }

  async yearSums(): Promise<YearSum[]> {
    return this.#database.read(yearSums);
  }

  async *heads(): AsyncIterable<{ caseId: CaseId; position: number }> {
    let after = '';
    for (;;) {
      const page = this.#headsAfter.all(after, HEADS_PER_PAGE).map((row) => Head.parse(row));
      for (const { case_id, position } of page) yield { caseId: case_id, position };
      const last = page.at(-1);
      if (last === undefined || page.length < HEADS_PER_PAGE) return;
      after = last.case_id;
    }
  }
}
