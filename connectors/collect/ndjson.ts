/** Rows to NDJSON to the vault: hashed and counted on the way, no faster than the vault takes it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Row } from '../../core/redaction.ts';
import type { Vault } from '../../platform/ports.ts';

/** Lines go out in chunks of this size, whatever the pages are: few, and soon forgotten. */
const CHUNK_BYTES = 256 * 1024;

export class NdjsonWriter {
  readonly #vault: Vault;
  readonly #key: string;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #failure: { error: unknown } | undefined;

  constructor(vault: Vault, key: string) {
    this.#vault = vault;
    this.#key = key;
  }

  /** Throws what the rows throw, whatever the vault makes of a broken stream. */
  async write(
    rows: AsyncIterable<readonly Row[]>,
    signal?: AbortSignal,
  ): Promise<{ key: string; bytes: number; sha256: string }> {
    const body = Readable.from(this.#lines(rows, signal), { objectMode: false });
    try {
      await this.#vault.put(this.#key, body, 'application/x-ndjson');
    } catch (error) {
      throw this.#failure ? this.#failure.error : error;
    }
    // A vault that took a broken stream for a short one must not make a short finding.
    if (this.#failure) throw this.#failure.error;
    return { key: this.#key, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async *#lines(rows: AsyncIterable<readonly Row[]>, signal?: AbortSignal): AsyncGenerator<Buffer> {
    let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    let used = 0;
    try {
      for await (const page of rows) {
        signal?.throwIfAborted();
        for (const row of page) {
          const line = `${JSON.stringify(row)}\n`;
          // A UTF-16 unit never takes more than three bytes of UTF-8.
          if (used + line.length * 3 > chunk.length) {
            if (used > 0) yield this.#counted(chunk.subarray(0, used));
            chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, line.length * 3));
            used = 0;
          }
          used += chunk.write(line, used);
        }
      }
      if (used > 0) yield this.#counted(chunk.subarray(0, used));
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  #counted(chunk: Buffer): Buffer {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    return chunk;
  }
}
