/**
 * `POST /vault/upload`: where a browser posts the form made by `Vault.uploadLink`.
 * Whoever holds the form may store one file at one place, within its bounds, once.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { SNIFFED_BYTES, sniffedType } from '../content-type.ts';
import type { Clock, Keyring } from '../ports.ts';
import type { Database } from './database.ts';
import { QUIET_HEADERS } from './quiet-page.ts';
import { readUploadForm } from './upload-form.ts';
import { isExpired, readPolicy, type UploadPolicy } from './upload-policy.ts';
import { refusalPage, refusalStatus, UploadRefused } from './upload-refusal.ts';
import type { EmbeddedVault } from './vault.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS vault_uploads (
    nonce TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    told INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID
`;

const Upload = z.object({ nonce: z.string(), key: z.string() });

export interface VaultUploadParts {
  vault: EmbeddedVault;
  database: Database;
  keyring: Keyring;
  clock: Clock;
  /** Told of each stored upload at least once: again after a crash, so it must bear repetition. */
  onStored: (key: string) => Promise<void>;
}

export class VaultUploads {
  /** The route, to be mounted at `/`. */
  readonly routes = new Hono();
  readonly #parts: VaultUploadParts;

  constructor(parts: VaultUploadParts) {
    this.#parts = parts;
    parts.database.define(SCHEMA);
    this.routes.post('/vault/upload', async (c) => {
      try {
        const policy = await readUploadForm(c.req.raw, (fields, file) => this.#take(fields, file));
        await this.#tell({ nonce: policy.nonce, key: policy.key });
        return c.redirect(policy.redirectTo, 303);
      } catch (error) {
        if (!(error instanceof UploadRefused)) throw error;
        return c.html(refusalPage(error), refusalStatus(error), {
          ...QUIET_HEADERS,
          connection: 'close',
        });
      }
    });
  }

  /**
   * Tells of uploads that were stored right before a crash; for the start and the sweep.
   * @param onTrouble told when one could not be taken in; the others are
   */
  async tellOfForgotten(onTrouble: (error: unknown) => void): Promise<void> {
    const rows = this.#parts.database.read((db) =>
      db.prepare('SELECT nonce, key FROM vault_uploads WHERE told = 0').all(),
    );
    for (const row of rows)
      try {
        await this.#tell(Upload.parse(row));
      } catch (error) {
        onTrouble(error);
      }
  }

  async #tell({ nonce, key }: { nonce: string; key: string }): Promise<void> {
    await this.#parts.onStored(key);
    const now = this.#parts.clock.now().getTime();
    await this.#parts.database.write((db) => {
      db.prepare('UPDATE vault_uploads SET told = 1 WHERE nonce = ?').run(nonce);
      // An expired form is refused for that, so nobody needs to remember that it was used.
      db.prepare('DELETE FROM vault_uploads WHERE told = 1 AND expires_at < ?').run(now);
    });
  }

  async #take(fields: Map<string, string>, file: Readable): Promise<UploadPolicy> {
    const policy = await this.#policyIn(fields);
    const backTo = policy.redirectTo;
    const bytes = file.iterator({ destroyOnReturn: false });
    try {
      const beginning = await upToBytes(bytes, SNIFFED_BYTES);
      if (beginning.length === 0) throw new UploadRefused('no-file', { backTo });
      const type = await sniffedType(beginning);
      if (type === null || !policy.contentTypes.includes(type))
        throw new UploadRefused('wrong-type', { backTo });
      const body = Readable.from(bounded(beginning, bytes, policy), { objectMode: false });
      await this.#parts.vault.putWith(policy.key, body, type, (db) => useUp(db, policy));
    } finally {
      // Lets go of the stream, so that what is left of a refused file can be read away.
      await bytes.return?.();
    }
    return policy;
  }

  async #policyIn(fields: Map<string, string>): Promise<UploadPolicy> {
    const { database, keyring, clock } = this.#parts;
    const policy = await readPolicy(keyring, {
      policy: fields.get('policy') ?? '',
      mac: fields.get('mac') ?? '',
    });
    if (!policy) throw new UploadRefused('not-ours');
    if (isExpired(policy, clock)) throw new UploadRefused('expired', { backTo: policy.redirectTo });
    const used = database.read((db) =>
      db.prepare('SELECT 1 FROM vault_uploads WHERE nonce = ?').get(policy.nonce),
    );
    if (used) throw new UploadRefused('used', { backTo: policy.redirectTo });
    return policy;
  }
}

function useUp(db: DatabaseSync, { nonce, key, expiresAt, redirectTo }: UploadPolicy): void {
  const { changes } = db
    .prepare('INSERT OR IGNORE INTO vault_uploads (nonce, key, expires_at) VALUES (?, ?, ?)')
    .run(nonce, key, expiresAt);
  if (changes === 0) throw new UploadRefused('used', { backTo: redirectTo });
}

async function upToBytes(pieces: AsyncIterator<unknown>, enough: number): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < enough) {
    const { done, value } = await pieces.next();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError('uploads are read as bytes');
    read.push(value);
    length += value.length;
  }
  return Buffer.concat(read);
}

async function* bounded(
  beginning: Uint8Array,
  rest: AsyncIterable<unknown>,
  { maxBytes, redirectTo }: UploadPolicy,
): AsyncGenerator<Uint8Array> {
  let size = beginning.length;
  if (size > maxBytes) throw new UploadRefused('too-large', { backTo: redirectTo });
  yield beginning;
  for await (const piece of rest) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('uploads are read as bytes');
    size += piece.length;
    if (size > maxBytes) throw new UploadRefused('too-large', { backTo: redirectTo });
    yield piece;
  }
}
