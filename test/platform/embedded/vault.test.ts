import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/embedded/clock.ts';
import type { Database } from '../../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../../platform/embedded/vault.ts';
import { DamagedObject, SEALED_CHUNK } from '../../../platform/embedded/vault-cipher.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const key = 'KJ-AAAAA-00001/evidence/passport';
const secret = Buffer.from('氏名 山田 花子 '.repeat(10_000));

async function openVault(directory: string, database: Database) {
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  const files = join(directory, 'vault');
  const vault = await EmbeddedVault.open({
    database,
    keyring,
    clock: systemClock,
    directory: files,
    uploadUrl: 'http://127.0.0.1/vault/upload',
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
