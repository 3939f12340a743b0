/**
 * Files of cases on this machine's disk. A row in SQLite says which file holds an
 * object; a new version is a new file, flushed before the row is switched to it, so
 * the switch is atomic and the name on disk owes nothing to the key. The row also
 * keeps the file's salt: once the row is gone, what the disk may still hold of the
 * file can never be read again.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { NotTheSame } from '../marked-body.ts';
import {
  type Clock,
  DataKeyDestroyed,
  type Keyring,
  type MarkedBody,
  NoSuchObject,
  type StoredObject,
  type UploadLink,
  type Vault,
} from '../ports.ts';
import { CHUNK, DamagedObject, fileKeys, newSalt, objectKey } from '../vault-cipher.ts';
import { caseOf } from '../vault-key.ts';
import type { Database } from './database.ts';
import { flushDirectory } from './durable-file.ts';
import { policyFields } from './upload-policy.ts';
import { forgetAttempt, VaultAttempts } from './vault-attempts.ts';

import { readVaultFile, writeVaultFile } from './vault-file.ts';
import { writeInParts } from './vault-parts.ts';

const Row = z.object({
  key: z.string(),
  size: z.int(),
  sha256: z.string(),
  content_type: z.string(),
  file: z.string(),
  salt: z.instanceof(Uint8Array),
});
type Row = z.infer<typeof Row>;

export interface VaultPlace {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  /** Where the files lie; made when missing. */
  directory: string;
  /** Address of the route that takes uploads, as browsers see it. */
  uploadUrl: string;
  /** What a crash can cost of an object that is put in parts; a multiple of 64 KiB. */
  partBytes?: number;
}

/** Large enough that flushing costs little, small enough to be written again. */
const PART_BYTES = 64 << 20;
/** As S3's rule for incomplete uploads: who has not gone on by then never will. */
const ATTEMPT_LASTS_MS = 7 * 86_400_000;

export class EmbeddedVault implements Vault {
  readonly #place: VaultPlace;
  readonly #attempts: VaultAttempts;
  /** One at a time on a key: two would write into one file. */
  readonly #inParts = new Map<string, Promise<unknown>>();

  private constructor(place: VaultPlace) {
    this.#place = place;
    this.#attempts = new VaultAttempts(place.database);
  }

  /** Removes files that a crash left behind without a row; nothing may be writing yet. */
  static async open(place: VaultPlace): Promise<EmbeddedVault> {
    place.database.define(`
      CREATE TABLE IF NOT EXISTS vault_objects (
        key TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content_type TEXT NOT NULL,
        file TEXT NOT NULL UNIQUE,
        salt BLOB NOT NULL
      ) STRICT
    `);
    await mkdir(place.directory, { recursive: true, mode: 0o700 });
    const vault = new EmbeddedVault(place);
    const now = place.clock.now().getTime();
    await vault.#attempts.forgetBefore(new Date(now - ATTEMPT_LASTS_MS));
    await vault.#removeOrphans();
    return vault;
  }

  put(key: string, body: Readable, contentType: string): Promise<StoredObject> {
    return this.putWith(key, body, contentType, () => {});
  }

