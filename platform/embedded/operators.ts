/** The operators of the console, in SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Operator } from '../console-access.ts';
import type { Operators as Port } from '../ports.ts';
import type { Database } from './database.ts';

const Row = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    roles: z.string(),
    language: z.string(),
  })
  .transform(({ roles, ...rest }) => ({ ...rest, roles: roles.split(' ') }))
  .pipe(Operator);

export type NewOperator = Omit<Operator, 'id'>;

class OperatorExists extends Error {
  override readonly name = 'OperatorExists';
}

/** Equal for every way of writing one address. */
export function normalisedEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

export class Operators implements Port {
  readonly #database: Database;
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(database: Database, randomBytes: (length: number) => Uint8Array) {
    this.#database = database;
    this.#randomBytes = randomBytes;
    database.define(`
      CREATE TABLE IF NOT EXISTS operator (
        id TEXT PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        roles TEXT NOT NULL,
        language TEXT NOT NULL,
        signed_in INTEGER NOT NULL DEFAULT 0
      ) STRICT;
    `);
  }

  /** @throws {OperatorExists} when the address is an operator's already */
  async add(operator: NewOperator): Promise<Operator> {
    const added = this.#draft(operator);
    return this.#database.write((db) => {
      if (this.#byEmail(db, added.email)) throw new OperatorExists('the address is in use already');
      insert(db, added);
      return added;
    });
  }

  /**
   * Whom a link is to be printed for at start: made from the settings when there are no
   * operators yet, and the same one again until somebody has signed in; then `null`.
   */
  async first(settings: NewOperator): Promise<Operator | null> {
    const draft = this.#draft(settings);
    return this.#database.write((db) => {
      const rows = db.prepare('SELECT * FROM operator ORDER BY rowid').all();
      const [standing] = rows;
      if (rows.some((row) => row.signed_in !== 0)) return null;
      if (standing) return Row.parse(standing);
      insert(db, draft);
      return draft;
    });
  }

  /** Ends their sessions and links too. */
  async remove(id: string): Promise<void> {
    await this.#database.write((db) => db.prepare('DELETE FROM operator WHERE id = ?').run(id));
  }

  async list(): Promise<Operator[]> {
    return this.#database
      .read((db) => db.prepare('SELECT * FROM operator ORDER BY name, id').all())
      .map((row) => Row.parse(row));
  }

  get(id: string): Operator | null {
    const row = this.#database.read((db) =>
      db.prepare('SELECT * FROM operator WHERE id = ?').get(id),
    );
    return row ? Row.parse(row) : null;
  }

  byEmail(email: string): Operator | null {
    return this.#database.read((db) => this.#byEmail(db, normalisedEmail(email)));
  }

  #byEmail(db: DatabaseSync, normalised: string): Operator | null {
    const row = db.prepare('SELECT * FROM operator WHERE email = ?').get(normalised);
    return row ? Row.parse(row) : null;
  }

  #draft(operator: NewOperator): Operator {
    const id = `op-${Buffer.from(this.#randomBytes(8)).toString('hex')}`;
    return Operator.parse({ ...operator, id, email: normalisedEmail(operator.email) });
  }
}

function insert(db: DatabaseSync, { id, email, name, roles, language }: Operator): void {
  db.prepare('INSERT INTO operator (id, email, name, roles, language) VALUES (?, ?, ?, ?, ?)').run(
    id,
    email,
    name,
    roles.join(' '),
    language,
  );
}
