/** The package's zip as `yazl` writes it: what our own writer must be equal to, byte for byte. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

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

/** Zip keeps local time: a local noon is written the same in every zone, whatever its summer time. */
function noonOf(moment: Date): Date {
  return new Date(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate(), 12);
}
