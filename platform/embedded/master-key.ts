/** The one file whose loss loses everything: back it up apart from the database. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeDurablySync } from './durable-file.ts';

const KEY_BYTES = 32;

export class MasterKeyMismatch extends Error {
  override readonly name = 'MasterKeyMismatch';
  constructor(path: string) {
    super(`${path} is missing or is not the master key that this database was begun with`);
  }
}

export class MasterKeyExposed extends Error {
  override readonly name = 'MasterKeyExposed';
  constructor(path: string) {
    super(`${path} may be read by others: chmod 600 it`);
  }
}

/** Reads the key; makes the file where it is missing and `mayCreate` says that nothing depends on it yet. */
export function masterKey(path: string, { mayCreate }: { mayCreate: boolean }): Uint8Array {
  if (!existsSync(path)) {
    if (!mayCreate) throw new MasterKeyMismatch(path);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeDurablySync(path, randomBytes(KEY_BYTES), 0o600);
  }
  // Windows has no such mode bits.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new MasterKeyExposed(path);
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) throw new MasterKeyMismatch(path);
  return key;
}
