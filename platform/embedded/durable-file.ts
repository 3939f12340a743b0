/** Files that are wholly there or not there at all, also after the power has gone. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Windows can neither open nor flush a directory; there the rename alone has to do. */
const FLUSHES_DIRECTORIES = process.platform !== 'win32';

/** Replaces the file at once and whole. @param temporary a name nobody else writes to meanwhile */
export async function writeDurably(
  path: string,
  temporary: string,
  content: Uint8Array,
): Promise<void> {
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await moveInPlace(temporary, path);
}

/** Puts a finished, flushed temporary file in its place, replacing what stood there. */
async function moveInPlace(temporary: string, path: string): Promise<void> {
  await rename(temporary, path);
  await flushDirectory(dirname(path));
}

/** Makes creations, renames and removals in the directory last. */
export async function flushDirectory(directory: string): Promise<void> {
  if (!FLUSHES_DIRECTORIES) return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For small files at start-up. */
export function writeDurablySync(path: string, content: Uint8Array, mode: number): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  if (!FLUSHES_DIRECTORIES) return;
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
