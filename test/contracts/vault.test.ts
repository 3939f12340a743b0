import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../platform/embedded/vault.ts';
import { DataKeyDestroyed, type Keyring, NoSuchObject, type Vault } from '../../platform/ports.ts';
import { dataDirectory, testDatabase } from '../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const B = CaseId.parse('KJ-AAAAA-00002');
const CHUNK = 65_536;

/** Delivered in pieces that fit no chunk. */
function stream(bytes: Uint8Array, pieceSize = 10_007): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
    })(),
  );
}

async function read(vault: Vault, key: string, range?: { start: number; end: number }) {
  return buffer(await vault.get(key, range));
}

function keepsTheContract(make: () => Promise<{ vault: Vault; keyring: Keyring }>) {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 8 * CHUNK, 20 * CHUNK + 5])(
    'gives back %i bytes as they were put, and says their size, hash and type',
    async (size) => {
      const { vault } = await make();
      const bytes = randomBytes(size);
      const key = `${A}/evidence/passport`;
      const stored = await vault.put(key, stream(bytes), 'image/png');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(stored).toEqual({ key, size, sha256, contentType: 'image/png' });
      expect(await vault.head(key)).toEqual(stored);
      expect((await read(vault, key)).equals(bytes)).toBe(true);
    },
  );

  it('takes text as UTF-8', async () => {
    const { vault } = await make();
    await vault.put(`${A}/notes`, Readable.from(['開', '示']), 'text/plain');
    expect((await read(vault, `${A}/notes`)).toString()).toBe('開示');
  });

  it('reads any range, first and last byte included, and leaves out what lies past the end', async () => {
    const { vault } = await make();
    const bytes = randomBytes(3 * CHUNK + 100);
    const key = `${A}/found/crm.ndjson`;
    await vault.put(key, stream(bytes), 'application/x-ndjson');
    const offset = fc.nat(bytes.length + 50);
    await fc.assert(
      fc.asyncProperty(offset, offset, async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const part = await read(vault, key, { start, end });
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('says NoSuchObject for what is not there', async () => {
    const { vault } = await make();
    await expect(vault.get(`${A}/nothing`)).rejects.toBeInstanceOf(NoSuchObject);
    expect(await vault.head(`${A}/nothing`)).toBeNull();
    await vault.remove(`${A}/nothing`);
  });

  it('replaces at once: a reader that began with the old version ends with it', async () => {
    const { vault } = await make();
    const [old, young] = [randomBytes(10 * CHUNK), randomBytes(2 * CHUNK)];
    const key = `${A}/letter.pdf`;
    await vault.put(key, stream(old), 'application/pdf');
    const reading = await vault.get(key);
    await vault.put(key, stream(young), 'application/pdf');
    expect((await buffer(reading)).equals(old)).toBe(true);
    expect((await read(vault, key)).equals(young)).toBe(true);
    expect(await vault.list(`${A}/`)).toHaveLength(1);
  });

  it('keeps the old version when the new one breaks off', async () => {
    const { vault } = await make();
    const key = `${A}/letter.pdf`;
    await vault.put(key, stream(Buffer.from('old')), 'application/pdf');
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(3 * CHUNK);
        throw new Error('the line went dead');
      })(),
    );
    await expect(vault.put(key, broken, 'application/pdf')).rejects.toThrow('the line went dead');
    expect((await read(vault, key)).toString()).toBe('old');
  });

  it('forgets what is removed', async () => {
    const { vault } = await make();
    const key = `${A}/evidence/passport`;
    await vault.put(key, stream(randomBytes(10)), 'image/png');
    await vault.remove(key);
    await expect(vault.get(key)).rejects.toBeInstanceOf(NoSuchObject);
    expect(await vault.list(`${A}/`)).toEqual([]);
  });

  it('lists by prefix, in order of key, one case apart from another', async () => {
    const { vault } = await make();
    const keys = [`${A}/evidence/1`, `${A}/evidence/履歴書`, `${A}/evidences`, `${B}/evidence/1`];
    for (const key of keys.toReversed()) await vault.put(key, stream(randomBytes(3)), 'image/png');
    const listed = async (prefix: string) => (await vault.list(prefix)).map(({ key }) => key);
    expect(await listed(`${A}/evidence/`)).toEqual(keys.slice(0, 2));
    expect(await listed(`${A}/`)).toEqual(keys.slice(0, 3));
  });

  it('gives and takes nothing for a case whose key was destroyed', async () => {
    const { vault, keyring } = await make();
    const key = `${A}/evidence/passport`;
    await vault.put(key, stream(randomBytes(10)), 'image/png');
    await keyring.destroyDataKey(A);
    await expect(vault.get(key)).rejects.toBeInstanceOf(NoSuchObject);
    await expect(vault.put(key, stream(randomBytes(10)), 'image/png')).rejects.toBeInstanceOf(
      DataKeyDestroyed,
    );
    await vault.remove(key);
    expect(await vault.head(key)).toBeNull();
  });

  it.each([
    'passport',
    '../KJ-AAAAA-00001/x',
    'KJ-AAAAA-00001',
    'KJ-AAAAA-00001/a\nb',
    `${A}/${'x'.repeat(600)}`,
  ])('refuses the key %j', async (key) => {
    const { vault } = await make();
    await expect(vault.put(key, stream(randomBytes(1)), 'image/png')).rejects.toThrow(
      'a key is a case id, a slash and a name',
    );
  });
}

describe('Vault, embedded', () => {
  keepsTheContract(async () => {
    const directory = dataDirectory();
    const database = testDatabase();
    const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
    const vault = await EmbeddedVault.open({
      database,
      keyring,
      clock: systemClock,
      directory: join(directory, 'vault'),
      uploadUrl: 'http://127.0.0.1/vault/upload',
    });
    return { vault, keyring };
  });
});
