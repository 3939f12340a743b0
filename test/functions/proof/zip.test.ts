import { describe, expect, it } from 'vitest';
import {
  centralDirectory,
  descriptorOf,
  localHeader,
  type PackedEntry,
} from '../../../functions/answer/zip-records.ts';
import type { Source } from '../../../functions/proof/source.ts';
import { directoryOf, faultsInContainer } from '../../../functions/proof/zip.ts';

const ISSUED = '2026-11-27T02:00:00.000Z';
const AT = new Date(ISSUED);
const ZEROS = new Uint8Array(1 << 20);

/** A zip of zeros that stands nowhere: only what lies between its files is made. */
function zipOfZeros(sizes: readonly number[]): { source: Source; structure: [number, Buffer][] } {
  const structure: [number, Buffer][] = [];
  const entries: PackedEntry[] = [];
  let offset = 0;
  const put = (bytes: Buffer) => {
    structure.push([offset, bytes]);
    offset += bytes.length;
  };
  for (const [index, size] of sizes.entries()) {
    const entry = { path: `files/${index}.bin`, size, crc: size === 0 ? 0 : 7, offset };
    entries.push(entry);
    put(localHeader(entry.path, AT));
    offset += size;
    put(descriptorOf(entry));
  }
  put(centralDirectory(entries, AT, offset));
  const size = offset;
  const read = async (start: number, end: number) => {
    const until = Math.min(end, size);
    const inZeros = !structure.some(([at, { length }]) => start < at + length && until > at);
    if (inZeros) return ZEROS.subarray(0, Math.max(0, until - start));
    const bytes = Buffer.alloc(Math.max(0, until - start));
    for (const [at, piece] of structure)
      if (start < at + piece.length && until > at)
        piece.copy(bytes, Math.max(0, at - start), Math.max(0, start - at), until - at);
    return bytes;
  };
  return { source: { size, read }, structure };
}

/** No time for gigabytes here: what is asked for is counted, not hashed. */
const COUNTING = {
  sha256: () => ({ update: () => {}, digest: () => 'none' }),
  crc32: () => 7,
};

const GIGABYTE = 1 << 30;

describe('the container of a package', () => {
  it.each([
    ['with a file of five gigabytes', [10, 5 * GIGABYTE, 10]],
    ['with a file that begins past four gigabytes', [3 * GIGABYTE, 2 * GIGABYTE, 1]],
    ['of exactly the largest size that needs no zip64', [2 ** 32 - 2]],
  ])('is as it was packed %s, and each file is read to its end', async (_, sizes) => {
    const { source } = zipOfZeros(sizes);
    const entries = await directoryOf(source);
    if ('code' in entries) throw new Error(entries.code);
    const seen: number[] = [];
    const faults = await faultsInContainer(
      source,
      entries,
      ISSUED,
      (__, { size }) => seen.push(size),
      COUNTING,
    );
    expect(faults).toEqual([]);
    expect(seen).toEqual(sizes);
  });

  it('of more files than fit into a plain zip is as it was packed, and any change is found', async () => {
    const { source, structure } = zipOfZeros(Array.from({ length: 66_000 }, () => 0));
    const whole = Buffer.concat(structure.map(([, bytes]) => bytes));
    const check = async (bytes: Buffer) => {
      const from: Source = {
        size: bytes.length,
        read: async (start, end) => bytes.subarray(Math.max(0, start), end),
      };
      const entries = await directoryOf(from);
      if ('code' in entries) return [entries];
      return faultsInContainer(from, entries, ISSUED, () => {}, COUNTING);
    };
    expect(source.size).toBe(whole.length);
    expect(await check(whole)).toEqual([]);
    // The records of zip64 that stand before the plain end.
    for (const back of [30, 60]) {
      const changed = Buffer.from(whole);
      const at = changed.length - back;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await check(changed), `${back} from the end`).not.toEqual([]);
    }
  }, 20_000);
});
