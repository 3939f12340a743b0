import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Database } from '../../platform/embedded/database.ts';

/** An empty directory that goes when the running test ends. */
export function dataDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A database that is closed when the running test ends. */
export function testDatabase(path = ':memory:'): Database {
  const database = new Database(path);
  onTestFinished(() => database.close());
  return database;
}
