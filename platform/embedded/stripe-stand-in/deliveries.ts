/**
 * The stand-in's webhooks: signed as Stripe signs (scheme v1), sent at least once and until
 * they are taken with a 2xx, also after a restart, in no promised order.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { Books, type BooksOptions } from './books.ts';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 3600 * 1000;
const ATTEMPT_MS = 10_000;
/** How many are on their way at once. */
const BATCH = 8;
/** Timers are not trusted further than this: the clock may be another than the machine's. */
const LONGEST_SLEEP_MS = 30_000;

const Due = z.object({ id: z.string(), body: z.string(), attempts: z.number() });

export interface DeliveryOptions extends BooksOptions {
  database: Database;
  webhookSecret: string;
  webhookUrl: () => string;
}

export class Deliveries {
  readonly #options: DeliveryOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<number> | undefined;
  #stopped: AbortController | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopped ??= new AbortController();
    this.wake();
  }

  /** There may be something to do now. Nothing happens before `start` and after `stop`. */
  wake(): void {
    if (!this.#stopped || this.#stopped.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rounds(), 0);
  }

  async stop(): Promise<void> {
    this.#stopped?.abort();
    clearTimeout(this.#timer);
    await this.#round?.catch(() => undefined);
  }

  async #rounds(): Promise<void> {
    if (this.#round) return;
    try {
      while ((await this.deliverDue()) === BATCH);
    } catch {
      // The database is being closed or busy: the events stand, the next round takes them up.
    }
    if (this.#stopped?.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rounds(), this.#sleepMs());
    this.#timer.unref();
  }

  /** One round: closes overdue checkouts, sends what is due, and resolves to how many that were. */
  async deliverDue(): Promise<number> {
    this.#round ??= this.#deliver().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #deliver(): Promise<number> {
    const { database, nowMs } = this.#options;
    const rows = await database.write((db) => {
      new Books(db, this.#options).expireOverdue();
      return db
        .prepare('SELECT * FROM stripe_event WHERE next_ms <= ? ORDER BY next_ms LIMIT ?')
        .all(nowMs(), BATCH);
    });
    await Promise.all(rows.map((row) => this.#attempt(Due.parse(row))));
    return rows.length;
  }

  async #attempt(event: z.infer<typeof Due>): Promise<void> {
    const taken = await this.#send(event.body);
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(event.attempts, 20), LONGEST_RETRY_MS);
    const next = taken ? null : this.#options.nowMs() + wait;
    await this.#options.database.write((db) =>
      db
        .prepare('UPDATE stripe_event SET attempts = attempts + 1, next_ms = ? WHERE id = ?')
        .run(next, event.id),
    );
  }

  async #send(body: string): Promise<boolean> {
    const { webhookSecret, webhookUrl, nowMs } = this.#options;
    const seconds = Math.floor(nowMs() / 1000);
    const mac = createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex');
    const limits = [AbortSignal.timeout(ATTEMPT_MS)];
    if (this.#stopped) limits.push(this.#stopped.signal);
    try {
      const response = await fetch(webhookUrl(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': `t=${seconds},v1=${mac}`,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any(limits),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Refused, reset or too slow: not taken, so it goes again.
      return false;
    }
  }

  #sleepMs(): number {
    const row = this.#options.database.read((db) =>
      db.prepare('SELECT min(next_ms) AS next FROM stripe_event').get(),
    );
    const next = z.object({ next: z.number().nullable() }).parse(row).next;
    const wait = next === null ? LONGEST_SLEEP_MS : next - this.#options.nowMs();
    return Math.max(10, Math.min(wait, LONGEST_SLEEP_MS));
  }
}
