/**
 * One SQLite file for everything durable. Writes of one turn of the event loop
 * share a transaction and thus an fsync (group commit); each has a savepoint of
 * its own, so that one that fails takes nothing else with it.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

type Job = { run: () => void; settle: (error?: unknown) => void };

/** Prepares each text once: the same few dozen are asked for all day. */
class Connection extends DatabaseSync {
  readonly #prepared = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? super.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }
}

export class Database {
  readonly #db: Connection;
  #waiting: Job[] = [];
  #scheduled = false;
  #forgetting: Promise<void> | undefined;

  /** @param path of the database file, or `:memory:` */
  constructor(path: string) {
    if (path !== ':memory:') makeForOwner(path);
    this.#db = new Connection(path);
    this.#db.exec(`
      PRAGMA busy_timeout = 5000;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON; -- what is deleted is overwritten: destroyed keys must be gone
    `);
  }

  /** `CREATE TABLE IF NOT EXISTS …`: each part of the platform brings its own tables. */
  define(schema: string): void {
    this.#db.exec(schema);
  }

  /** Reads see all that was committed; no open transaction is ever visible here. */
  read<T>(query: (db: DatabaseSync) => T): T {
    return query(this.#db);
  }

  /**
   * Runs `work` (synchronous) in the next shared transaction. Resolves with its
   * result once that transaction is on disk; rejects with what `work` threw, and
   * then nothing of it was written.
   */
  write<T>(work: (db: DatabaseSync) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#waiting.push({
        run: () => {
          result = work(this.#db);
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
      if (!this.#scheduled) {
        this.#scheduled = true;
        setImmediate(() => this.#commit());
      }
    });
  }

  /**
   * Runs `work` (synchronous) at once, for what can be made anew: readers see it from now on, and
   * the disk has it with the next `write`. A killed process keeps it; a power cut may take it
   * back, whole, and nothing else with it (SQLite's `synchronous = NORMAL`).
   */
  writeLightly(work: (db: DatabaseSync) => void): void {
    this.#db.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      work(this.#db);
      this.#db.exec('COMMIT');
    } finally {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#db.exec('PRAGMA synchronous = FULL');
    }
  }

  /**
   * Empties the write-ahead log, so that what was overwritten or deleted is in no file
   * any more. Calls made in one turn of the event loop share the work.
   */
  forget(): Promise<void> {
    this.#forgetting ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.#forgetting = undefined;
        try {
          this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.#forgetting;
  }

  #commit(): void {
    this.#scheduled = false;
    const jobs = this.#waiting;
    this.#waiting = [];
    const done: { job: Job; error?: unknown }[] = [];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const job of jobs) {
        this.#db.exec('SAVEPOINT job');
        try {
          job.run();
          done.push({ job });
        } catch (error) {
          this.#db.exec('ROLLBACK TO job');
          done.push({ job, error: error ?? new Error('the write failed without saying why') });
        }
        this.#db.exec('RELEASE job');
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      for (const job of jobs) job.settle(error);
      return;
    }
    for (const { job, error } of done) job.settle(error);
  }

  close(): void {
    if (this.#waiting.length > 0) this.#commit();
    this.#db.close();
  }
}

/** The write-ahead log and its index take their mode from the database's file. */
function makeForOwner(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}
