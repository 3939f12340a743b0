/**
 * A file in S3: pieces of 8 MiB, each an object of its own under a random name, and in each some chunks
 * sealed as `vault-cipher.ts` says. A piece has a salt, and so a key, of its own. Two pieces in memory, whatever the size.
 */
import { createHash, type Hash, type KeyObject, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { NotTheSame } from '../marked-body.ts';
import { chunksOf } from '../vault-chunks.ts';
import {
  CHUNK,
  chunkCount,
  DamagedObject,
  objectKey,
  openChunk,
  SEALED_CHUNK,
  sealChunk,
} from '../vault-cipher.ts';

const SALT = 32;

export interface Bucket {
  s3: S3Client;
  name: string;
}

/** Where a file lies, and what it takes, with the data key, to read it. */
export interface PiecedFile {
  /** Names of its objects, in order. No other writing ever uses one of them. */
  pieces: readonly string[];
  /** One after the other, 32 bytes a piece. */
  salts: Uint8Array<ArrayBuffer>;
  chunksAPiece: number;
}

/** For whom: the key it is kept under, and the case's data key. */
export interface Sealing {
  key: string;
  dataKey: Uint8Array;
}

/** What is there already, whole pieces only. */
export interface Begun {
  pieces: readonly string[];
  salts: Uint8Array;
  size: number;
  hash: Hash;
}

export interface Written extends PiecedFile {
  size: number;
  sha256: string;
}

/**
 * @param place what the names of new pieces begin with; new for each writing
 * @param body what comes after `begun`
 * @param cut asked for each piece that another follows, when it is cut: gives what is to be done once it is there
 * @throws what the body throws, or S3; new pieces are removed then, up to the last of which `cut`'s work was done
 */
export async function writePieces(
  { s3, name }: Bucket,
  { place, chunksAPiece }: { place: string; chunksAPiece: number },
  sealing: Sealing,
  body: AsyncIterable<unknown>,
  begun: Begun = { pieces: [], salts: new Uint8Array(), size: 0, hash: createHash('sha256') },
  cut: (so: Omit<Written, 'sha256'>) => (() => Promise<void>) | null = () => null,
): Promise<Written> {
  const { hash } = begun;
  const pieces = [...begun.pieces];
  let { size } = begun;
  let salts = new Uint8Array(begun.salts);
  let kept = pieces.length;
  let uploading = Promise.resolve();
  const seen = (plain: Uint8Array) => {
    hash.update(plain);
    size += plain.length;
  };
  const upload = async (Key: string, Body: Buffer, then: (() => Promise<void>) | null) => {
    await s3.send(new PutObjectCommand({ Bucket: name, Key, Body }));
    const count = pieces.indexOf(Key) + 1;
    await then?.();
    if (then) kept = count;
  };
  try {
    const first = pieces.length * chunksAPiece;
    const all = sealedPieces(chunksOf(body), { first, chunksAPiece }, sealing, seen);
    for await (const { salt, sealed, isLast } of all) {
      const piece = `${place}/${pieces.length}`;
      pieces.push(piece);
      salts = new Uint8Array(Buffer.concat([salts, salt]));
      const then = isLast ? null : cut({ pieces: [...pieces], salts, chunksAPiece, size });
      // While one piece is on its way, the next is sealed.
      await uploading;
      uploading = upload(piece, sealed, then);
      uploading.catch(() => {});
    }
    await uploading;
  } catch (error) {
    await uploading.catch(() => {});
    await removePieces({ s3, name }, pieces.slice(kept));
    throw error;
  }
  return { pieces, salts, chunksAPiece, size, sha256: hash.digest('hex') };
}

async function* sealedPieces(
  chunks: AsyncIterable<{ plain: Uint8Array; isLast: boolean }>,
  { first, chunksAPiece }: { first: number; chunksAPiece: number },
  { key, dataKey }: Sealing,
  seen: (plain: Uint8Array) => void,
): AsyncGenerator<{ salt: Uint8Array; sealed: Buffer; isLast: boolean }> {
  let salt = randomBytes(SALT);
  let cipherKey = objectKey(dataKey, salt, key);
  let sealed: Uint8Array[] = [];
  let number = first;
  for await (const { plain, isLast } of chunks) {
    // The chunk before it would have to be the last, and was sealed as one that another follows.
    if (plain.length === 0 && number > 0) throw new NotTheSame('nothing follows');
    seen(plain);
    sealed.push(...sealChunk(cipherKey, plain, number, isLast));
    number += 1;
    if (!isLast && number % chunksAPiece !== 0) continue;
    yield { salt, sealed: Buffer.concat(sealed), isLast };
    salt = randomBytes(SALT);
    cipherKey = objectKey(dataKey, salt, key);
    sealed = [];
  }
}

export interface ReadFile extends PiecedFile {
  size: number;
  /** More was to follow: none of its chunks is the last. */
  unfinished?: boolean;
}

/**
 * The plain bytes from `start` to `end`, both included and within the file. Resolves once the first piece answers, so that
 * its removal a moment later is not felt.
 * @returns `null` when the first piece is not there; the stream fails with {@link DamagedObject}
 */
export async function readPieces(
  bucket: Bucket,
  file: ReadFile,
  sealing: Sealing,
  range: { start: number; end: number },
): Promise<Readable | null> {
  const parts = partsOf(file, range);
  const [first] = parts;
  const opened = first && (await openPiece(bucket, file, first));
  if (!opened) return null;
  return Readable.from(plainBytes(bucket, file, sealing, { range, parts, opened }), {
    objectMode: false,
  });
}

export async function removePieces({ s3, name }: Bucket, pieces: readonly string[]): Promise<void> {
  for (const Key of pieces) await s3.send(new DeleteObjectCommand({ Bucket: name, Key }));
}

interface Part {
  piece: number;
  /** Chunks of the file, both included. */
  first: number;
  last: number;
}

function partsOf({ chunksAPiece }: PiecedFile, range: { start: number; end: number }): Part[] {
  const last = Math.floor(range.end / CHUNK);
  const parts: Part[] = [];
  for (let first = Math.floor(range.start / CHUNK); first <= last; ) {
    const piece = Math.floor(first / chunksAPiece);
    const end = Math.min(last, (piece + 1) * chunksAPiece - 1);
    parts.push({ piece, first, last: end });
    first = end + 1;
  }
  return parts;
}

async function openPiece(
  { s3, name }: Bucket,
  { pieces, chunksAPiece }: PiecedFile,
  { piece, first, last }: Part,
): Promise<Readable | null> {
  const offset = piece * chunksAPiece;
  const [from, to] = [(first - offset) * SEALED_CHUNK, (last + 1 - offset) * SEALED_CHUNK - 1];
  try {
    const { Body: body } = await s3.send(
      new GetObjectCommand({
        Bucket: name,
        Key: pieces[piece],
        Range: `bytes=${from}-${to}`,
      }),
    );
    return body instanceof Readable ? body : null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

async function* plainBytes(
  bucket: Bucket,
  file: ReadFile,
  { key, dataKey }: Sealing,
  {
    range,
    parts,
    opened,
  }: { range: { start: number; end: number }; parts: Part[]; opened: Readable },
): AsyncGenerator<Uint8Array> {
  const lastOfAll = file.unfinished ? Infinity : chunkCount(file.size) - 1;
  let body: Readable | null = opened;
  try {
    for (const [index, part] of parts.entries()) {
      if (index > 0) body = await openPiece(bucket, file, part);
      const salt = file.salts.subarray(part.piece * SALT, (part.piece + 1) * SALT);
      const cipherKey = objectKey(dataKey, salt, key);
      let number = part.first;
      for await (const sealed of sealedChunks(body ?? Readable.from([]))) {
        const plain = unsealed(cipherKey, sealed, { key, number, isLast: number === lastOfAll });
        const offset = number * CHUNK;
        const wanted = plain.subarray(Math.max(0, range.start - offset), range.end + 1 - offset);
        if (wanted.length > 0) yield wanted;
        number += 1;
      }
      if (number <= part.last) throw new DamagedObject(key);
    }
  } finally {
    body?.destroy();
  }
}

function unsealed(
  cipherKey: KeyObject,
  sealed: Uint8Array,
  { key, number, isLast }: { key: string; number: number; isLast: boolean },
): Uint8Array {
  try {
    return openChunk(cipherKey, sealed, number, isLast);
  } catch (cause) {
    throw new DamagedObject(key, { cause });
  }
}

async function* sealedChunks(body: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of body) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('S3 is read as bytes');
    held.push(bytes);
    length += bytes.length;
    if (length < SEALED_CHUNK) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; at + SEALED_CHUNK <= all.length; at += SEALED_CHUNK)
      yield all.subarray(at, at + SEALED_CHUNK);
    held = [all.subarray(at)];
    length = all.length - at;
  }
  if (length > 0) yield Buffer.concat(held);
}
