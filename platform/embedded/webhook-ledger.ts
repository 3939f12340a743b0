/** Event ids of Stripe whose effect is done, in SQLite. */
import type { Clock, WebhookLedger } from '../ports.ts';
import type { Database } from './database.ts';

/** Stripe sends an event again for three days; a resend by hand is possible for thirty. */
const KEPT_MS = 31 * 24 * 3600 * 1000;

export class SqliteWebhookLedger implements WebhookLedger {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #running = new Map<string, Promise<boolean>>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    database.define(`
      CREATE TABLE IF NOT EXISTS webhook_event (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
      CREATE INDEX IF NOT EXISTS webhook_event_at ON webhook_event (at);
    `);
  }

  async once(eventId: string, effect: () => Promise<void>): Promise<boolean> {
    // Two deliveries at the same moment: the second waits for the first and shares its fate.
    const running = this.#running.get(eventId);
    if (running) {
      await running;
      return false;
    }
    const run = this.#run(eventId, effect).finally(() => this.#running.delete(eventId));
    this.#running.set(eventId, run);
    return run;
  }

  async #run(eventId: string, effect: () => Promise<void>): Promise<boolean> {
    const known = this.#database.read((db) =>
      db.prepare('SELECT 1 FROM webhook_event WHERE id = ?').get(eventId),
    );
    if (known) return false;
    await effect();
    const now = this.#clock.now().getTime();
    await this.#database.write((db) => {
      db.prepare('INSERT OR IGNORE INTO webhook_event (id, at) VALUES (?, ?)').run(eventId, now);
      db.prepare('DELETE FROM webhook_event WHERE at < ?').run(now - KEPT_MS);
    });
    return true;
  }
}