  /**
   * As `put`, with a write that happens in the same transaction, or both do not.
   * @throws {InvalidVaultKey | DataKeyDestroyed} and whatever the body or `within` throws; nothing is left then
   */
  async putWith(
    key: string,
    body: Readable,
    contentType: string,
    within: (db: DatabaseSync, stored: StoredObject) => void,
  ): Promise<StoredObject> {
    // A body that fails before it is read would end the process; the reading below meets the error.
    body.on('error', () => {});
    const file = newFile();
    const salt = newSalt();
    try {
      const cipherKey = objectKey(await this.#dataKey(key), salt, key);
      const written = await writeVaultFile(this.#path(file), cipherKey, body);
      return await this.#switch({ key, contentType, file, salt, ...written }, within);
    } catch (error) {
      body.destroy();
      await this.#removeFile(file);
      throw error;
    }
  }

  async putInParts(
    key: string,
    contentType: string,
    attempt: string,
    body: MarkedBody,
  ): Promise<StoredObject> {
    const before = this.#inParts.get(key);
    const mine = Promise.resolve(before)
      .catch(() => {})
      .then(() => this.#putInParts(key, contentType, attempt, body));
    this.#inParts.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#inParts.get(key) === mine) this.#inParts.delete(key);
    }
  }

  async #putInParts(
    key: string,
    contentType: string,
    attempt: string,
    body: MarkedBody,
  ): Promise<StoredObject> {
    const { clock, partBytes = PART_BYTES } = this.#place;
    const dataKey = await this.#dataKey(key);
    const begun = this.#attempts.find(key);
    if (begun && begun.attempt !== attempt) await this.#forgetAttempt(key);
    const kept = begun?.attempt === attempt ? begun.kept : null;
    const file = kept && begun ? begun.file : newFile();
    const target = { path: this.#path(file), key, dataKey, chunksAPart: partBytes / CHUNK };
    let outlives = kept !== null;
    try {
      const written = await writeInParts(target, kept, body, async (parts) => {
        await flushDirectory(this.#place.directory);
        await this.#attempts.keep(key, { attempt, file, kept: parts }, clock.now());
        outlives = true;
      });
      const { salts: salt, ...facts } = written;
      return await this.#switch({ key, contentType, file, salt, ...facts }, (db) => {
        forgetAttempt(db, key);
      });
    } catch (error) {
      if (!outlives) await this.#removeFile(file);
      if (!(error instanceof NotTheSame) || kept === null) throw error;
      await this.#forgetAttempt(key);
      return this.#putInParts(key, contentType, attempt, body);
    }
  }

  /** From here on the file is what readers of the key get; the one before it goes. */
  async #switch(
    { file, salt, ...stored }: StoredObject & { file: string; salt: Uint8Array },
    within: (db: DatabaseSync, stored: StoredObject) => void,
  ): Promise<StoredObject> {
    await flushDirectory(this.#place.directory);
    const { key, size, sha256, contentType } = stored;
    const replaced = await this.#place.database.write((db) => {
      const before = rowOf(db, key)?.file;
      within(db, stored);
      db.prepare(
        `INSERT OR REPLACE INTO vault_objects (key, size, sha256, content_type, file, salt)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(key, size, sha256, contentType, file, salt);
      return before;
    });
    if (replaced) await this.#removeFile(replaced);
    return stored;
  }

  async #forgetAttempt(key: string): Promise<void> {
    const file = await this.#place.database.write((db) => forgetAttempt(db, key));
    if (file !== null) await this.#removeFile(file);
  }

  async get(key: string, range?: { start: number; end: number }): Promise<Readable> {
    const dataKey = await this.#place.keyring.dataKey(caseOf(key));
    const found = dataKey && (await this.#openCurrent(key));
    if (!found) throw new NoSuchObject(key);
    const { row, handle } = found;
    const { start, end } = range ?? { start: 0, end: row.size };
    if (start < 0 || end < start || (range && start >= row.size)) {
      await handle.close();
      return Readable.from([]);
    }
    const object = { key, size: row.size, keys: fileKeys(dataKey, row.salt, key) };
    return readVaultFile(handle, object, {
      start,
      end: Math.max(0, Math.min(end, row.size - 1)),
    });
  }

  async head(key: string): Promise<StoredObject | null> {
    const row = this.#place.database.read((db) => rowOf(db, key));
    return row ? storedObject(row) : null;
  }

  async list(prefix: string): Promise<StoredObject[]> {
    return this.#place.database
      .read((db) =>
        db
          .prepare('SELECT * FROM vault_objects WHERE key >= ? AND key < ? ORDER BY key')
          .all(prefix, `${prefix}\u{10ffff}`),
      )
      .map((row) => storedObject(Row.parse(row)));
  }

  async remove(key: string): Promise<void> {
    const removed = await this.#place.database.write((db) => {
      const before = rowOf(db, key)?.file;
      db.prepare('DELETE FROM vault_objects WHERE key = ?').run(key);
      return before;
    });
    if (removed) await this.#removeFile(removed);
    await this.#forgetAttempt(key);
    await this.#place.database.forget();
  }

  async uploadLink(request: {
    key: string;
    maxBytes: number;
    contentTypes: readonly string[];
    expiresInSeconds: number;
    redirectTo: string;
  }): Promise<UploadLink> {
    caseOf(request.key);
    const { expiresInSeconds, contentTypes, ...rest } = request;
    const fields = await policyFields(this.#place.keyring, {
      ...rest,
      contentTypes: [...contentTypes],
      expiresAt: this.#place.clock.now().getTime() + expiresInSeconds * 1000,
    });
    return { url: this.#place.uploadUrl, fields };
  }

  async #dataKey(key: string): Promise<Uint8Array> {
    const caseId = caseOf(key);
    const dataKey = await this.#place.keyring.dataKey(caseId);
    if (dataKey === null) throw new DataKeyDestroyed(caseId);
    return dataKey;
  }

  /**
   * The file may be replaced between the look at its row and its opening: then look again.
   * @throws {DamagedObject} when the row stands and its file does not
   */
  async #openCurrent(key: string) {
    for (let seen = ''; ; ) {
      const row = this.#place.database.read((db) => rowOf(db, key));
      if (!row) return null;
      try {
        return { row, handle: await open(this.#path(row.file), 'r') };
      } catch (error) {
        if (!isMissing(error)) throw error;
        if (row.file === seen) throw new DamagedObject(key, { cause: error });
        seen = row.file;
      }
    }
  }

  async #removeOrphans(): Promise<void> {
    const kept = new Set(
      this.#place.database
        .read((db) => db.prepare('SELECT file FROM vault_objects').all())
        .map((row) => Row.shape.file.parse(row.file)),
    );
    for (const file of this.#attempts.files()) kept.add(file);
    for (const file of await readdir(this.#place.directory))
      if (!kept.has(file)) await this.#removeFile(file);
  }

  async #removeFile(file: string): Promise<void> {
    await rm(this.#path(file), { force: true });
  }

  #path(file: string): string {
    return join(this.#place.directory, file);
  }
}

const newFile = (): string => randomBytes(16).toString('hex');

function rowOf(db: DatabaseSync, key: string): Row | null {
  const row = db.prepare('SELECT * FROM vault_objects WHERE key = ?').get(key);
  return row === undefined ? null : Row.parse(row);
}

function storedObject({ key, size, sha256, content_type }: Row): StoredObject {
  return { key, size, sha256, contentType: content_type };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
