/**
 * How a file lies on disk: chunks of 64 KiB, each sealed with AES-256-GCM under a
 * key of the object's own. The nonce of a chunk is its number and whether it is
 * the last one (the STREAM construction), so a chunk that was changed, dropped,
 * moved or cut off is found, and a range is read without reading what lies before it.
 * A key is used for one file only, so counting nonces are safe.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

export const CHUNK = 64 * 1024;
const TAG = 16;
/** On disk. */
export const SEALED_CHUNK = CHUNK + TAG;

/** The object is not as it was written. */
export class DamagedObject extends Error {
  override readonly name = 'DamagedObject';
  constructor(key: string, options?: ErrorOptions) {
    super(`${key} is not as it was written`, options);
  }
}

/** @param salt random, new for each file, kept apart from it: without it the file stays shut */
export function objectKey(dataKey: Uint8Array, salt: Uint8Array, key: string): KeyObject {
  const bytes = hkdfSync('sha256', dataKey, salt, `kaiji vault: ${key}`, 32);
  return createSecretKey(new Uint8Array(bytes));
}

/**
 * What a file's chunks are sealed with. One that was written in parts has a salt, and so a key, for each:
 * a part that a crash broke off is written again, and no nonce may ever serve twice under one key.
 */
export interface FileKeys {
  keys: readonly KeyObject[];
  /** `Infinity` where all of the file is one part. */
  chunksAPart: number;
}

const SALT = 32;

/** @param salts as `joinedSalts` gave them, or the one of a file in one part */
export function fileKeys(dataKey: Uint8Array, salts: Uint8Array, key: string): FileKeys {
  const parts = Math.floor(salts.length / SALT);
  const keys = Array.from({ length: parts }, (_, part) =>
    objectKey(dataKey, salts.subarray(part * SALT, (part + 1) * SALT), key),
  );
  const inParts = salts.length % SALT !== 0;
  return { keys, chunksAPart: inParts ? Buffer.from(salts).readUInt32BE(parts * SALT) : Infinity };
}

/** Says with them how many chunks each of the parts holds, all but the last. */
export function joinedSalts(salts: readonly Uint8Array[], chunksAPart: number): Uint8Array {
  const chunks = Buffer.alloc(4);
  chunks.writeUInt32BE(chunksAPart);
  return Buffer.concat([...salts, chunks]);
}

export const newSalt = (): Uint8Array => randomBytes(SALT);

export function keyOfChunk({ keys, chunksAPart }: FileKeys, number: number): KeyObject | undefined {
  return keys[Math.floor(number / chunksAPart)];
}

/** Chunks of an object of this many bytes; an empty one has a single empty chunk. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK));
}

export function sealChunk(
  key: KeyObject,
  plain: Uint8Array,
  number: number,
  isLast: boolean,
): Uint8Array[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, isLast));
  const sealed = cipher.update(plain);
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

/** Throws what the cipher throws when the chunk is not the one that was sealed at this place. */
export function openChunk(
  key: KeyObject,
  sealed: Uint8Array,
  number: number,
  isLast: boolean,
): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, isLast), {
    authTagLength: TAG,
  }).setAuthTag(sealed.subarray(-TAG));
  const plain = decipher.update(sealed.subarray(0, -TAG));
  decipher.final();
  return plain;
}

function nonce(number: number, isLast: boolean): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 0, 6);
  bytes[11] = isLast ? 1 : 0;
  return bytes;
}
