/**
 * The package as a zip. Nothing in it is compressed: so each of its bytes is bound by a
 * hash in the signed manifest, and opening it can never blow up. The same parts on the
 * same day give the same bytes, which is also how a package is checked: by packing its
 * parts again.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ListedFile } from './manifest.ts';

export interface Part {
  /** Inside the package, `/` between folders. */
  path: string;
  /** Asked for when its turn comes, after all parts before it have been read to the end. */
  open: () => Promise<Readable>;
}

const REGULAR_FILE = 0o100644;

class NoZipStream extends Error {
  override readonly name = 'NoZipStream';
}

/**
 * What fails in a part fails the whole; whoever stops reading closes the part being read.
 * @param issuedAt its day in UTC is the date of every file
 */
export function zipOf(parts: readonly Part[], issuedAt: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new NoZipStream('yazl gave no stream to read from');
  let current: Readable | undefined;
  zip.on('error', (error) => output.destroy(error));
  output.on('close', () => current?.destroy());
  for (const { path, open } of parts)
    zip.addReadStreamLazy(
      path,
      { mtime: noonOf(issuedAt), mode: REGULAR_FILE, compress: false, forceDosTimestamp: true },
      (ready) => {
        open().then(
          (body) => {
            current = body;
            body.on('error', (error) => output.destroy(error));
            ready(null, body);
          },
          (error) => output.destroy(error),
        );
      },
    );
  zip.end();
  return output;
}

/** The same bytes, measured on their way; `seen` hears of them once they are all through. */
export function measured(path: string, body: Readable, seen: (file: ListedFile) => void): Readable {
  return Readable.from(
    (async function* () {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of body) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
      seen({ path, size, sha256: hash.digest('hex') });
    })(),
    { objectMode: false },
  );
}

/** Zip keeps local time: a local noon is written the same in every zone, whatever its summer time. */
function noonOf(moment: Date): Date {
  return new Date(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate(), 12);
}

/**
 * A name that is safe as one step of a path on every system: letters and digits of any
 * script, `.`, `_` and `-`; neither hidden nor reserved.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, 80);
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  return plain === '' || reserved ? `_${plain}` : plain;
}

/** Paths that differ only in case are one file on some systems: later ones get a number. */
export function distinctPaths(): (folder: string, name: string, ending: string) => string {
  const taken = new Set<string>();
  return (folder, name, ending) => {
    for (let count = 1; ; count += 1) {
      const path = `${folder}/${count === 1 ? name : `${name}-${count}`}${ending}`;
      const key = path.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return path;
    }
  };
}
