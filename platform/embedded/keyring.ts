/**
 * Keys on this machine. A master key in a file of its own (mode 0600) wraps one
 * random data key a case (AES-256-GCM, kept in SQLite) and, by HKDF, gives one
 * MAC key a purpose. Whoever copies the database without the file can read nothing.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CaseId } from '../../core/ids.ts';
import type { Keyring } from '../ports.ts';
import type { Database } from './database.ts';
import { MasterKeyMismatch, masterKey } from './master-key.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 4,000 keys are 128 KiB: a console page or a sweep rarely unwraps the same key twice. */
const CACHED_KEYS = 4_000;

const StoredKey = z.object({ wrapped: z.instanceof(Uint8Array).nullable() });
const Fingerprint = z.object({ fingerprint: z.string() });

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keyring_master (fingerprint TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS data_keys (
    case_id TEXT PRIMARY KEY,
    wrapped BLOB
  ) STRICT, WITHOUT ROWID;
`;

export class EmbeddedKeyring implements Keyring {
  readonly #database: Database;
  readonly #master: Uint8Array;
  readonly #wrappingKey: Uint8Array;
  readonly #macKeys = new Map<string, Uint8Array>();
  /** In order of last use, so that the first is the one to drop. */
  readonly #cache = new Map<CaseId, Uint8Array>();

  private constructor(database: Database, master: Uint8Array) {
    this.#database = database;
    this.#master = master;
    this.#wrappingKey = this.#derive('wrap');
  }

  /**
   * @param keyFile made at the first start; later its loss or exchange is an error
   * @throws {MasterKeyMismatch} when the file is missing or is not the one this database was begun with
   * @throws {MasterKeyExposed} when others on this machine may read it
   */
  static async open(database: Database, keyFile: string): Promise<EmbeddedKeyring> {
    database.define(SCHEMA);
    const row = database.read((db) => db.prepare('SELECT fingerprint FROM keyring_master').get());
    const expected = row === undefined ? null : Fingerprint.parse(row).fingerprint;
    const keyring = new EmbeddedKeyring(
      database,
      masterKey(keyFile, { mayCreate: expected === null }),
    );
    const fingerprint = Buffer.from(keyring.#derive('fingerprint')).toString('hex');
    if (expected === null)
      await database.write((db) => {
        db.prepare('INSERT INTO keyring_master (fingerprint) VALUES (?)').run(fingerprint);
      });
    else if (fingerprint !== expected) throw new MasterKeyMismatch(keyFile);
    return keyring;
  }

  async dataKey(caseId: CaseId): Promise<Uint8Array | null> {
    const known = this.#lookUp(caseId);
    if (known !== undefined) return known;
    const wrapped = this.#wrap(caseId, randomBytes(32));
    await this.#database.write((db) => {
      db.prepare(
        'INSERT INTO data_keys (case_id, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING',
      ).run(caseId, wrapped);
    });
    // What stands now decides: somebody may have made or destroyed the key in the same transaction.
    return this.#lookUp(caseId) ?? null;
  }

  async destroyDataKey(caseId: CaseId): Promise<void> {
    // The row stays as a tombstone, so that no new key is ever made for the case.
    await this.#database.write((db) => {
      db.prepare(
        `INSERT INTO data_keys (case_id, wrapped) VALUES (?, NULL)
         ON CONFLICT (case_id) DO UPDATE SET wrapped = NULL`,
      ).run(caseId);
    });
    this.#cache.get(caseId)?.fill(0);
    this.#cache.delete(caseId);
    // The write-ahead log still holds the page with the wrapped key.
    await this.#database.forget();
  }

  async eraseDataKey(caseId: CaseId): Promise<void> {
    await this.destroyDataKey(caseId);
    await this.#database.write((db) => {
      db.prepare('DELETE FROM data_keys WHERE case_id = ?').run(caseId);
    });
  }

  async mac(
    purpose: 'link' | 'subject' | 'session' | 'code' | 'upload',
    message: string,
  ): Promise<Uint8Array> {
    let key = this.#macKeys.get(purpose);
    if (key === undefined) {
      key = this.#derive(`mac ${purpose}`);
      this.#macKeys.set(purpose, key);
    }
    return createHmac('sha256', key).update(message).digest();
  }

  #derive(use: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#master, '', `kaiji keyring: ${use}`, 32));
  }

  /** `undefined`: never made; `null`: destroyed. The caller gets a copy of its own. */
  #lookUp(caseId: CaseId): Uint8Array | null | undefined {
    const cached = this.#cache.get(caseId);
    if (cached !== undefined) {
      this.#remember(caseId, cached);
      return cached.slice();
    }
    const row = this.#database.read((db) =>
      db.prepare('SELECT wrapped FROM data_keys WHERE case_id = ?').get(caseId),
    );
    if (row === undefined) return undefined;
    const { wrapped } = StoredKey.parse(row);
    if (wrapped === null) return null;
    const key = this.#unwrap(caseId, wrapped);
    this.#remember(caseId, key);
    return key.slice();
  }

  #remember(caseId: CaseId, key: Uint8Array): void {
    this.#cache.delete(caseId);
    this.#cache.set(caseId, key);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > CACHED_KEYS && oldest !== undefined) this.#cache.delete(oldest);
  }

  #wrap(caseId: CaseId, key: Uint8Array): Uint8Array {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#wrappingKey, iv).setAAD(Buffer.from(caseId));
    return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  #unwrap(caseId: CaseId, wrapped: Uint8Array): Uint8Array {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#wrappingKey,
      wrapped.subarray(0, IV_BYTES),
    )
      .setAAD(Buffer.from(caseId))
      .setAuthTag(wrapped.subarray(-TAG_BYTES));
    const key = decipher.update(wrapped.subarray(IV_BYTES, -TAG_BYTES));
    return new Uint8Array(Buffer.concat([key, decipher.final()]));
  }
}
