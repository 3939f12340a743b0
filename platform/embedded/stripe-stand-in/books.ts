/**
 * The stand-in's books. Every change and the event that tells of it are written in one
 * transaction, so that no crash leaves a payment that nobody hears of. All methods are
 * synchronous and belong inside `Database.write`.
 */
import type { DatabaseSync } from 'node:sqlite';
import Stripe from 'stripe';
import { invalid, missing } from './faults.ts';
import {
  PaymentRow,
  paymentObject,
  RefundRow,
  refundedChargeObject,
  refundObject,
  SessionRow,
  sessionObject,
} from './objects.ts';
import type { CreateRefund, CreateSession, ListRefunds } from './parameters.ts';

/** Stripe's longest, and its default. */
const SESSION_SECONDS = 24 * 3600;

export interface BooksOptions {
  nowMs: () => number;
  /** `length` random bytes as lower-case hex. */
  randomHex: (length: number) => string;
  pageUrl: (sessionId: string) => string;
}

export class Books {
  readonly #db: DatabaseSync;
  readonly #options: BooksOptions;

  constructor(db: DatabaseSync, options: BooksOptions) {
    this.#db = db;
    this.#options = options;
  }

  createSession(params: CreateSession): Record<string, unknown> {
    const created = this.#seconds();
    const { price_data } = params.line_items[0];
    const id = this.#id('cs_test');
    this.#db
      .prepare(
        `INSERT INTO stripe_session VALUES
         (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 'unpaid', NULL)`,
      )
      .run(
        id,
        created,
        created + SESSION_SECONDS,
        price_data.unit_amount,
        price_data.currency,
        price_data.product_data.name,
        params.client_reference_id,
        JSON.stringify(params.metadata),
        JSON.stringify(params.payment_intent_data.metadata),
        params.locale,
        params.success_url,
        params.cancel_url,
      );
    return this.#shown(this.session(id));
  }

  /** @throws {StripeFault} for an id that is not here */
  session(id: string): SessionRow {
    const row = this.#db.prepare('SELECT * FROM stripe_session WHERE id = ?').get(id);
    if (!row) throw missing('checkout.session', id);
    return SessionRow.parse(row);
  }

  showSession(id: string): Record<string, unknown> {
    return this.#shown(this.session(id));
  }

  expireSession(id: string): Record<string, unknown> {
    const { status } = this.session(id);
    if (status !== 'open')
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
      );
    this.#db.prepare(`UPDATE stripe_session SET status = 'expired' WHERE id = ?`).run(id);
    const shown = this.showSession(id);
    this.#tell('checkout.session.expired', id, shown);
    return shown;
  }

  /** Closes what nobody paid in time. */
  expireOverdue(): void {
    const rows = this.#db
      .prepare(`SELECT id FROM stripe_session WHERE status = 'open' AND expires_at <= ?`)
      .all(this.#seconds());
    for (const { id } of rows) this.expireSession(String(id));
  }

  /**
   * The person pays. `late`: money arrives for a checkout that is paid or closed already, as
   * a slow payment method can bring about; a second payment then stands beside the first.
   * @returns whether there was anything to pay
   */
  pay(id: string, how: 'open' | 'late'): boolean {
    const session = this.session(id);
    if (how === 'open' && session.status !== 'open') return false;
    const payment = this.#take(session);
    this.#db
      .prepare(
        `UPDATE stripe_session SET status = 'complete', payment_status = 'paid', payment_intent = ?
         WHERE id = ?`,
      )
      .run(payment.id, id);
    this.#tell('payment_intent.succeeded', id, paymentObject(payment));
    const type = session.status === 'open' ? 'completed' : 'async_payment_succeeded';
    this.#tell(`checkout.session.${type}`, id, this.showSession(id));
    return true;
  }

  #take(session: SessionRow): PaymentRow {
    const id = this.#id('pi');
    this.#db
      .prepare('INSERT INTO stripe_payment VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        id,
        this.#id('ch'),
        session.id,
        session.amount,
        session.currency,
        JSON.stringify(session.payment_metadata),
        this.#seconds(),
      );
    return PaymentRow.parse(this.#payment(id));
  }

  createRefund(params: CreateRefund): Record<string, unknown> {
    const row = this.#payment(params.payment_intent);
    if (!row) throw missing('payment_intent', params.payment_intent);
    const payment = PaymentRow.parse(row);
    const standing = this.listRefunds({ payment_intent: payment.id, limit: 1 });
    if (standing.data.length > 0)
      throw invalid(
        `Charge ${payment.charge} has already been refunded.`,
        'charge_already_refunded',
      );
    const { charge, amount, currency } = payment;
    const id = this.#id('re');
    this.#db
      .prepare('INSERT INTO stripe_refund VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        id,
        payment.id,
        charge,
        amount,
        currency,
        JSON.stringify(params.metadata),
        this.#seconds(),
      );
    const refund = refundObject(
      RefundRow.parse(this.#db.prepare('SELECT * FROM stripe_refund WHERE id = ?').get(id)),
    );
    const session = String(row.session);
    this.#tell('refund.created', session, refund);
    this.#tell('charge.refunded', session, refundedChargeObject(payment));
    return refund;
  }

  listRefunds(params: ListRefunds) {
    const rows = this.#db
      .prepare('SELECT * FROM stripe_refund WHERE payment_intent = ? LIMIT ?')
      .all(params.payment_intent, params.limit);
    const data = rows.map((row) => refundObject(RefundRow.parse(row)));
    return { object: 'list', data, has_more: false, url: '/v1/refunds' };
  }

  /** Sends the events of a checkout again, as Stripe's dashboard can. */
  resend(sessionId: string): void {
    this.#db
      .prepare('UPDATE stripe_event SET next_ms = ? WHERE session = ?')
      .run(this.#options.nowMs(), sessionId);
  }

  #payment(id: string) {
    return this.#db.prepare('SELECT * FROM stripe_payment WHERE id = ?').get(id);
  }

  #tell(type: string, session: string, object: Record<string, unknown>): void {
    const id = this.#id('evt');
    const event = {
      id,
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: this.#seconds(),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type,
    };
    this.#db
      .prepare('INSERT INTO stripe_event VALUES (?, ?, ?, 0, ?)')
      .run(id, session, JSON.stringify(event), this.#options.nowMs());
  }

  #shown(row: SessionRow): Record<string, unknown> {
    return sessionObject(row, this.#options.pageUrl(row.id));
  }

  #seconds(): number {
    return Math.floor(this.#options.nowMs() / 1000);
  }

  #id(prefix: string): string {
    return `${prefix}_${this.#options.randomHex(16)}`;
  }
}
