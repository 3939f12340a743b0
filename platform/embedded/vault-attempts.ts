/** Which files are being written in parts, and how far they are: rows beside those of whole objects. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Database } from './database.ts';
import type { KeptParts } from './vault-parts.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS vault_attempts (
    key TEXT PRIMARY KEY,
    attempt TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    salts BLOB NOT NULL,
    mark TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    kept_at INTEGER NOT NULL
  ) STRICT
`;

const Row = z.object({
  attempt: z.string(),
  file: z.string(),
  salts: z.instanceof(Uint8Array),
  mark: z.string(),
  marked_at: z.int(),
});

export interface Attempt {
  attempt: string;
  file: string;
  kept: KeptParts;
}

const SALT = 32;

export class VaultAttempts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(SCHEMA);
  }

  find(key: string): Attempt | null {
    const found = this.#database.read((db) =>
      db.prepare('SELECT * FROM vault_attempts WHERE key = ?').get(key),
    );
    if (found === undefined) return null;
    const { attempt, file, salts, mark, marked_at: markedAt } = Row.parse(found);
    const parts = Array.from({ length: salts.length / SALT }, (_, part) =>
      salts.slice(part * SALT, (part + 1) * SALT),
    );
    return { attempt, file, kept: { salts: parts, mark, markedAt } };
  }

  async keep(key: string, { attempt, file, kept }: Attempt, now: Date): Promise<void> {
    await this.#database.write((db) =>
      db
        .prepare(
          `INSERT OR REPLACE INTO vault_attempts (key, attempt, file, salts, mark, marked_at, kept_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          ...[key, attempt, file, Buffer.concat(kept.salts)],
          ...[kept.mark, kept.markedAt, now.getTime()],
        ),
    );
  }

  /** Forgets those that nobody has gone on with since; their files are nobody's then. */
  async forgetBefore(moment: Date): Promise<void> {
    await this.#database.write((db) =>
      db.prepare('DELETE FROM vault_attempts WHERE kept_at < ?').run(moment.getTime()),
    );
  }

  files(): string[] {
    return this.#database
      .read((db) => db.prepare('SELECT file FROM vault_attempts').all())
      .map((row) => Row.shape.file.parse(row.file));
  }
}

/** @returns the file that was being written, within a transaction of the caller's */
export function forgetAttempt(db: DatabaseSync, key: string): string | null {
  const row = db.prepare('DELETE FROM vault_attempts WHERE key = ? RETURNING file').get(key);
  return row === undefined ? null : Row.shape.file.parse(row.file);
}
