import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { AwsVault } from '../../platform/aws/vault.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../platform/embedded/vault.ts';
import {
  DataKeyDestroyed,
  type Keyring,
  type MarkedPiece,
  NoSuchObject,
  type Vault,
} from '../../platform/ports.ts';
import { testBuckets } from '../support/aws-s3.ts';
import { testTable } from '../support/aws-table.ts';
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

interface Made {
  vault: Vault;
  keyring: Keyring;
  /** Parts at most so large; kept as soon as more has followed. */
  partBytes: number;
}

function keepsTheContract(make: () => Promise<Made>) {
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

  describe('putting in parts', () => {
    const key = `${A}/answer/package.zip`;
    const bytes = randomBytes(11 * CHUNK + 77);
    const STEP = 9_001;

    /** Marks every few pieces and says how much of it was asked for; breaks off where it is told to. */
    function body({ breaksAt = Infinity, of = bytes } = {}) {
      const asked = { from: -1, marks: 0 };
      async function* pieces(mark: string | null): AsyncGenerator<MarkedPiece> {
        asked.from = Number(mark ?? 0);
        for (let at = asked.from; at < of.length; at += STEP) {
          if (at >= breaksAt) throw new Error('the power went off');
          const here = at;
          if ((at / STEP) % 3 === 0) yield { mark: () => String(here) };
          yield { bytes: of.subarray(at, at + STEP) };
        }
      }
      return { asked, pieces };
    }
    const put = (vault: Vault, { pieces }: ReturnType<typeof body>, attempt = 'one') =>
      vault.putInParts(key, 'application/zip', attempt, pieces);
    const brokenOff = (vault: Vault, breaksAt: number, attempt = 'one') =>
      expect(put(vault, body({ breaksAt }), attempt)).rejects.toThrow('the power went off');

    it.each([0, 1, CHUNK, 2 * CHUNK, 4 * CHUNK, 4 * CHUNK + 1, 11 * CHUNK + 77])(
      'gives back %i bytes as `put` would',
      async (size) => {
        const { vault } = await make();
        const of = bytes.subarray(0, size);
        const stored = await put(vault, body({ of }));
        const sha256 = createHash('sha256').update(of).digest('hex');
        expect(stored).toEqual({ key, size, sha256, contentType: 'application/zip' });
        expect(await vault.head(key)).toEqual(stored);
        expect((await read(vault, key)).equals(of)).toBe(true);
        const part = await read(vault, key, { start: 3 * CHUNK + 5, end: 5 * CHUNK });
        expect(part.equals(of.subarray(3 * CHUNK + 5, 5 * CHUNK + 1))).toBe(true);
      },
    );

    it('goes on after what was kept, again and again, and shows nothing until it is whole', async () => {
      const { vault, partBytes } = await make();
      await brokenOff(vault, 5 * CHUNK);
      await brokenOff(vault, 9 * CHUNK);
      expect(await vault.head(key)).toBeNull();
      expect(await vault.list(`${A}/`)).toEqual([]);
      const last = body();
      const stored = await put(vault, last);
      expect(last.asked.from).toBeGreaterThan(8 * CHUNK - partBytes - 4 * STEP);
      expect(stored.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect((await read(vault, key)).equals(bytes)).toBe(true);
      const anew = body();
      await put(vault, anew);
      expect(anew.asked.from).toBe(0);
    });

    it('begins anew for another attempt', async () => {
      const { vault } = await make();
      await brokenOff(vault, 9 * CHUNK);
      const other = body({ of: randomBytes(7 * CHUNK) });
      await put(vault, other, 'two');
      expect(other.asked.from).toBe(0);
      expect((await vault.head(key))?.size).toBe(7 * CHUNK);
    });

    it.each([
      ['other bytes', randomBytes(11 * CHUNK)],
      ['fewer bytes', bytes.subarray(0, 5 * CHUNK)],
    ])('begins anew when the body now gives %s after its mark', async (_how, of) => {
      const { vault } = await make();
      await brokenOff(vault, 9 * CHUNK);
      const changed = body({ of });
      await put(vault, changed);
      expect(changed.asked.from).toBe(0);
      expect((await read(vault, key)).equals(of)).toBe(true);
    });

    it('does one at a time', async () => {
      const { vault } = await make();
      const [first, second] = await Promise.all([put(vault, body()), put(vault, body())]);
      expect(second).toEqual(first);
      expect((await read(vault, key)).equals(bytes)).toBe(true);
    });

    it('takes nothing for a case whose key was destroyed', async () => {
      const { vault, keyring } = await make();
      await brokenOff(vault, 9 * CHUNK);
      await keyring.destroyDataKey(A);
      await expect(put(vault, body())).rejects.toBeInstanceOf(DataKeyDestroyed);
    });
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
    const partBytes = 2 * CHUNK;
    const directory = dataDirectory();
    const database = testDatabase();
    const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
    const vault = await EmbeddedVault.open({
      database,
      keyring,
      clock: systemClock,
      directory: join(directory, 'vault'),
      uploadUrl: 'http://127.0.0.1/vault/upload',
      partBytes,
    });
    return { vault, keyring, partBytes };
  });
});

describe('Vault, AWS', () => {
  const bucket = testBuckets();

  keepsTheContract(async () => {
    const { table } = await testTable();
    const keyring = await EmbeddedKeyring.open(testDatabase(), join(dataDirectory(), 'master.key'));
    const parts = { bucket: bucket(), table, keyring, clock: systemClock, chunksAPiece: 2 };
    return { vault: new AwsVault(parts), keyring, partBytes: 2 * CHUNK };
  });
});
