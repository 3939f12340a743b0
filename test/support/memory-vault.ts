/** A vault in memory, for tests of what goes into it. Reads the body at the pace it is told. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type MarkedBody,
  NoSuchObject,
  type StoredObject,
  type Vault,
} from '../../platform/ports.ts';

export class MemoryVault implements Vault {
  readonly objects = new Map<string, Buffer>();
  readonly #millisPerChunk: number;

  constructor({ millisPerChunk = 0 } = {}) {
    this.#millisPerChunk = millisPerChunk;
  }

  async put(key: string, body: Readable, contentType: string): Promise<StoredObject> {
    const chunks: Buffer[] = [];
    for await (const chunk of body) {
      chunks.push(Buffer.from(chunk));
      if (this.#millisPerChunk > 0) await sleep(this.#millisPerChunk);
    }
    const whole = Buffer.concat(chunks);
    this.objects.set(key, whole);
    return stored(key, whole, contentType);
  }

  /** Keeps no parts: whoever puts again begins anew. */
  async putInParts(
    key: string,
    contentType: string,
    _attempt: string,
    body: MarkedBody,
  ): Promise<StoredObject> {
    async function* bytes() {
      for await (const piece of body(null)) if ('bytes' in piece) yield piece.bytes;
    }
    return this.put(key, Readable.from(bytes(), { objectMode: false }), contentType);
  }

  async get(key: string, range?: { start: number; end: number }): Promise<Readable> {
    const object = this.objects.get(key);
    if (!object) throw new NoSuchObject(key);
    const part = range ? object.subarray(range.start, range.end + 1) : object;
    return Readable.from([part], { objectMode: false });
  }

  async head(key: string): Promise<StoredObject | null> {
    const object = this.objects.get(key);
    return object ? stored(key, object, 'application/octet-stream') : null;
  }

  async list(prefix: string): Promise<StoredObject[]> {
    return [...this.objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, object]) => stored(key, object, 'application/octet-stream'));
  }

  async remove(key: string): Promise<void> {
    this.objects.delete(key);
  }

  async uploadLink(): Promise<never> {
    throw new Error('nobody uploads in these tests');
  }

  text(key: string): string {
    return this.objects.get(key)?.toString('utf8') ?? '';
  }

  /** Parsed lines of an NDJSON object. */
  rows(key: string): unknown[] {
    return this.text(key)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}

function stored(key: string, object: Buffer, contentType: string): StoredObject {
  const sha256 = createHash('sha256').update(object).digest('hex');
  return { key, size: object.length, sha256, contentType };
}
