/** Goes on with a body where an earlier writing of it was broken off. */
import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { MarkedBody } from './ports.ts';

/** Where it can begin again. */
export interface Marked {
  mark: string;
  /** Where the mark stands; no later than what is kept ends. */
  markedAt: number;
}

/** What is kept is not what the body gives: it has changed, or the disk has. */
export class NotTheSame extends Error {
  override readonly name = 'NotTheSame';
}

/** What is kept, read through once more. */
export interface ReadAgain {
  hash: Hash;
  size: number;
  /** CRC-32 of what lies between the mark and the end of what is kept. */
  tail: number;
}

export async function readAgain(
  kept: AsyncIterable<Uint8Array>,
  markedAt: number,
): Promise<ReadAgain> {
  const hash = createHash('sha256');
  let tail = 0;
  let size = 0;
  for await (const bytes of kept) {
    hash.update(bytes);
    const past = Math.max(0, markedAt - size);
    if (past < bytes.length) tail = crc32(bytes.subarray(past), tail);
    size += bytes.length;
  }
  return { hash, size, tail };
}

/** The body from its last mark on; what is kept already is compared and left out. */
export class FromMark {
  readonly #body: MarkedBody;
  readonly #kept: Marked | null;
  readonly #before: { size: number; tail: number };
  #marks: { at: number; mark: () => string }[] = [];

  constructor(kept: Marked | null, before: { size: number; tail: number }, body: MarkedBody) {
    this.#kept = kept;
    this.#before = before;
    this.#body = body;
    if (kept) this.#marks = [{ at: kept.markedAt, mark: () => kept.mark }];
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const { size: from, tail } = this.#before;
    let at = this.#kept?.markedAt ?? 0;
    let crc = 0;
    for await (const piece of this.#body(this.#kept?.mark ?? null)) {
      if ('mark' in piece) {
        this.#marks.push({ at, mark: piece.mark });
        continue;
      }
      const known = piece.bytes.subarray(0, Math.max(0, from - at));
      crc = crc32(known, crc);
      at += piece.bytes.length;
      if (at >= from && crc !== tail) throw new NotTheSame('the body has changed');
      if (known.length < piece.bytes.length) yield piece.bytes.subarray(known.length);
    }
    if (at < from) throw new NotTheSame('the body has become shorter');
  }

  /** The last one that stands there or before; those before it are forgotten. */
  markBefore(end: number): { at: number; mark: () => string } | null {
    const found = this.#marks.findLastIndex(({ at }) => at <= end);
    this.#marks.splice(0, Math.max(0, found));
    return found < 0 ? null : (this.#marks[0] ?? null);
  }
}
