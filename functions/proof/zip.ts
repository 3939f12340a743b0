/**
 * Reads a package's zip as strictly as it is written: stored files one after the other, each with its
 * data descriptor, then the directory, then the end, and nothing else. Every byte outside of the files
 * is worked out anew and compared, so that a changed header, a gap or a comment is found.
 */
import { equal, joined, text } from './bytes.ts';
import { type Hashes, ownHashes } from './hashes.ts';
import { piecesOf, type Source } from './source.ts';
import type { Fault } from './verdict.ts';

export interface Entry {
  path: string;
  size: number;
  /** Of its local header. */
  offset: number;
}

export interface Measured {
  size: number;
  sha256: string;
}

/** PKWARE's APPNOTE, 4.3: sizes without names, and what each record begins with. */
const LOCAL = { mark: 0x04034b50, size: 30 };
const CENTRAL = { mark: 0x02014b50, size: 46 };
const END = { mark: 0x06054b50, size: 22 };
const END_64 = { mark: 0x06064b50, size: 56 };
const LOCATOR = { mark: 0x07064b50, size: 20 };
const DESCRIPTOR = 0x08074b50;

const U16 = 0xffff;
const U32 = 0xffff_ffff;
const MOST_ENTRIES = 1_000_000;
const LARGEST_DIRECTORY = 128 << 20;

/** What every file of ours is written with: UTF-8 name, sizes after it; Unix, version 6.3; 0100644. */
const FLAGS = (1 << 11) | (1 << 3);
const MADE_BY = (3 << 8) | 63;
const NEEDS = 20;
const NEEDS_64 = 45;
const ATTRIBUTES = (0o100644 << 16) >>> 0;
const NOON = 12 << 11;

export async function isZip(source: Source): Promise<boolean> {
  const head = await source.read(0, 4);
  const tail = await source.read(Math.max(0, source.size - END.size), source.size);
  const begins = head.length === 4 && viewOf(head).getUint32(0, true) === LOCAL.mark;
  return begins || (tail.length === END.size && viewOf(tail).getUint32(0, true) === END.mark);
}

/** @returns the files as the directory lists them, or why it cannot be one of ours */
export async function directoryOf(source: Source): Promise<Entry[] | Fault> {
  const broken: Fault = { code: 'broken' };
  const end = await source.read(source.size - END.size, source.size);
  if (end.length < END.size || viewOf(end).getUint32(0, true) !== END.mark) return broken;
  const place = await placeOfDirectory(source, viewOf(end));
  if (place === null || place.size > LARGEST_DIRECTORY || place.count > MOST_ENTRIES) return broken;
  const bytes = await source.read(place.start, place.start + place.size);
  const entries = new Map<string, Entry>();
  for (let at = 0; at < bytes.length; ) {
    const found = entryAt(bytes, at);
    if (found === null) return broken;
    if ('code' in found) return found;
    if (entries.has(found.entry.path)) return { code: 'twice', at: found.entry.path };
    entries.set(found.entry.path, found.entry);
    at = found.next;
  }
  return entries.size === place.count ? [...entries.values()] : broken;
}

async function placeOfDirectory(source: Source, end: DataView) {
  const count = end.getUint16(10, true);
  const size = end.getUint32(12, true);
  const start = end.getUint32(16, true);
  if (count !== U16 && size !== U32 && start !== U32) return { count, size, start };
  const at = source.size - END.size - LOCATOR.size - END_64.size;
  const record = await source.read(at, at + END_64.size);
  if (record.length < END_64.size || viewOf(record).getUint32(0, true) !== END_64.mark) return null;
  const view = viewOf(record);
  return { count: u64(view, 32), size: u64(view, 40), start: u64(view, 48) };
}

function entryAt(bytes: Uint8Array, at: number): { entry: Entry; next: number } | Fault | null {
  if (at + CENTRAL.size > bytes.length) return null;
  const view = viewOf(bytes.subarray(at));
  if (view.getUint32(0, true) !== CENTRAL.mark) return null;
  const name = at + CENTRAL.size;
  const extra = name + view.getUint16(28, true);
  const next = extra + view.getUint16(30, true) + view.getUint16(32, true);
  const path = text(bytes.subarray(name, extra));
  if (next > bytes.length || path === null) return null;
  if (!isSafe(path)) return { code: 'unsafe-path' };
  if (view.getUint16(10, true) !== 0 || (view.getUint16(8, true) & 1) !== 0)
    return { code: 'compressed', at: path };
  let size = view.getUint32(24, true);
  let offset = view.getUint32(42, true);
  if (size === U32 && offset === U32 && next - extra >= 28) {
    const large = viewOf(bytes.subarray(extra));
    size = u64(large, 4);
    offset = u64(large, 20);
  }
  return { entry: { path, size, offset }, next };
}

/** One that stays inside of the folder it is unpacked to. */
const isSafe = (path: string): boolean =>
  !/[\p{Cc}\\:]/u.test(path) && !path.split('/').some((step) => ['', '.', '..'].includes(step));

/** The bytes of a file; its name's length in the directory counts, as for everyone who unpacks it. */
export async function contentOf(
  source: Source,
  { path, size, offset }: Entry,
  limit: number,
): Promise<Uint8Array | Fault> {
  if (size > limit) return { code: 'too-large', at: path };
  const start = offset + LOCAL.size + new TextEncoder().encode(path).length;
  const content = await source.read(start, start + size);
  return content.length === size ? content : { code: 'unreadable', at: path };
}

