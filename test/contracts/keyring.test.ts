import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { AwsKeyring } from '../../platform/aws/keyring.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import type { Keyring } from '../../platform/ports.ts';
import { MAC_KEY, testKms, WRAPPING_KEY } from '../support/aws-kms.ts';
import { testTable } from '../support/aws-table.ts';
import { dataDirectory, testDatabase } from '../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const B = CaseId.parse('KJ-AAAAA-00002');

function keepsTheContract(make: () => Promise<Keyring>) {
  it('makes a 256-bit key at first use and gives the same ever after', async () => {
    const keyring = await make();
    const key = await keyring.dataKey(A);
    expect(key).toHaveLength(32);
    expect(await keyring.dataKey(A)).toEqual(key);
    expect(await keyring.dataKey(B)).not.toEqual(key);
  });

  it('makes one key when many ask at once', async () => {
    const keyring = await make();
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyring.dataKey(A)));
    for (const key of keys) expect(key).toEqual(keys[0]);
  });

  it('never gives a key again once it was destroyed, nor makes a new one', async () => {
    const keyring = await make();
    await keyring.dataKey(A);
    const other = await keyring.dataKey(B);
    await keyring.destroyDataKey(A);
    expect(await keyring.dataKey(A)).toBeNull();
    await keyring.destroyDataKey(A);
    expect(await keyring.dataKey(A)).toBeNull();
    expect(await keyring.dataKey(B)).toEqual(other);
  });

  it('makes no key for a case whose key was destroyed before its first use', async () => {
    const keyring = await make();
    await keyring.destroyDataKey(A);
    expect(await keyring.dataKey(A)).toBeNull();
  });

  it('forgets that there was a key only when told that the case is no more', async () => {
    const keyring = await make();
    const first = await keyring.dataKey(A);
    await keyring.eraseDataKey(A);
    await keyring.eraseDataKey(A);
    expect(await keyring.dataKey(A)).not.toEqual(first);
  });

  it('ends without a key when first use and destruction meet', async () => {
    const keyring = await make();
    await Promise.all([keyring.dataKey(A), keyring.destroyDataKey(A), keyring.dataKey(A)]);
    expect(await keyring.dataKey(A)).toBeNull();
  });

  it('is not misled when a caller wipes the key it was given', async () => {
    const keyring = await make();
    const key = await keyring.dataKey(A);
    const kept = key?.slice();
    key?.fill(0);
    expect(await keyring.dataKey(A)).toEqual(kept);
  });

  it('gives equal MACs for equal messages, other MACs for other messages and purposes', async () => {
    const keyring = await make();
    const mac = await keyring.mac('link', 'KJ-AAAAA-00001/upload');
    expect(mac).toHaveLength(32);
    expect(await keyring.mac('link', 'KJ-AAAAA-00001/upload')).toEqual(mac);
    expect(await keyring.mac('link', 'KJ-AAAAA-00002/upload')).not.toEqual(mac);
    expect(await keyring.mac('session', 'KJ-AAAAA-00001/upload')).not.toEqual(mac);
  });
}

describe('Keyring, embedded', () => {
  keepsTheContract(() =>
    EmbeddedKeyring.open(testDatabase(), join(dataDirectory(), 'keys', 'master.key')),
  );
});

describe('Keyring, AWS', () => {
  const make = async () => {
    const { table } = await testTable();
    const { kms, calls } = await testKms();
    const parts = { kms, table, wrappingKeyId: WRAPPING_KEY, macKeyId: MAC_KEY };
    return { parts, calls, keyring: new AwsKeyring(parts) };
  };

  keepsTheContract(async () => (await make()).keyring);

  it('asks KMS to open a key once, and looks each time whether it still stands', async () => {
    const { parts, calls, keyring } = await make();
    const elsewhere = new AwsKeyring(parts);
    const key = await keyring.dataKey(A);
    expect(await elsewhere.dataKey(A)).toEqual(key);
    expect(await elsewhere.dataKey(A)).toEqual(key);
    expect(calls).toEqual(['GenerateDataKey', 'Decrypt']);
    await keyring.destroyDataKey(A);
    expect(await elsewhere.dataKey(A)).toBeNull();
  });

  it('opens no key that was moved to another case', async () => {
    const { parts, keyring } = await make();
    await keyring.dataKey(A);
    const item = await parts.table.get({ pk: `case#${A}`, sk: 'key' });
    await parts.table.put({ ...item, pk: `case#${B}`, sk: 'key' });
    await expect(new AwsKeyring(parts).dataKey(B)).rejects.toThrow();
  });

  it('makes a MAC over a message of any length, of which KMS learns nothing', async () => {
    const { keyring } = await make();
    expect(await keyring.mac('upload', 'x'.repeat(100_000))).toHaveLength(32);
  });
});
