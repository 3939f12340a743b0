/**
 * The package as a zip. Nothing in it is compressed: so each of its bytes is bound by a hash in the
 * signed manifest, and opening it can never blow up. The same parts on the same day give the same bytes,
 * those of `yazl`. It can go on where it was left: now and then it marks its place, and from a mark it
 * gives the same bytes as it would have given then.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { MarkedPiece } from '../../platform/ports.ts';
import type { ListedFile } from './manifest.ts';
import { centralDirectory, descriptorOf, localHeader, type PackedEntry } from './zip-records.ts';

export interface PackingPart {
  /** Inside the package, `/` between folders. */
  path: string;
  /** Asked for when its turn comes, after all parts before it have been read to the end. */
  open: (from: number) => Promise<Readable>;
  /** What is packed is known already: it is not hashed again, and can be begun at any byte. */
  known?: { size: number; sha256: string };
  /** Made again it would be other bytes (a signature): they are kept in the mark. Small. */
  once?: boolean;
}

/** A part gave other bytes than were said before. */
class PartMismatch extends Error {
  override readonly name = 'PartMismatch';
}

const Mark = z.strictObject({
  /** Size, SHA-256 and CRC-32 of the parts that are through. */
  done: z.array(z.tuple([z.int(), z.string(), z.int()])),
  /** Within the next part, past its header: bytes that are through, and their CRC-32. */
  within: z.tuple([z.int(), z.int()]).nullable(),
  /** Of a part that is made once, base64. */
  content: z.string().nullable(),
});

/** Bytes of a large part between two marks. */
const STRIDE = 1 << 20;

/**
 * @param issuedAt its day in UTC is the date of every file
 * @param listed is filled with each part once it is through, also with those before the mark
 * @param mark `null` from the beginning
 */
export async function* packed(
  parts: readonly PackingPart[],
  issuedAt: Date,
  listed: ListedFile[],
  mark: string | null,
): AsyncGenerator<MarkedPiece> {
  const begun = mark === null ? null : Mark.parse(JSON.parse(mark));
  const entries: PackedEntry[] = [];
  let offset = 0;
  listed.length = 0;
  const through = (path: string, size: number, sha256: string, crc: number): PackedEntry => {
    const entry = { path, size, crc, offset };
    entries.push(entry);
    listed.push({ path, size, sha256 });
    offset += localHeader(path, issuedAt).length + size + descriptorOf(entry).length;
    return entry;
  };
  const place = (within: [number, number] | null, content: Uint8Array | null) => {
    const done = entries.length;
    return {
      mark: () =>
        JSON.stringify({
          done: entries.slice(0, done).map(({ size, crc }, at) => [size, listed[at]?.sha256, crc]),
          within,
          content: content && Buffer.from(content).toString('base64'),
        }),
    };
  };
  for (const [at, [size, sha256, crc]] of (begun?.done ?? []).entries())
    through(parts[at]?.path ?? '', size, sha256, crc);

  for (const [at, part] of parts.entries()) {
    if (at < (begun?.done.length ?? 0)) continue;
    const here = at === begun?.done.length ? begun : null;
    const content = part.once ? await contentOf(part, here?.content ?? null) : null;
    let [size, crc] = here?.within ?? [0, 0];
    if (!here?.within) {
      yield place(null, content);
      yield { bytes: localHeader(part.path, issuedAt) };
    }
    const hash = part.known ? null : createHash('sha256');
    let marked = size;
    for await (const bytes of content ? [content] : await part.open(size)) {
      const chunk = bytesOf(bytes);
      crc = crc32(chunk, crc);
      size += chunk.length;
      hash?.update(chunk);
      yield { bytes: chunk };
      if (part.known && size - marked >= STRIDE) {
        marked = size;
        yield place([size, crc], null);
      }
    }
    if (part.known && part.known.size !== size)
      throw new PartMismatch(`${part.path} has ${size} bytes instead of ${part.known.size}`);
    yield { bytes: descriptorOf(through(part.path, size, hashOf(part, hash), crc)) };
  }
  yield { bytes: centralDirectory(entries, issuedAt, offset) };
}

const hashOf = (part: PackingPart, hash: Hash | null): string =>
  hash ? hash.digest('hex') : (part.known?.sha256 ?? '');

async function contentOf(part: PackingPart, kept: string | null): Promise<Uint8Array> {
  return kept === null ? buffer(await part.open(0)) : Buffer.from(kept, 'base64');
}

function bytesOf(piece: unknown): Uint8Array {
  if (typeof piece === 'string') return Buffer.from(piece);
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError('parts are streams of bytes or text');
}
