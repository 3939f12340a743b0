/**
 * Sign-in links and sessions of the console. Both are 256 random bits that only the holder
 * knows: the database keeps their SHA-256, so that reading it lets nobody in.
 */
import { z } from 'zod';
import { hashOf, IDLE_MS, newSecret, SEEN_EVERY_MS, SESSION_MS } from '../console-session.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';

const MINUTE = 60_000;
const LINK_MS = 15 * MINUTE;
/** The printed link of a first start: nobody may be watching the terminal. */
const FIRST_LINK_MS = 24 * 60 * MINUTE;

const TABLES = `
  CREATE TABLE IF NOT EXISTS console_link (
    hash TEXT PRIMARY KEY,
    operator TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    back TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS console_session (
    hash TEXT PRIMARY KEY,
    operator TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL
  ) STRICT;
`;

const Link = z.object({ operator: z.string(), back: z.string() });
const Session = z.object({ operator: z.string(), seen_ms: z.number() });

export class ConsoleSessions {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #randomBytes: (length: number) => Uint8Array;

  /** @param database in which `Operators` has made its table */
  constructor(database: Database, clock: Clock, randomBytes: (length: number) => Uint8Array) {
    this.#database = database;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
    database.define(TABLES);
  }

  /** @returns the link's token, good for one sign-in within 15 minutes (24 hours for the first) */
  async newLink(operatorId: string, back: string, which: 'mailed' | 'first' = 'mailed') {
    const token = this.#token();
    const now = this.#now();
    const expires = now + (which === 'first' ? FIRST_LINK_MS : LINK_MS);
    await this.#database.write((db) => {
      db.prepare('DELETE FROM console_link WHERE expires_ms <= ?').run(now);
      db.prepare('INSERT INTO console_link VALUES (?, ?, ?, ?)').run(
        hashOf(token),
        operatorId,
        back,
        expires,
      );
    });
    return token;
  }

  /** Looks without using: mail scanners and previews follow links too. */
  isGood(token: string): boolean {
    const row = this.#database.read((db) =>
      db
        .prepare('SELECT 1 FROM console_link WHERE hash = ? AND expires_ms > ?')
        .get(hashOf(token), this.#now()),
    );
    return row !== undefined;
  }

  /**
   * Trades a link for a session, once; the operator's other links end with it.
   * @returns the session's secret for the cookie, or `null` when the link is used or too old
   */
  async signIn(token: string): Promise<{ secret: string; back: string } | null> {
    const secret = this.#token();
    const now = this.#now();
    return this.#database.write((db) => {
      const row = db
        .prepare('DELETE FROM console_link WHERE hash = ? AND expires_ms > ? RETURNING *')
        .get(hashOf(token), now);
      if (!row) return null;
      const { operator, back } = Link.parse(row);
      db.prepare('DELETE FROM console_link WHERE operator = ?').run(operator);
      db.prepare('UPDATE operator SET signed_in = 1 WHERE id = ?').run(operator);
      db.prepare('DELETE FROM console_session WHERE created_ms <= ?').run(now - SESSION_MS);
      db.prepare('INSERT INTO console_session VALUES (?, ?, ?, ?)').run(
        hashOf(secret),
        operator,
        now,
        now,
      );
      return { secret, back };
    });
  }

  /** The id of the operator whose session it is, while it lasts. Counts as activity. */
  async operatorOf(secret: string): Promise<string | null> {
    const now = this.#now();
    const hash = hashOf(secret);
    const row = this.#database.read((db) =>
      db
        .prepare('SELECT * FROM console_session WHERE hash = ? AND created_ms > ? AND seen_ms > ?')
        .get(hash, now - SESSION_MS, now - IDLE_MS),
    );
    if (!row) return null;
    const { operator, seen_ms } = Session.parse(row);
    if (now - seen_ms >= SEEN_EVERY_MS)
      await this.#database.write((db) =>
        db.prepare('UPDATE console_session SET seen_ms = ? WHERE hash = ?').run(now, hash),
      );
    return operator;
  }

  async signOut(secret: string): Promise<void> {
    const hash = hashOf(secret);
    await this.#database.write((db) =>
      db.prepare('DELETE FROM console_session WHERE hash = ?').run(hash),
    );
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #token(): string {
    return newSecret(this.#randomBytes);
  }
}
