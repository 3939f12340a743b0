import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NdjsonWriter } from '../../connectors/collect/ndjson.ts';
import { MemoryVault } from '../support/memory-vault.ts';

/** Takes a broken stream for a short one, as a bad vault might. */
class CarelessVault extends MemoryVault {
  override async put(key: string, body: Readable, contentType: string) {
    body.on('error', () => undefined);
    await new Promise((resolve) => body.on('close', resolve).resume());
    return { key, size: 0, sha256: '', contentType };
  }
}

async function* pagesOf(count: number, made: { pages: number }) {
  for (let page = 0; page < count; page++) {
    made.pages += 1;
    yield [{ page, text: '開示 🌸\n"' }];
    await sleep(0);
  }
}

describe('writing NDJSON', () => {
  it('gives one line a row, and the hash of all of them', async () => {
    const vault = new MemoryVault();
    const written = await new NdjsonWriter(vault, 'k').write(pagesOf(3, { pages: 0 }));
    const text = vault.text('k');
    expect(text.split('\n')).toHaveLength(4);
    expect(vault.rows('k')[2]).toEqual({ page: 2, text: '開示 🌸\n"' });
    expect(written).toEqual({
      key: 'k',
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  it('takes rows no faster than the vault takes them', async () => {
    const made = { pages: 0 };
    const vault = new MemoryVault({ millisPerChunk: 10 });
    const writing = new NdjsonWriter(vault, 'k').write(bigPages(made));
    await sleep(100);
    expect(made.pages).toBeLessThan(30);
    await writing;
    expect(made.pages).toBe(40);
  });

  it('ends with the error of the rows, even where the vault noticed nothing', async () => {
    class HalfRead extends Error {}
    async function* broken() {
      yield [{ id: 1 }];
      throw new HalfRead();
    }
    for (const vault of [new MemoryVault(), new CarelessVault()])
      await expect(new NdjsonWriter(vault, 'k').write(broken())).rejects.toThrow(HalfRead);
  });
});

async function* bigPages(made: { pages: number }) {
  for (let page = 0; page < 40; page++) {
    made.pages += 1;
    yield [{ text: 'x'.repeat(200_000) }];
  }
}
