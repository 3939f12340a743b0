/** One encrypted file, written and read as a stream: a few chunks in memory, whatever its size. */
import { createHash, type KeyObject } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { chunksOf } from '../vault-chunks.ts';
import {
  CHUNK,
  chunkCount,
  DamagedObject,
  type FileKeys,
  keyOfChunk,
  openChunk,
  SEALED_CHUNK,
  sealChunk,
} from '../vault-cipher.ts';

/** Chunks taken to or from the disk at once: half a megabyte keeps the disk busy and memory flat. */
export const BATCH = 8;

/**
 * Writes a new file and flushes it. The caller removes it when this throws.
 * @returns size and SHA-256 (hex) of the plain bytes
 */
export async function writeVaultFile(
  path: string,
  key: KeyObject,
  body: Readable,
): Promise<{ size: number; sha256: string }> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const batch: Uint8Array[] = [];
    let size = 0;
    let number = 0;
    // A chunk is sealed only when the next one has come: only then it is known not to be the last.
    for await (const { plain, isLast } of chunksOf(body)) {
      hash.update(plain);
      size += plain.length;
      batch.push(...sealChunk(key, plain, number, isLast));
      number += 1;
      if (isLast || number % BATCH === 0) await writeAll(file, batch.splice(0));
    }
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

export interface SealedFile {
  key: string;
  keys: FileKeys;
  size: number;
  /** More was to follow: none of its chunks is the last. */
  unfinished?: boolean;
}

/**
 * The plain bytes from `start` to `end` (both included, both within the object), in
 * a stream that closes the file when it ends or is destroyed. Only the chunks in
 * which they lie are read. The stream fails with {@link DamagedObject}.
 */
export function readVaultFile(
  file: FileHandle,
  object: SealedFile,
  range: { start: number; end: number },
): Readable {
  const pieces = plainPieces(file, object, range);
  return new Readable({
    read() {
      pieces.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: unknown) => this.destroy(error instanceof Error ? error : undefined),
      );
    },
    destroy(error, done) {
      file.close().then(() => done(error), done);
    },
  });
}

async function* plainPieces(
  file: FileHandle,
  object: SealedFile,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const last = object.unfinished ? Infinity : chunkCount(object.size) - 1;
  const lastWanted = Math.floor(end / CHUNK);
  // One for all batches: else the collector would be left with buffers for gigabytes.
  const most = Math.min(BATCH, lastWanted - Math.floor(start / CHUNK) + 1);
  const read = Buffer.allocUnsafe(most * SEALED_CHUNK);
  for (let first = Math.floor(start / CHUNK); first <= lastWanted; first += BATCH) {
    const count = Math.min(BATCH, lastWanted - first + 1);
    const wanted = read.subarray(0, count * SEALED_CHUNK);
    const sealed = await readFully(file, first * SEALED_CHUNK, wanted);
    for (let i = 0; i < count; i++) {
      const number = first + i;
      const bytes = sealed.subarray(i * SEALED_CHUNK, (i + 1) * SEALED_CHUNK);
      const plain = opened(object, bytes, number, number === last);
      const offset = number * CHUNK;
      yield plain.subarray(Math.max(0, start - offset), end + 1 - offset);
    }
  }
}

function opened(
  object: SealedFile,
  sealed: Uint8Array,
  number: number,
  isLast: boolean,
): Uint8Array {
  const cipherKey = keyOfChunk(object.keys, number);
  if (cipherKey === undefined) throw new DamagedObject(object.key);
  try {
    return openChunk(cipherKey, sealed, number, isLast);
  } catch (cause) {
    throw new DamagedObject(object.key, { cause });
  }
}

/** The pieces are used up: their memory is given back at once, which the collector would be late with. */
export async function writeAll(file: FileHandle, pieces: Uint8Array[]): Promise<void> {
  let left = pieces.reduce((total, piece) => total + piece.length, 0);
  const { bytesWritten } = await file.writev(pieces);
  left -= bytesWritten;
  if (left > 0) {
    // A short write (a full disk, mostly): the rest tells why.
    const all = Buffer.concat(pieces);
    await file.writeFile(all.subarray(all.length - left));
  }
  for (const { buffer, byteLength } of pieces)
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** Fewer bytes than asked for only where the file ends. */
async function readFully(file: FileHandle, position: number, into: Buffer): Promise<Uint8Array> {
  let filled = 0;
  while (filled < into.length) {
    const left = into.length - filled;
    const { bytesRead } = await file.read(into, filled, left, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return into.subarray(0, filled);
}
