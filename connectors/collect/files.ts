/** Files inside rows (a photograph, a résumé) become files of their own; the row names them. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import type { Field } from '../../core/data-map.ts';
import type { FoundFile } from '../../core/finding.ts';
import type { Vault } from '../../platform/ports.ts';
import { type Connector, StoreMisconfigured } from '../connector.ts';

/** Enough for every signature that `file-type` knows for images and documents. */
const SNIFF_BYTES = 4100;

export class FileTaker {
  readonly #connector: Connector;
  readonly #vault: Vault;
  readonly #prefix: string;
  readonly taken: FoundFile[] = [];

  constructor(connector: Connector, vault: Vault, prefix: string) {
    this.#connector = connector;
    this.#vault = vault;
    this.#prefix = prefix;
  }

  /** Puts `{ file, bytes, sha256, contentType }` where the content or its address stood. */
  async takeFrom(row: Record<string, unknown>, fields: readonly Field[]): Promise<void> {
    for (const { name, file } of fields) {
      const value = row[name];
      if (typeof value !== 'string' || value === '') continue;
      row[name] = await this.#take(
        file === 'url' ? await this.#fetched(value) : [Buffer.from(value, 'base64')],
      );
    }
  }

  async #fetched(address: string): Promise<AsyncIterable<Uint8Array>> {
    if (!this.#connector.file)
      throw new StoreMisconfigured('this kind of store gives no files by address');
    return this.#connector.file(address);
  }

  async #take(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const { head, whole } = await peeked(content);
    const type = await fileTypeFromBuffer(head);
    const number = String(this.taken.length + 1).padStart(4, '0');
    const key = `${this.#prefix}-${number}.${type?.ext ?? 'bin'}`;
    const contentType = type?.mime ?? 'application/octet-stream';
    const hash = createHash('sha256');
    let bytes = 0;
    async function* counted() {
      for await (const chunk of whole) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    await this.#vault.put(key, Readable.from(counted(), { objectMode: false }), contentType);
    const sha256 = hash.digest('hex');
    this.taken.push({ key, bytes, sha256, contentType });
    return { file: key.slice(key.lastIndexOf('/') + 1), bytes, sha256, contentType };
  }
}

/** Looks at the first bytes without losing them. */
async function peeked(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  async function* rest() {
    yield* content;
  }
  const chunks = rest();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < SNIFF_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    first.push(value);
    size += value.length;
  }
  async function* whole() {
    yield* first;
    yield* chunks;
  }
  return { head: Buffer.concat(first), whole: whole() };
}
