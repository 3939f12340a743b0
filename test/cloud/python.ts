/** The Python that MiniStack runs on: found on this machine, with its packages beside the project's own. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const REQUIREMENTS = here('requirements.txt');
export const CACHE = here('../../node_modules/.cache/kaiji-cloud');

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
/** MiniStack asks for 3.10. `ensurepip` is what Debian keeps apart, in python3-venv. */
const FIT = 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.version)';

/** The local cloud cannot run on this machine; the message says what it lacks. */
export class NoLocalCloud extends Error {
  override readonly name = 'NoLocalCloud';
}

/**
 * Python with the packages of requirements.txt; they are fetched once.
 * @throws {NoLocalCloud}
 */
export async function python(): Promise<string> {
  const { name, version } = await findPython();
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const key = createHash('sha256').update(`${version}\n${wanted}`).digest('hex').slice(0, 16);
  const home = join(CACHE, `python-${key}`);
  const inside = join(home, 'bin/python');
  const complete = join(home, 'complete');
  if (existsSync(complete)) return inside;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await run(name, ['-m', 'venv', home]);
  await run(inside, ['-m', 'pip', 'install', '-q', '--no-input', '-r', REQUIREMENTS]).catch(
    (cause: unknown) => {
      throw new NoLocalCloud('test:cloud fetches MiniStack from PyPI, and could not', { cause });
    },
  );
  writeFileSync(complete, '');
  return inside;
}

async function findPython(): Promise<{ name: string; version: string }> {
  for (const name of NAMES) {
    const version = await run(name, ['-c', FIT]).then(
      ({ stdout }) => stdout,
      () => null,
    );
    if (version) return { name, version };
  }
  throw new NoLocalCloud(
    'test:cloud needs Python 3.10 or later with its module venv (on Debian: apt-get install python3-venv)',
  );
}
