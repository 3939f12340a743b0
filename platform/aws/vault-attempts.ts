/**
 * Files that are put in parts: which pieces are through, and from where their writer can go on. An item beside the
 * case holds it, until the file is whole or nobody has gone on with it for a week.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Marked, NotTheSame, type ReadAgain, readAgain } from '../marked-body.ts';
import type { Clock } from '../ports.ts';
import { CHUNK, DamagedObject } from '../vault-cipher.ts';
import { caseOf } from '../vault-key.ts';
import { caseKey, EXPIRES, type Key, type Table } from './table.ts';
import { type Bucket, type PiecedFile, readPieces, type Sealing } from './vault-pieces.ts';

const KEPT_SECONDS = 7 * 24 * 3600;

const Attempt = z.object({
  attempt: z.string(),
  pieces: z.array(z.string()),
  salts: z.instanceof(Uint8Array),
  chunksAPiece: z.int(),
  mark: z.string(),
  markedAt: z.int(),
});
export type Attempt = z.infer<typeof Attempt>;

export class VaultAttempts {
  readonly #table: Table;
  readonly #clock: Clock;

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  async find(key: string): Promise<Attempt | null> {
    const item = await this.#table.get(keyOf(key));
    return item && Attempt.parse(item);
  }

  async keep(key: string, attempt: PiecedFile & Marked & { attempt: string }): Promise<void> {
    const expires = Math.ceil(this.#clock.now().getTime() / 1000) + KEPT_SECONDS;
    await this.#table.put({ ...keyOf(key), ...attempt, [EXPIRES]: expires });
  }

  async forget(key: string): Promise<void> {
    await this.#table.remove(keyOf(key));
  }
}

/** @throws {NotTheSame} when it is damaged, or gone */
export async function readKept(
  bucket: Bucket,
  kept: Attempt | null,
  sealing: Sealing,
): Promise<ReadAgain> {
  if (kept === null) return readAgain(Readable.from([]), 0);
  const size = kept.pieces.length * kept.chunksAPiece * CHUNK;
  const file = { ...kept, size, unfinished: true };
  try {
    const bytes = await readPieces(bucket, file, sealing, { start: 0, end: size - 1 });
    if (bytes === null) throw new NotTheSame('what was kept is gone');
    return await readAgain(bytes, kept.markedAt);
  } catch (cause) {
    if (cause instanceof DamagedObject) throw new NotTheSame('what was kept is damaged', { cause });
    throw cause;
  }
}

function keyOf(key: string): Key {
  const name = createHash('sha256').update(key).digest('base64url');
  return { pk: caseKey(caseOf(key)), sk: `attempt#${name}` };
}
