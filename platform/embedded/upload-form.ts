/** Takes a `multipart/form-data` body apart as it comes in: fields first, then one file as a stream. */
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { UploadRefused } from './upload-refusal.ts';

/**
 * A refused upload is still read up to here, because browsers show an answer only
 * once they have sent everything; beyond, the connection is cut.
 */
const MOST_BYTES_READ = 64 * 1024 * 1024;

const LIMITS = { fields: 8, fieldSize: 16 * 1024, files: 1, parts: 12, headerPairs: 32 };

/**
 * Gives the fields that came before the file, and the file, to `take`, and its
 * result to the caller once the whole body has been read. What follows the file is ignored.
 * @throws {UploadRefused} and what `take` throws
 */
export async function readUploadForm<T>(
  request: Request,
  take: (fields: Map<string, string>, file: Readable) => Promise<T>,
): Promise<T> {
  const parser = parserFor(request);
  const fields = new Map<string, string>();
  let file: Readable | undefined;
  let taken: Promise<{ result: T } | { error: unknown }> | undefined;
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (_name, stream) => {
    file = stream;
    stream.on('error', (error) => stream.destroy(error));
    taken = take(fields, stream).then(
      (result) => ({ result }),
      (error: unknown) => {
        stream.resume();
        return { error };
      },
    );
  });
  try {
    if (!request.body) throw new UploadRefused('no-file');
    await pipeline(Readable.fromWeb(request.body), upTo(MOST_BYTES_READ), parser);
  } catch (cause) {
    file?.destroy(new UploadRefused('broken', { cause }));
    const outcome = await taken;
    if (outcome && 'error' in outcome) throw outcome.error;
    throw cause instanceof UploadRefused ? cause : new UploadRefused('broken', { cause });
  }
  const outcome = await taken;
  if (!outcome) throw new UploadRefused('no-file');
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

function parserFor(request: Request): BusboyInstance {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  if (!headers['content-type'].startsWith('multipart/form-data'))
    throw new UploadRefused('no-file');
  try {
    return new Busboy({ headers, limits: LIMITS });
  } catch (cause) {
    throw new UploadRefused('no-file', { cause });
  }
}

function upTo(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new UploadRefused('too-large'));
      else done(null, chunk);
    },
  });
}
