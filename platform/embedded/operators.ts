/** The operators of the console, in SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { acts, Operator } from '../console-access.ts';
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

/** Changed in a standing operator; what is left out stays. The address is who it is, and stays. */
export type OperatorChange = Partial<Omit<NewOperator, 'email'>>;

export class OperatorExists extends Error {
  override readonly name = 'OperatorExists';
}

export class NoSuchOperator extends Error {
  override readonly name = 'NoSuchOperator';
}

/** Nobody would be left who may work on cases. */
export class LastOperator extends Error {
  override readonly name = 'LastOperator';
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
      -- Whose acts stand in the logs: the name stays, the address goes.
      CREATE TABLE IF NOT EXISTS former_operator (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL
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

  /**
   * Counts from the next page on that they ask for.
   * @throws {NoSuchOperator} @throws {LastOperator} when nobody who acts would be left
   */
  async change(email: string, change: OperatorChange): Promise<Operator> {
    return this.#database.write((db) => {
      const standing = this.#standing(db, email);
      const changed = Operator.parse({ ...standing, ...change });
      db.prepare('UPDATE operator SET name = ?, roles = ?, language = ? WHERE id = ?').run(
        changed.name,
        changed.roles.join(' '),
        changed.language,
        changed.id,
      );
      someoneActs(db);
      return changed;
    });
  }

  /**
   * Ends their sessions and links too. Their name stays with what they did.
   * @throws {NoSuchOperator} @throws {LastOperator} when nobody who acts would be left
   */
  async remove(email: string): Promise<Operator> {
    return this.#database.write((db) => {
      const standing = this.#standing(db, email);
      const { id, name } = standing;
      db.prepare('DELETE FROM operator WHERE id = ?').run(id);
      db.prepare('INSERT INTO former_operator VALUES (?, ?)').run(id, name);
      someoneActs(db);
      return standing;
    });
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

  /** Also of one who has been removed since. */
  nameOf(id: string): string | null {
    const row = this.#database.read((db) =>
      db
        .prepare(
          'SELECT name FROM operator WHERE id = ? UNION SELECT name FROM former_operator WHERE id = ?',
        )
        .get(id, id),
    );
    return row ? z.string().parse(row.name) : null;
  }

  byEmail(email: string): Operator | null {
    return this.#database.read((db) => this.#byEmail(db, normalisedEmail(email)));
  }

  #byEmail(db: DatabaseSync, normalised: string): Operator | null {
    const row = db.prepare('SELECT * FROM operator WHERE email = ?').get(normalised);
    return row ? Row.parse(row) : null;
  }

  #standing(db: DatabaseSync, email: string): Operator {
    const standing = this.#byEmail(db, normalisedEmail(email));
    if (!standing) throw new NoSuchOperator('no operator has this address');
    return standing;
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

/** @throws {LastOperator}, which takes back what was written before it */
function someoneActs(db: DatabaseSync): void {
  const rows = db.prepare('SELECT * FROM operator').all();
  if (!rows.some((row) => acts(Row.parse(row))))
    throw new LastOperator('nobody would be left who may work on cases: add somebody else first');
}
