/**
 * Files of cases in S3, sealed under the case's data key before they leave the function: what S3 and whoever may
 * read the bucket see is of no use, and once the data key is destroyed neither is it to anybody else.
 *
 * An item beside the case says where a file lies. A new version is written under another name, and the item is
 * switched to it: readers see the old or the new. What was replaced stays for those who are reading it, and goes with the next
 * replacement after an hour, or with the key. What a crash left without an item goes with the last file of its room, or when
 * all of the case's files are asked for and there are none. Objects are named by case and room (`KJ-…/evidence/…`), so that
 * roles can be let into one and not the other.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Readable as Streams } from 'node:stream';
import { DeleteObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { CaseId } from '../../core/ids.ts';
import { FromMark, NotTheSame } from '../marked-body.ts';
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
import { DamagedObject } from '../vault-cipher.ts';
import { caseOf } from '../vault-key.ts';
import { ABSENT, caseKey, type Key, type Table } from './table.ts';
import { type Attempt, readKept, VaultAttempts } from './vault-attempts.ts';
import { type Bucket, readPieces, removePieces, writePieces } from './vault-pieces.ts';
import { uploadForm } from './vault-upload.ts';

/** Of 64 KiB: 8 MiB a piece. */
const CHUNKS_A_PIECE = 128;
/** How long who reads a version that was replaced may take over it. */
const READ_BY_THEN_MS = 60 * 60_000;
/** Nothing is on its way any more that old: a function lives 15 minutes at most. */
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

const Row = z.object({
  key: z.string(),
  size: z.int(),
  sha256: z.string(),
  contentType: z.string(),
  pieces: z.array(z.string()).readonly(),
  salts: z.instanceof(Uint8Array),
  chunksAPiece: z.int(),
  /** What it has replaced and somebody may be reading, or writing on. */
  before: z.array(z.object({ pieces: z.array(z.string()).readonly(), until: z.iso.datetime() })),
  write: z.string(),
});
type Row = z.infer<typeof Row>;

export interface VaultParts {
  bucket: Bucket;
  table: Table;
  keyring: Keyring;
  clock: Clock;
  /** Smaller in tests. */
  chunksAPiece?: number;
}

interface PartedPut {
  key: string;
  contentType: string;
  attempt: string;
  dataKey: Uint8Array;
  body: MarkedBody;
}

export class AwsVault implements Vault {
  readonly #parts: VaultParts;
  readonly #attempts: VaultAttempts;

  constructor(parts: VaultParts) {
    this.#parts = parts;
    this.#attempts = new VaultAttempts(parts.table, parts.clock);
  }

