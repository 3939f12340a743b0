/** Statements, prepared once. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Database } from '../database.ts';

export class Statements {
  readonly #database: Database;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Inside a write. */
  prepared(db: DatabaseSync, sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  get(sql: string, ...values: SQLInputValue[]): unknown {
    return this.#database.read((db) => this.prepared(db, sql).get(...values));
  }

  all(sql: string, ...values: SQLInputValue[]): unknown[] {
    return this.#database.read((db) => this.prepared(db, sql).all(...values));
  }
}
