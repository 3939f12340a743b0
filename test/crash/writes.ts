/**
 * Names every write of this process that outlasts it, as it happens. It watches the runtime's own
 * doors to the disk (SQLite's transactions, files flushed, renamed, removed), so that a new kind
 * of write is found without anybody thinking of it.
 */
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Side } from './messages.ts';
import { nameOfChange } from './names.ts';

/** @param tell called right before and right after each write, with the kinds of what is in it */
export function watchWrites(tell: (side: Side, kinds: readonly string[]) => void): void {
  const around = <T>(kind: string, write: () => T): T => {
    tell('before', [kind]);
    const result = write();
    tell('after', [kind]);
    return result;
  };
  const aroundLater = async <T>(kind: string, write: () => Promise<T>): Promise<T> => {
    tell('before', [kind]);
    const result = await write();
    tell('after', [kind]);
    return result;
  };
  watchTransactions(tell);
  watchFiles(around, aroundLater);
}

/** A transaction is one write, of as many kinds as it changes things. */
function watchTransactions(tell: (side: Side, kinds: readonly string[]) => void): void {
  const changed = new Set<string>();
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    if (sql === 'BEGIN IMMEDIATE') changed.clear();
    const emptiesLog = sql.startsWith('PRAGMA wal_checkpoint');
    const kinds = emptiesLog ? ['write-ahead log emptied'] : sql === 'COMMIT' ? [...changed] : [];
    if (kinds.length > 0) tell('before', kinds);
    exec.call(this, sql);
    if (kinds.length > 0) tell('after', kinds);
  };
  // `get` too: `DELETE … RETURNING` changes what it reads.
  for (const name of ['run', 'get'] as const) {
    const original = StatementSync.prototype[name];
    Reflect.set(
      StatementSync.prototype,
      name,
      function (this: StatementSync, ...values: unknown[]): unknown {
        const result: unknown = Reflect.apply(original, this, values);
        if (hasChanged(result))
          for (const kind of nameOfChange(this.sourceSQL, values)) changed.add(kind);
        return result;
      },
    );
  }
}

/** Of `run` a count; of `get` a row, where there was one. */
const hasChanged = (result: unknown): boolean => {
  const counted: unknown = Reflect.get(Object(result), 'changes');
  return counted === undefined ? result !== undefined : counted !== 0;
};

function watchFiles(
  around: <T>(kind: string, write: () => T) => T,
  aroundLater: <T>(kind: string, write: () => Promise<T>) => Promise<T>,
): void {
  const { renameSync } = fs;
  fs.renameSync = (from, to) => around(`file renamed in ${place(to)}`, () => renameSync(from, to));
  const { rename, rm, open } = fsPromises;
  fsPromises.rename = (from, to) =>
    aroundLater(`file renamed in ${place(to)}`, () => rename(from, to));
  fsPromises.rm = (path, options) =>
    aroundLater(`file removed in ${place(path)}`, () => rm(path, options));
  fsPromises.open = async (path, ...rest) => {
    const file = await open(path, ...rest);
    // Directories are opened for reading only: flushing one makes names last.
    const kind =
      rest[0] === 'r'
        ? `names flushed in ${basename(String(path))}`
        : `file flushed in ${place(path)}`;
    const sync = file.sync.bind(file);
    file.sync = () => aroundLater(kind, sync);
    return file;
  };
  syncBuiltinESMExports();
}

const place = (path: unknown): string => {
  const directory = dirname(String(path));
  return directory === process.env.KAIJI_DATA ? 'the data directory' : basename(directory);
};
