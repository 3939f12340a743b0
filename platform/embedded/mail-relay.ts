/**
 * Hands accepted mails to a real SMTP server: at least once, always under the same
 * Message-ID, so that a mail handed over right before a crash is told from a new one.
 */
import nodemailer from 'nodemailer';
import { z } from 'zod';
import type { CaseId } from '../../core/ids.ts';
import type { OutgoingMail } from '../envelope.ts';
import type { Clock, Mailer } from '../ports.ts';
import type { Database } from './database.ts';
import type { AcceptedMail, EmbeddedMailer } from './mailer.ts';

const FIRST_RETRY_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** RFC 5321 4.5.4.1: give up only after at least 4 to 5 days. */
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * 60_000;
/** A timer may be late or lost while a laptop sleeps: look again at least this often. */
const LONGEST_SLEEP_MS = 60_000;

/** The server refused this mail, and trying again cannot help. */
export class RejectedForGood extends Error {
  override readonly name = 'RejectedForGood';
}

export interface Undeliverable {
  messageId: string;
  reason: 'rejected' | 'gave-up';
}

export interface MailRelayParts {
  outbox: EmbeddedMailer;
  database: Database;
  clock: Clock;
  /** @throws {RejectedForGood} when the refusal is final; any other error is tried again */
  deliver: (mail: Pick<OutgoingMail, 'from' | 'to' | 'raw'>) => Promise<void>;
  /** Told at least once of each mail that will never arrive. */
  onUndeliverable: (mail: Undeliverable) => Promise<void>;
  /** What went wrong for now; the mail is tried again. The error may name people: log its name only. */
  onTrouble: (error: unknown) => void;
}

const Attempt = z.object({ id: z.string(), attempts: z.int() });
const NextTry = z.object({ next: z.int().nullable() });

export class MailRelay implements Mailer {
  readonly #parts: MailRelayParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = true;

  constructor(parts: MailRelayParts) {
    this.#parts = parts;
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.#parts.outbox.send(mail);
    if (!this.#stopped) this.#wakeIn(0);
  }

  forget(caseId: CaseId): Promise<void> {
    return this.#parts.outbox.forget(caseId);
  }

  erase(caseId: CaseId): Promise<void> {
    return this.#parts.outbox.erase(caseId);
  }

  start(): void {
    this.#stopped = false;
    this.#wakeIn(0);
  }

  /** Resolves when the mail under way has been handed over or put back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Tries every mail whose time has come, one after another. */
  deliverDue(): Promise<void> {
    this.#running ??= this.#deliverAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #deliverAll(): Promise<void> {
    const now = this.#parts.clock.now().getTime();
    const due = this.#parts.database.read((db) =>
      db.prepare('SELECT id, attempts FROM mails WHERE try_at <= ? ORDER BY try_at').all(now),
    );
    for (const row of due) {
      const { id, attempts } = Attempt.parse(row);
      const mail = this.#parts.outbox.find(id);
      if (!mail) continue;
      try {
        await this.#attempt(mail, attempts + 1);
      } catch (error) {
        this.#parts.onTrouble(error);
        await this.#plan(id, attempts + 1, now + LONGEST_PAUSE_MS);
      }
    }
  }

  async #attempt(mail: AcceptedMail, attempts: number): Promise<void> {
    try {
      const raw = await this.#parts.outbox.raw(mail.id);
      await this.#parts.deliver({ from: mail.from, to: mail.to, raw });
      await this.#settle(mail.id, attempts);
    } catch (error) {
      const now = this.#parts.clock.now().getTime();
      if (error instanceof RejectedForGood) return this.#bury(mail, attempts, 'rejected');
      if (now - Date.parse(mail.acceptedAt) >= GIVE_UP_AFTER_MS)
        return this.#bury(mail, attempts, 'gave-up');
      this.#parts.onTrouble(error);
      const pause = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
      await this.#plan(mail.id, attempts, now + pause);
    }
  }

  async #bury(mail: AcceptedMail, attempts: number, reason: Undeliverable['reason']) {
    await this.#parts.onUndeliverable({ messageId: mail.messageId, reason });
    await this.#settle(mail.id, attempts);
  }

  async #settle(id: string, attempts: number): Promise<void> {
    await this.#plan(id, attempts, null);
    await this.#parts.outbox.forgetContent(id);
  }

  async #plan(id: string, attempts: number, tryAt: number | null): Promise<void> {
    await this.#parts.database.write((db) => {
      db.prepare('UPDATE mails SET attempts = ?, try_at = ? WHERE id = ?').run(attempts, tryAt, id);
    });
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.deliverDue()
        .then(
          () => this.#untilNext(),
          (error: unknown) => {
            this.#parts.onTrouble(error);
            return LONGEST_SLEEP_MS;
          },
        )
        .then((pause) => {
          if (!this.#stopped) this.#wakeIn(pause);
        });
    }, ms);
  }

  #untilNext(): number {
    const row = this.#parts.database.read((db) =>
      db.prepare('SELECT min(try_at) AS next FROM mails WHERE try_at IS NOT NULL').get(),
    );
    const { next } = NextTry.parse(row);
    if (next === null) return LONGEST_SLEEP_MS;
    const wait = next - this.#parts.clock.now().getTime();
    return Math.min(Math.max(wait, 0), LONGEST_SLEEP_MS);
  }
}

const SmtpRefusal = z.object({
  code: z.enum(['EENVELOPE', 'EMESSAGE']),
  responseCode: z.int().min(500).max(599),
});

/** @param url `smtp://user:password@host:587` or `smtps://…` */
export function smtpDelivery(url: string): MailRelayParts['deliver'] {
  const transport = nodemailer.createTransport(url);
  return async ({ from, to, raw }) => {
    try {
      await transport.sendMail({ envelope: { from, to }, raw: Buffer.from(raw) });
    } catch (cause) {
      // Only a refusal of this recipient or message is final; a wrong password can be put right.
      if (!SmtpRefusal.safeParse(cause).success) throw cause;
      throw new RejectedForGood('the mail server refused the mail for good', { cause });
    }
  };
}
