/**
 * Writes one encrypted file in parts. A part that is through is flushed and told of, with the mark at
 * which its writer could begin again; after a crash the file is cut back to the last such part, read
 * through once (which proves it whole, and hashes it), and gone on with.
 */
import { open, truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FromMark, NotTheSame, readAgain } from '../marked-body.ts';
import type { MarkedBody } from '../ports.ts';
import { chunksOf } from '../vault-chunks.ts';
import {
  CHUNK,
  DamagedObject,
  type FileKeys,
  fileKeys,
  joinedSalts,
  newSalt,
  objectKey,
  SEALED_CHUNK,
  sealChunk,
} from '../vault-cipher.ts';
import { BATCH, readVaultFile, writeAll } from './vault-file.ts';

/** What an attempt has kept. */
export interface KeptParts {
  salts: readonly Uint8Array[];
  mark: string;
  /** Where the mark stands; no later than the last kept part ends. */
  markedAt: number;
}

export interface PartedFile {
  path: string;
  key: string;
  dataKey: Uint8Array;
  chunksAPart: number;
}

/**
 * @param kept `null` for a file that is not there yet
 * @param keep told of each part once it is on the disk, with all parts before it
 * @throws {NotTheSame} when what is kept cannot be gone on from, and what the body throws
 */
export async function writeInParts(
  target: PartedFile,
  kept: KeptParts | null,
  body: MarkedBody,
  keep: (parts: KeptParts) => Promise<void>,
): Promise<{ size: number; sha256: string; salts: Uint8Array }> {
  const { path, key, dataKey, chunksAPart } = target;
  const salts = [...(kept?.salts ?? [])];
  const before = await readKept(target, kept);
  const source = new FromMark(kept, before, body);
  const { hash } = before;
  const file = await open(path, kept ? 'a' : 'ax', 0o600);
  let writing = Promise.resolve();
  try {
    let number = before.size / CHUNK;
    let { size } = before;
    let cipherKey = objectKey(dataKey, new Uint8Array(), key);
    let batch: Uint8Array[] = [];
    for await (const { plain, isLast } of chunksOf(source.bytes())) {
      if (isLast && plain.length === 0 && number > 0) throw new NotTheSame('nothing follows');
      if (number % chunksAPart === 0) {
        const salt = newSalt();
        salts.push(salt);
        cipherKey = objectKey(dataKey, salt, key);
      }
      hash.update(plain);
      size += plain.length;
      batch.push(...sealChunk(cipherKey, plain, number, isLast));
      number += 1;
      const through = number % chunksAPart === 0 && !isLast;
      if (through || isLast || number % BATCH === 0) {
        // While the disk takes one batch, the next is sealed.
        await writing;
        writing = writeAll(file, batch);
        writing.catch(() => {});
        batch = [];
      }
      if (!through) continue;
      const mark = source.markBefore(size);
      if (mark === null) continue;
      await writing;
      await file.sync();
      await keep({ salts: [...salts], mark: mark.mark(), markedAt: mark.at });
    }
    await writing;
    await file.sync();
    const [only = new Uint8Array(), ...more] = salts;
    return {
      ...{ size, sha256: hash.digest('hex') },
      salts: more.length === 0 ? only : joinedSalts(salts, chunksAPart),
    };
  } finally {
    await writing.catch(() => {});
    await file.close();
  }
}

/** Cuts off what was begun after the last kept part. */
async function readKept({ path, key, dataKey, chunksAPart }: PartedFile, kept: KeptParts | null) {
  if (kept === null) return readAgain(Readable.from([]), 0);
  const whole = kept.salts.length * chunksAPart;
  try {
    await truncate(path, whole * SEALED_CHUNK);
    const keys: FileKeys = fileKeys(dataKey, joinedSalts(kept.salts, chunksAPart), key);
    const sealed = { key, keys, size: whole * CHUNK, unfinished: true };
    const range = { start: 0, end: whole * CHUNK - 1 };
    return await readAgain(readVaultFile(await open(path, 'r'), sealed, range), kept.markedAt);
  } catch (cause) {
    if (cause instanceof DamagedObject || isMissing(cause))
      throw new NotTheSame('what was kept is damaged', { cause });
    throw cause;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