  async put(key: string, body: Readable, contentType: string): Promise<StoredObject> {
    // A body that fails before it is read would end the process; the reading below meets the error.
    body.on('error', () => {});
    try {
      const dataKey = await this.#dataKey(key);
      const written = await writePieces(
        this.#parts.bucket,
        this.#newPlace(key),
        { key, dataKey },
        body,
      );
      return await this.#switch({ key, contentType, ...written });
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  /** Who does the same at the same time writes pieces of its own; the last to be whole stands. */
  async putInParts(
    key: string,
    contentType: string,
    attempt: string,
    body: MarkedBody,
  ): Promise<StoredObject> {
    const dataKey = await this.#dataKey(key);
    const standing = await this.#attempts.find(key);
    const given = { key, contentType, attempt, dataKey, body };
    if (standing === null) return this.#goOn(given, null, []);
    if (standing.attempt !== attempt) return this.#goOn(given, null, standing.pieces);
    try {
      return await this.#goOn(given, standing, []);
    } catch (error) {
      if (!(error instanceof NotTheSame)) throw error;
      return this.#goOn(given, null, standing.pieces);
    }
  }

  /** @param unwanted pieces of an attempt that nobody goes on with */
  async #goOn(
    { key, contentType, attempt, dataKey, body }: PartedPut,
    kept: Attempt | null,
    unwanted: readonly string[],
  ): Promise<StoredObject> {
    const { bucket } = this.#parts;
    const sealing = { key, dataKey };
    const before = await readKept(bucket, kept, sealing);
    const source = new FromMark(kept, before, body);
    const written = await writePieces(
      bucket,
      { ...this.#newPlace(key), ...(kept && { chunksAPiece: kept.chunksAPiece }) },
      sealing,
      source.bytes(),
      { pieces: [], salts: new Uint8Array(), ...kept, ...before },
      ({ size, ...file }) => {
        const last = source.markBefore(size);
        if (last === null) return null;
        const mark = { mark: last.mark(), markedAt: last.at };
        return () => this.#attempts.keep(key, { attempt, ...file, ...mark });
      },
    );
    const stored = await this.#switch({ key, contentType, ...written }, unwanted);
    await this.#attempts.forget(key);
    return stored;
  }

  async get(key: string, range?: { start: number; end: number }): Promise<Readable> {
    const { bucket, keyring } = this.#parts;
    const dataKey = await keyring.dataKey(caseOf(key));
    for (let seen = ''; ; ) {
      const row = dataKey && (await this.#row(key));
      if (!row) throw new NoSuchObject(key);
      const { start, end } = range ?? { start: 0, end: row.size };
      if (start < 0 || end < start || (range && start >= row.size)) return Streams.from([]);
      const within = { start, end: Math.max(0, Math.min(end, row.size - 1)) };
      const stream = await readPieces(bucket, row, { key, dataKey }, within);
      if (stream) return stream;
      // Replaced and removed between the two looks: then there is another one.
      if (row.write === seen) throw new DamagedObject(key);
      seen = row.write;
    }
  }

  async head(key: string): Promise<StoredObject | null> {
    const row = await this.#row(key);
    return row && storedObject(row);
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const caseId = CaseId.parse(prefix.split('/', 1)[0]);
    const rows = await Array.fromAsync(this.#rowsOf(caseId));
    // Whoever asks for all to remove it finds nothing to remove, and this is left of what broke off.
    if (rows.length === 0 && prefix === `${caseId}/`) await this.#tidy(prefix);
    return rows
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      .map(storedObject);
  }

  async remove(key: string): Promise<void> {
    const { bucket, table } = this.#parts;
    const [row, attempt] = [await this.#row(key), await this.#attempts.find(key)];
    // Whoever lost the race against a new version removes nothing of it.
    if (row)
      await table.remove(keyOf(key), { text: '#write = :seen', values: { seen: row.write } });
    if (attempt) await this.#attempts.forget(key);
    const before = row?.before.flatMap((old) => old.pieces) ?? [];
    const pieces = new Set([...(row?.pieces ?? []), ...before, ...(attempt?.pieces ?? [])]);
    await removePieces(bucket, [...pieces]);
    if (row || attempt) await this.#tidy(roomOf(key));
  }

  async uploadLink(request: Parameters<Vault['uploadLink']>[0]): Promise<UploadLink> {
    return uploadForm(this.#parts.bucket, caseOf(request.key), request);
  }

  /** From here on the file is what readers of the key get. */
  async #switch(
    file: Omit<Row, 'before' | 'write'>,
    unwanted: readonly string[] = [],
  ): Promise<StoredObject> {
    const { bucket, table, clock } = this.#parts;
    const now = clock.now().getTime();
    const until = new Date(now + READ_BY_THEN_MS).toISOString();
    for (;;) {
      const replaced = await this.#row(file.key);
      const left = [...(replaced?.pieces ?? []), ...unwanted].filter(
        (piece) => !file.pieces.includes(piece),
      );
      const before = [...(replaced?.before ?? []), { pieces: left, until }];
      const kept = before.filter((old) => old.pieces.length > 0 && Date.parse(old.until) > now);
      const { written } = await table.put(
        { ...keyOf(file.key), ...file, before: kept },
        replaced ? { text: '#write = :seen', values: { seen: replaced.write } } : ABSENT,
      );
      if (!written) continue;
      for (const old of before.filter((one) => !kept.includes(one)))
        await removePieces(
          bucket,
          old.pieces.filter((piece) => !file.pieces.includes(piece)),
        );
      return storedObject(file);
    }
  }

  async #dataKey(key: string): Promise<Uint8Array> {
    const caseId = caseOf(key);
    const dataKey = await this.#parts.keyring.dataKey(caseId);
    if (dataKey === null) throw new DataKeyDestroyed(caseId);
    return dataKey;
  }

  #newPlace(key: string) {
    const { chunksAPiece = CHUNKS_A_PIECE } = this.#parts;
    return { place: `${roomOf(key)}${randomBytes(16).toString('hex')}`, chunksAPiece };
  }

  async #row(key: string): Promise<Row | null> {
    const item = await this.#parts.table.get(keyOf(key));
    return item && Row.parse(item);
  }

  async *#rowsOf(caseId: CaseId): AsyncGenerator<Row> {
    const items = this.#parts.table.query({
      where: {
        text: 'pk = :pk AND begins_with(sk, :file)',
        values: { pk: caseKey(caseId), file: 'file#' },
      },
    });
    for await (const item of items) yield Row.parse(item);
  }

  /**
   * Once nothing is kept there any more, what lies under the name was left behind.
   * @param place a case's or a room's, with the slash at its end
   */
  async #tidy(place: string): Promise<void> {
    const { bucket, clock } = this.#parts;
    for await (const { key } of this.#rowsOf(CaseId.parse(place.split('/', 1)[0])))
      if (key.startsWith(place)) return;
    const oldest = clock.now().getTime() - LEFT_BEHIND_MS;
    for await (const { Contents: objects = [] } of paginateListObjectsV2(
      { client: bucket.s3 },
      { Bucket: bucket.name, Prefix: place },
    ))
      for (const { Key, LastModified } of objects)
        if (Key && LastModified && LastModified.getTime() < oldest)
          await bucket.s3.send(new DeleteObjectCommand({ Bucket: bucket.name, Key }));
  }
}

/** A key may be longer than DynamoDB takes; it stands in the item. */
function keyOf(key: string): Key {
  const name = createHash('sha256').update(key).digest('base64url');
  return { pk: caseKey(caseOf(key)), sk: `file#${name}` };
}

/** `KJ-…/evidence/`; `KJ-…/` for a file in no room. */
const roomOf = (key: string): string => /^[^/]+\/(?:[^/]+\/)?/.exec(key)?.[0] ?? key;

function storedObject({ key, size, sha256, contentType }: StoredObject): StoredObject {
  return { key, size, sha256, contentType };
}
