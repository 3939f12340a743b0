/**
 * Outgoing mail on this machine: one `.eml` file a message in a folder, and a row
 * that says that it was accepted. The file's name is made from the Message-ID, so a
 * crash between file and row leaves nothing double: the next call writes the same file.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaseId } from '../../core/ids.ts';
import { checkEnvelope, type OutgoingMail } from '../envelope.ts';
import type { Clock, Mailer } from '../ports.ts';
import type { Database } from './database.ts';
import { writeDurably } from './durable-file.ts';

export interface AcceptedMail {
  /** Name of its file without `.eml`; safe in addresses. */
  id: string;
  messageId: string;
  from: string;
  to: string;
  acceptedAt: string;
}

const MailId = z.string().regex(/^[0-9a-f]{32}$/);

const Row = z
  .object({
    id: MailId,
    message_id: z.string(),
    sender: z.string(),
    recipient: z.string(),
    accepted_at: z.string(),
  })
  .transform(
    (row): AcceptedMail => ({
      id: row.id,
      messageId: row.message_id,
      from: row.sender,
      to: row.recipient,
      acceptedAt: row.accepted_at,
    }),
  );

const idOf = (messageId: string): string =>
  createHash('sha256').update(messageId).digest('hex').slice(0, 32);

export class EmbeddedMailer implements Mailer {
  readonly #database: Database;
  readonly #directory: string;
  readonly #clock: Clock;
  readonly #relayed: boolean;
  /** Calls for the same message while it is being written share one writing. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(parts: {
    database: Database;
    /** Where the `.eml` files lie; made when missing. */
    directory: string;
    clock: Clock;
    /** Whether mails accepted from now on are for a relay, or stay here to be looked at. */
    relayed: boolean;
  }) {
    this.#relayed = parts.relayed;
    this.#database = parts.database;
    this.#directory = parts.directory;
    this.#clock = parts.clock;
    parts.database.define(`
      CREATE TABLE IF NOT EXISTS mails (
        id TEXT PRIMARY KEY,
        message_id TEXT NOT NULL,
        sender TEXT NOT NULL,
        recipient TEXT NOT NULL,
        accepted_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        try_at INTEGER -- when the relay tries next, in ms since 1970; NULL for never
      ) STRICT;
      CREATE INDEX IF NOT EXISTS mails_by_time ON mails (accepted_at, id);
      CREATE INDEX IF NOT EXISTS mails_by_message ON mails (message_id);
      CREATE INDEX IF NOT EXISTS mails_to_relay ON mails (try_at) WHERE try_at IS NOT NULL;
    `);
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#removeUnaccepted();
  }

  /** @throws {BadEnvelope} */
  async send(mail: OutgoingMail): Promise<void> {
    checkEnvelope(mail);
    const id = idOf(mail.messageId);
    if (this.find(id)) return;
    const begun = this.#writing.get(id);
    if (begun) return begun;
    const writing = this.#write(id, mail).finally(() => this.#writing.delete(id));
    this.#writing.set(id, writing);
    return writing;
  }

  async forget(caseId: CaseId): Promise<void> {
    // `/` follows `.` in ASCII: a range on the index.
    const range = [`${caseId}.`, `${caseId}/`];
    const rows = this.#database.read((db) =>
      db.prepare('SELECT id FROM mails WHERE message_id >= ? AND message_id < ?').all(...range),
    );
    for (const { id } of rows) await this.forgetContent(MailId.parse(id));
    await this.#database.write((db) => {
      db.prepare(
        `UPDATE mails SET recipient = '', try_at = NULL
         WHERE message_id >= ? AND message_id < ? AND recipient <> ''`,
      ).run(...range);
    });
  }

  async erase(caseId: CaseId): Promise<void> {
    await this.forget(caseId);
    await this.#database.write((db) => {
      db.prepare('DELETE FROM mails WHERE message_id >= ? AND message_id < ?').run(
        `${caseId}.`,
        `${caseId}/`,
      );
    });
  }

  /** The last accepted first, without those that were forgotten. */
  list(limit: number): AcceptedMail[] {
    return this.#database
      .read((db) =>
        db
          .prepare(
            "SELECT * FROM mails WHERE recipient <> '' ORDER BY accepted_at DESC, id LIMIT ?",
          )
          .all(limit),
      )
      .map((row) => Row.parse(row));
  }

  find(id: string): AcceptedMail | null {
    const row = this.#database.read((db) => db.prepare('SELECT * FROM mails WHERE id = ?').get(id));
    return row === undefined ? null : Row.parse(row);
  }

  /** @param id of an accepted mail */
  async raw(id: string): Promise<Uint8Array> {
    return readFile(this.#path(id));
  }

  /** Removes the content once it went elsewhere; the message stays accepted. */
  async forgetContent(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  async #write(id: string, { messageId, from, to, raw }: OutgoingMail): Promise<void> {
    await writeDurably(this.#path(id), `${this.#path(id)}.new`, raw);
    const acceptedAt = this.#clock.now().toISOString();
    await this.#database.write((db) => {
      db.prepare(
        `INSERT INTO mails (id, message_id, sender, recipient, accepted_at, try_at)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      ).run(id, messageId, from, to, acceptedAt, this.#relayed ? 0 : null);
    });
  }

  /** What a crash left half written, or written and not accepted: whoever sends it again writes it again. */
  #removeUnaccepted(): void {
    const accepted = new Set(
      this.#database
        .read((db) => db.prepare('SELECT id FROM mails').all())
        .map(({ id }) => `${id}.eml`),
    );
    for (const name of readdirSync(this.#directory))
      if (!accepted.has(name)) rmSync(join(this.#directory, name));
  }

  #path(id: string): string {
    return join(this.#directory, `${MailId.parse(id)}.eml`);
  }
}
