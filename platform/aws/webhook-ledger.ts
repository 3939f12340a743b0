/** Event ids of Stripe whose effect is done, in DynamoDB, which forgets them by itself. */
import type { Clock, WebhookLedger } from '../ports.ts';
import { EXPIRES, type Table } from './table.ts';

/** Stripe sends an event again for three days; a resend by hand is possible for thirty. */
const KEPT_SECONDS = 31 * 24 * 3600;

export class AwsWebhookLedger implements WebhookLedger {
  readonly #table: Table;
  readonly #clock: Clock;

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** Two deliveries at the same moment may both run the effect, which bears it. */
  async once(eventId: string, effect: () => Promise<void>): Promise<boolean> {
    const key = { pk: `webhook#${eventId}`, sk: 'done' };
    if (await this.#table.get(key)) return false;
    await effect();
    const expires = Math.ceil(this.#clock.now().getTime() / 1000) + KEPT_SECONDS;
    await this.#table.put({ ...key, [EXPIRES]: expires });
    return true;
  }
}
