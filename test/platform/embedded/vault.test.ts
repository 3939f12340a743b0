import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/embedded/clock.ts';
import type { Database } from '../../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../../platform/embedded/vault.ts';
import { DamagedObject, SEALED_CHUNK } from '../../../platform/vault-cipher.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const key = 'KJ-AAAAA-00001/evidence/passport';
const secret = Buffer.from('氏名 山田 花子 '.repeat(10_000));

async function openVault(directory: string, database: Database, clock = systemClock) {
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  const files = join(directory, 'vault');
  const vault = await EmbeddedVault.open({
    database,
    keyring,
    clock,
    directory: files,
    uploadUrl: 'http://127.0.0.1/vault/upload',
    partBytes: 16 * 65_536,
  });
  return { vault, files };
}

async function vaultWithSecret() {
  const directory = dataDirectory();
  const { vault, files } = await openVault(directory, testDatabase());
  await vault.put(key, Readable.from([secret]), 'text/plain');
  const path = join(files, readdirSync(files)[0] ?? '');
  return { vault, files, path };
}

describe('the embedded vault', () => {
  it('writes nothing readable to the disk, neither content nor key', async () => {
    const { path } = await vaultWithSecret();
    const onDisk = readFileSync(path);
    expect(onDisk.includes('山田')).toBe(false);
    expect(path).not.toContain('passport');
  });

  it.each<[string, (file: Buffer) => Buffer]>([
    [
      'one changed bit',
      (file) =>
        Buffer.concat([file.subarray(0, 9), Buffer.from([(file[9] ?? 0) ^ 1]), file.subarray(10)]),
    ],
    [
      'two chunks exchanged',
      (file) =>
        Buffer.concat([
          file.subarray(SEALED_CHUNK, 2 * SEALED_CHUNK),
          file.subarray(0, SEALED_CHUNK),
          file.subarray(2 * SEALED_CHUNK),
        ]),
    ],
    ['the last chunk cut off', (file) => file.subarray(0, 3 * SEALED_CHUNK)],
    ['the last bytes cut off', (file) => file.subarray(0, -5)],
    ['everything cut off', () => Buffer.alloc(0)],
  ])('finds %s', async (_, damage) => {
    const { vault, path } = await vaultWithSecret();
    const damaged = damage(readFileSync(path));
    truncateSync(path, 0);
    writeFileSync(path, damaged);
    await expect(buffer(await vault.get(key))).rejects.toBeInstanceOf(DamagedObject);
  });

  it('finds a truncation even when the size on record was made to match', async () => {
    const directory = dataDirectory();
    const database = testDatabase();
    const { vault, files } = await openVault(directory, database);
    await vault.put(key, Readable.from([randomBytes(2 * 65_536 + 1)]), 'text/plain');
    truncateSync(join(files, readdirSync(files)[0] ?? ''), 2 * SEALED_CHUNK);
    await database.write((db) => db.exec('UPDATE vault_objects SET size = 131072'));
    await expect(buffer(await vault.get(key))).rejects.toBeInstanceOf(DamagedObject);
  });

  describe('an object put in parts', () => {
    const parted = 'KJ-AAAAA-00001/answer/package.zip';
    const whole = randomBytes(40 * 65_536);
    const body = (breaksAt = Infinity) =>
      async function* (mark: string | null) {
        for (let at = Number(mark ?? 0); at < whole.length; at += 65_536) {
          if (at >= breaksAt) throw new Error('the power went off');
          const here = at;
          yield { mark: () => String(here) };
          yield { bytes: whole.subarray(at, at + 65_536) };
        }
      };
    const begun = async (clock = systemClock) => {
      const [directory, database] = [dataDirectory(), testDatabase()];
      const { vault, files } = await openVault(directory, database, clock);
      const putting = vault.putInParts(parted, 'application/zip', 'a', body(30 * 65_536));
      await expect(putting).rejects.toThrow('the power went off');
      return { directory, database, files };
    };

    it('is kept through a restart as far as it was, and cut back to what is whole', async () => {
      const { directory, database, files } = await begun();
      const [file = ''] = readdirSync(files);
      writeFileSync(join(files, file), randomBytes(1000), { flag: 'a' });
      const { vault } = await openVault(directory, database);
      expect(readdirSync(files)).toEqual([file]);
      await vault.putInParts(parted, 'application/zip', 'a', body());
      expect((await buffer(await vault.get(parted))).equals(whole)).toBe(true);
    });

    it('seals nothing twice under one key', async () => {
      const { directory, database, files } = await begun();
      const [file = ''] = readdirSync(files);
      const path = join(files, file);
      const before = readFileSync(path);
      const { vault } = await openVault(directory, database);
      await vault.putInParts(parted, 'application/zip', 'a', body());
      const after = readFileSync(path);
      const kept = 16 * SEALED_CHUNK;
      expect(before.length).toBeGreaterThan(kept);
      expect(after.subarray(0, kept).equals(before.subarray(0, kept))).toBe(true);
      expect(after.subarray(kept, before.length).equals(before.subarray(kept))).toBe(false);
    });

    it.each<[string, (path: string) => void]>([
      ['damaged', (path) => writeFileSync(path, randomBytes(17 * SEALED_CHUNK))],
      ['gone', (path) => rmSync(path)],
      ['too short', (path) => truncateSync(path, 100)],
    ])('is begun anew when what was kept is %s', async (_how, spoil) => {
      const { directory, database, files } = await begun();
      spoil(join(files, readdirSync(files)[0] ?? ''));
      const { vault } = await openVault(directory, database);
      await vault.putInParts(parted, 'application/zip', 'a', body());
      expect((await buffer(await vault.get(parted))).equals(whole)).toBe(true);
      expect(readdirSync(files)).toHaveLength(1);
    });

    it('is given up when nobody has gone on with it for a week', async () => {
      const { directory, database, files } = await begun();
      const later = { now: () => new Date(Date.now() + 8 * 86_400_000) };
      await openVault(directory, database, later);
      expect(readdirSync(files)).toEqual([]);
    });
  });

  it('clears away at start what a crash left half written, and keeps the rest', async () => {
    const directory = dataDirectory();
    const database = testDatabase();
    const before = await openVault(directory, database);
    await before.vault.put(key, Readable.from([secret]), 'text/plain');
    writeFileSync(join(before.files, 'deadbeef'), 'half a file');
    const { vault, files } = await openVault(directory, database);
    expect(readdirSync(files)).toHaveLength(1);
    expect((await buffer(await vault.get(key))).equals(secret)).toBe(true);
  });

  it('leaves no file behind when a body breaks off or an object is replaced or removed', async () => {
    const { vault, files } = await vaultWithSecret();
    const broken = new Readable({ read: () => {} });
    const put = vault.put(key, broken, 'text/plain');
    broken.push(randomBytes(200_000));
    setImmediate(() => broken.destroy(new Error('gone')));
    await expect(put).rejects.toThrow('gone');
    expect(readdirSync(files)).toHaveLength(1);
    await vault.put(key, Readable.from([secret]), 'text/plain');
    expect(readdirSync(files)).toHaveLength(1);
    await vault.remove(key);
    expect(readdirSync(files)).toEqual([]);
  });

  it('closes the file of a reader that stops half-way or never begins', async () => {
    const { vault } = await vaultWithSecret();
    const openFiles = () => readdirSync('/proc/self/fd').length;
    if (process.platform !== 'linux') return;
    const before = openFiles();
    for (let i = 0; i < 20; i++) {
      const stream = await vault.get(key);
      if (i % 2 === 0) await stream[Symbol.asyncIterator]().next();
      await new Promise((closed) => stream.once('close', closed).destroy());
    }
    expect(openFiles()).toBeLessThan(before + 10);
  });
});