/**
 * Goes through the whole file once.
 * @param issuedAt its day in UTC is the date of every file
 * @param seen hears of each file, once it is through
 * @returns where the first byte is that is not as it was packed
 */
export async function faultsInContainer(
  source: Source,
  entries: readonly Entry[],
  issuedAt: string,
  seen: (path: string, file: Measured) => void,
  hashes: Hashes = ownHashes,
): Promise<Fault[]> {
  const date = dosDate(issuedAt);
  const faults: Fault[] = [];
  const expect = async (start: number, wanted: Uint8Array): Promise<number> => {
    const stands = await source.read(start, start + wanted.length);
    if (!equal(stands, wanted) && faults.length === 0)
      faults.push({ code: 'not-as-packed', at: String(start) });
    return start + wanted.length;
  };
  const directory: Uint8Array[] = [];
  let position = 0;
  for (const { path, size, offset } of entries) {
    const name = new TextEncoder().encode(path);
    const large = size >= U32 || position >= U32;
    if (offset !== position && faults.length === 0)
      faults.push({ code: 'not-as-packed', at: String(position) });
    // Where it is said to be, so that only the files are named that were changed.
    position = await expect(offset, localHeader(name, date));
    const measured = await measure(source, position, size, hashes);
    seen(path, measured);
    position = await expect(position + size, descriptor(measured.crc, size, large));
    directory.push(centralRecord(name, date, measured.crc, { size, offset, large }));
  }
  const start = position;
  position = await expect(start, joined(directory));
  position = await expect(position, endOf(entries.length, start, position - start));
  if (position !== source.size && faults.length === 0)
    faults.push({ code: 'not-as-packed', at: String(Math.min(position, source.size)) });
  return faults;
}

async function measure(source: Source, start: number, size: number, hashes: Hashes) {
  const hash = hashes.sha256();
  let crc = 0;
  let read = 0;
  for await (const piece of piecesOf(source, start, start + size)) {
    hash.update(piece);
    crc = hashes.crc32(piece, crc);
    read += piece.length;
  }
  return { size: read, sha256: hash.digest(), crc };
}

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function record(...fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [length]) => sum + length, 0));
  const view = viewOf(bytes);
  let at = 0;
  for (const [length, value] of fields) {
    if (length === 2) view.setUint16(at, value, true);
    else if (length === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += length;
  }
  return bytes;
}

const localHeader = (name: Uint8Array, date: number): Uint8Array =>
  joined([
    record(
      ...([
        [4, LOCAL.mark],
        [2, NEEDS],
        [2, FLAGS],
        [2, 0],
        [2, NOON],
        [2, date],
      ] as const),
      ...([
        [4, 0],
        [4, 0],
        [4, 0],
        [2, name.length],
        [2, 0],
      ] as const),
    ),
    name,
  ]);

const descriptor = (crc: number, size: number, large: boolean): Uint8Array =>
  record([4, DESCRIPTOR], [4, crc], [large ? 8 : 4, size], [large ? 8 : 4, size]);

function centralRecord(
  name: Uint8Array,
  date: number,
  crc: number,
  { size, offset, large }: { size: number; offset: number; large: boolean },
): Uint8Array {
  const extra = large ? record([2, 1], [2, 24], [8, size], [8, size], [8, offset]) : [];
  return joined([
    record(
      ...([
        [4, CENTRAL.mark],
        [2, MADE_BY],
        [2, large ? NEEDS_64 : NEEDS],
      ] as const),
      ...([
        [2, FLAGS],
        [2, 0],
        [2, NOON],
        [2, date],
        [4, crc],
      ] as const),
      ...([
        [4, large ? U32 : size],
        [4, large ? U32 : size],
        [2, name.length],
      ] as const),
      ...([
        [2, extra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, ATTRIBUTES],
      ] as const),
      [4, large ? U32 : offset],
    ),
    name,
    Uint8Array.from(extra),
  ]);
}

function endOf(count: number, start: number, size: number): Uint8Array {
  const large = count >= U16 || size >= U32 || start >= U32;
  const plain = record(
    ...([
      [4, END.mark],
      [2, 0],
      [2, 0],
      [2, Math.min(count, U16)],
      [2, Math.min(count, U16)],
    ] as const),
    ...([
      [4, Math.min(size, U32)],
      [4, Math.min(start, U32)],
      [2, 0],
    ] as const),
  );
  if (!large) return plain;
  return joined([
    record(
      ...([
        [4, END_64.mark],
        [8, END_64.size - 12],
        [2, MADE_BY],
        [2, NEEDS_64],
      ] as const),
      ...([
        [4, 0],
        [4, 0],
        [8, count],
        [8, count],
        [8, size],
        [8, start],
      ] as const),
    ),
    record([4, LOCATOR.mark], [4, 0], [8, start + size], [4, 1]),
    plain,
  ]);
}

function dosDate(instant: string): number {
  const [year = 0, month = 0, day = 0] = instant.slice(0, 10).split('-').map(Number);
  return day | (month << 5) | ((year - 1980) << 9);
}

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const u64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));
