/** Rows to NDJSON to the vault: hashed and counted on the way, no faster than the vault takes it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Row } from '../../core/redaction.ts';
import type { Vault } from '../../platform/ports.ts';

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
    try {
      for await (const page of rows) {
        signal?.throwIfAborted();
        if (page.length === 0) continue;
        const text = Buffer.from(`${page.map((row) => JSON.stringify(row)).join('\n')}\n`);
        this.#hash.update(text);
        this.#bytes += text.length;
        yield text;
      }
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}
