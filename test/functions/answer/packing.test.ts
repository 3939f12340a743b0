import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { ListedFile } from '../../../functions/answer/manifest.ts';
import { type PackingPart, packed } from '../../../functions/answer/packing.ts';
import { centralDirectory } from '../../../functions/answer/zip-records.ts';
import { zipOf } from '../../support/yazl-zip.ts';

const DAY = new Date('2026-11-27T02:00:00.000Z');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Content {
  path: string;
  bytes: Buffer;
  kind: 'made' | 'known' | 'once';
}

/** `once` gives other bytes each time it is opened, as a signature may. */
function partsOf(contents: readonly Content[]): PackingPart[] {
  let opened = 0;
  return contents.map(({ path, bytes, kind }) => ({
    path,
    ...(kind === 'known' && { known: { size: bytes.length, sha256: sha256(bytes) } }),
    ...(kind === 'once' && { once: true }),
    open: async (from: number) => {
      opened += 1;
      const whole = kind === 'once' ? Buffer.from(`signature ${opened}`) : bytes;
      return Readable.from(chunksOf(whole.subarray(from)), { objectMode: false });
    },
  }));
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function through(parts: readonly PackingPart[], mark: string | null = null) {
  const listed: ListedFile[] = [];
  const marks: { at: number; mark: string }[] = [];
  const bytes: Uint8Array[] = [];
  let at = 0;
  for await (const piece of packed(parts, DAY, listed, mark)) {
    if ('mark' in piece) marks.push({ at, mark: piece.mark() });
    else {
      bytes.push(Buffer.from(piece.bytes));
      at += piece.bytes.length;
    }
  }
  return { bytes: Buffer.concat(bytes), marks, listed };
}

const contents: fc.Arbitrary<Content[]> = fc.uniqueArray(
  fc.record({
    path: fc.stringMatching(/^[a-z0-9あ-ん]{1,9}(\/[a-z_-]{1,5})?$/u),
    bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    kind: fc.constantFrom('made', 'known'),
  }),
  { selector: ({ path }) => path, maxLength: 12 },
);

describe('packing', () => {
  it('gives the bytes that yazl gives, and lists what it packed', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (all) => {
        const { bytes, listed } = await through(partsOf(all));
        const other = partsOf(all).map(({ path, open }) => ({ path, open: () => open(0) }));
        expect(bytes.equals(await buffer(zipOf(other, DAY)))).toBe(true);
        expect(listed).toEqual(
          all.map(({ path, bytes: of }) => ({ path, size: of.length, sha256: sha256(of) })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('goes on from any mark with the same bytes, and with the signatures that are through', async () => {
    const large = Buffer.alloc(9 << 20, 'large');
    const all: Content[] = [
      { path: 'index.html', bytes: Buffer.from('page'), kind: 'made' },
      { path: 'files/large', bytes: large, kind: 'known' },
      { path: 'manifest.p7s', bytes: Buffer.alloc(0), kind: 'once' },
      { path: 'manifest.jws', bytes: Buffer.alloc(0), kind: 'once' },
    ];
    const whole = await through(partsOf(all));
    expect(whole.marks.length).toBeGreaterThan(8);
    // What was signed after a mark is signed anew: the bytes are the same up to there.
    const ends = [...whole.marks.slice(-2).map(({ at }) => at), whole.bytes.length];
    for (const { at, mark } of whole.marks) {
      const end = ends.find((one) => one > at);
      const rest = await through(partsOf(all), mark);
      const same = whole.bytes.subarray(at, end);
      expect(rest.bytes.subarray(0, same.length).equals(same), `from ${at}`).toBe(true);
    }
    const last = await through(partsOf(all), whole.marks.at(-1)?.mark);
    expect(last.listed).toEqual(whole.listed);
  });

  it('opens nothing that is through, and begins a large file where it was left', async () => {
    const large = Buffer.alloc(9 << 20, 'large');
    const all: Content[] = [
      { path: 'a', bytes: Buffer.from('a'), kind: 'made' },
      { path: 'large', bytes: large, kind: 'known' },
    ];
    const { marks } = await through(partsOf(all));
    const asked: [string, number][] = [];
    const watched = partsOf(all).map(
      (part): PackingPart => ({
        ...part,
        open: (from) => {
          asked.push([part.path, from]);
          return part.open(from);
        },
      }),
    );
    await through(watched, marks.at(-1)?.mark);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[0]).toBe('large');
    expect(asked[0]?.[1]).toBeGreaterThanOrEqual(4 << 20);
  });

  it('fails when a part is not as long as was said', async () => {
    const [part] = partsOf([{ path: 'a', bytes: Buffer.from('abc'), kind: 'known' }]);
    if (!part) throw new Error('there is one');
    const short = { ...part, known: { size: 4, sha256: '' } };
    await expect(through([short])).rejects.toThrow('a has 3 bytes instead of 4');
  });
});

describe('zip64', () => {
  /** What ends a zip, read by yauzl as if the rest stood before it. */
  async function entriesOf(directory: Buffer, start: number) {
    // It reads by position: it is told of a file that is as long as the real one would be.
    class Tail extends RandomAccessReader {
      override _readStreamForRange(from: number, to: number) {
        const bytes = Buffer.alloc(to - from);
        directory.copy(bytes, Math.max(0, start - from), Math.max(0, from - start));
        return Readable.from([bytes], { objectMode: false });
      }
    }
    const length = start + directory.length;
    const zip = await fromRandomAccessReaderPromise(new Tail(), length, { lazyEntries: true });
    const found: [string, number, number][] = [];
    for await (const entry of zip.eachEntry())
      found.push([entry.fileName, entry.uncompressedSize, entry.relativeOffsetOfLocalHeader]);
    return found;
  }

  it('holds files and places beyond 4 GiB', async () => {
    const entries = [
      { path: 'small', size: 7, crc: 1, offset: 0 },
      { path: 'huge', size: 5_000_000_000, crc: 2, offset: 58 },
      { path: 'after', size: 3, crc: 3, offset: 5_000_000_116 },
    ];
    const start = 5_000_000_200;
    const found = await entriesOf(centralDirectory(entries, DAY, start), start);
    expect(found).toEqual(entries.map(({ path, size, offset }) => [path, size, offset]));
  });

  it('holds more than 65,535 files', () => {
    const count = 65_536;
    const entries = Array.from({ length: count }, (_, at) => ({
      ...{ path: `f${at}`, size: 0, crc: 0 },
      offset: at * 50,
    }));
    const end = centralDirectory(entries, DAY, count * 50);
    const record = end.subarray(-22 - 20 - 56);
    expect(record.readUInt32LE(0)).toBe(0x06064b50);
    expect(record.readBigUInt64LE(32)).toBe(BigInt(count));
    expect(end.readUInt16LE(end.length - 22 + 10)).toBe(0xffff);
  });

  it('reads small ones back', async () => {
    const { bytes } = await through(
      partsOf([{ path: 'a/b', bytes: Buffer.from('hello'), kind: 'made' }]),
    );
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    const texts: string[] = [];
    for await (const entry of zip.eachEntry())
      texts.push((await buffer(await zip.openReadStreamPromise(entry))).toString());
    expect(texts).toEqual(['hello']);
  });
});
