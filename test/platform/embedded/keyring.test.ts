import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseId } from '../../../core/ids.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { MasterKeyExposed, MasterKeyMismatch } from '../../../platform/embedded/master-key.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');

describe('the embedded keyring', () => {
  it('gives the same keys after a restart, and still none for a destroyed one', async () => {
    const directory = dataDirectory();
    const [file, keyFile] = [join(directory, 'kaiji.db'), join(directory, 'master.key')];
    const before = await EmbeddedKeyring.open(testDatabase(file), keyFile);
    const key = await before.dataKey(A);
    const mac = await before.mac('subject', 'x');
    const gone = CaseId.parse('KJ-AAAAA-00002');
    await before.dataKey(gone);
    await before.destroyDataKey(gone);

    const after = await EmbeddedKeyring.open(testDatabase(file), keyFile);
    expect(await after.dataKey(A)).toEqual(key);
    expect(await after.mac('subject', 'x')).toEqual(mac);
    expect(await after.dataKey(gone)).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('keeps the master key to its owner', async () => {
    const keyFile = join(dataDirectory(), 'master.key');
    const database = testDatabase();
    await EmbeddedKeyring.open(database, keyFile);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    chmodSync(keyFile, 0o640);
    await expect(EmbeddedKeyring.open(database, keyFile)).rejects.toBeInstanceOf(MasterKeyExposed);
  });

  it('refuses to start with a lost or exchanged master key instead of making a new one', async () => {
    const keyFile = join(dataDirectory(), 'master.key');
    const database = testDatabase();
    await EmbeddedKeyring.open(database, keyFile);
    unlinkSync(keyFile);
    await expect(EmbeddedKeyring.open(database, keyFile)).rejects.toBeInstanceOf(MasterKeyMismatch);
    expect(existsSync(keyFile)).toBe(false);
    writeFileSync(keyFile, Buffer.alloc(32, 7), { mode: 0o600 });
    await expect(EmbeddedKeyring.open(database, keyFile)).rejects.toBeInstanceOf(MasterKeyMismatch);
  });

  it('leaves no trace of a destroyed key in any file, though the master key lives on', async () => {
    const directory = dataDirectory();
    const database = testDatabase(join(directory, 'kaiji.db'));
    const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
    const others = Array.from({ length: 200 }, (_, n) => CaseId.parse(`KJ-BBBBB-${10_000 + n}`));
    await Promise.all(others.map((caseId) => keyring.dataKey(caseId)));
    await keyring.dataKey(A);
    // From the write-ahead log into the database file, as it would have been by the time of a purge.
    database.read((db) => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    const { wrapped } = z
      .object({ wrapped: z.instanceof(Uint8Array) })
      .parse(
        database.read((db) => db.prepare('SELECT wrapped FROM data_keys WHERE case_id = ?').get(A)),
      );
    // The tombstone overwrites some of the freed bytes in any case: look for any stretch of it.
    const stretches = [0, 12, 24, 36, 48].map((at) => Buffer.from(wrapped.subarray(at, at + 12)));
    const holdingIt = () =>
      readdirSync(directory).filter((name) => {
        const file = readFileSync(join(directory, name));
        return stretches.some((part) => file.includes(part));
      });
    expect(holdingIt()).not.toEqual([]);
    await keyring.destroyDataKey(A);
    expect(holdingIt()).toEqual([]);
  });
});
