/** What stands between the files of a zip (PKWARE APPNOTE): stored entries, sizes after the bytes, zip64 where needed. */

export interface PackedEntry {
  path: string;
  size: number;
  crc: number;
  /** Where its header begins. */
  offset: number;
}

const VERSION = 20;
const VERSION_ZIP64 = 45;
/** 3: Unix; 63: the specification's 6.3. */
const MADE_BY = (3 << 8) | 63;
/** The name is UTF-8; size and CRC-32 follow the bytes. */
const FLAGS = (1 << 11) | (1 << 3);
const REGULAR_FILE = 0o100644;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;

const isLarge = ({ size, offset }: PackedEntry): boolean => size >= MOST_32 || offset >= MOST_32;

export function localHeader(path: string, issuedAt: Date): Buffer {
  const name = Buffer.from(path);
  return Buffer.concat([
    fields([0x04034b50, 4], [VERSION, 2], [FLAGS, 2], [0, 2], [NOON, 2], [dayOf(issuedAt), 2]),
    fields([0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]),
    name,
  ]);
}

/** Follows the bytes of an entry. */
export function descriptorOf(entry: PackedEntry): Buffer {
  const width = isLarge(entry) ? 8 : 4;
  return fields([0x08074b50, 4], [entry.crc, 4], [entry.size, width], [entry.size, width]);
}

/** @param start where it stands */
export function centralDirectory(
  entries: readonly PackedEntry[],
  issuedAt: Date,
  start: number,
): Buffer {
  const directory = Buffer.concat(entries.map((entry) => directoryRecord(entry, issuedAt)));
  return Buffer.concat([directory, endOf(entries.length, directory.length, start)]);
}

function directoryRecord(entry: PackedEntry, issuedAt: Date): Buffer {
  const { path, size, crc, offset } = entry;
  const name = Buffer.from(path);
  const large = isLarge(entry);
  const extra = large
    ? fields([1, 2], [24, 2], [size, 8], [size, 8], [offset, 8])
    : Buffer.alloc(0);
  const [said, at] = large ? [MOST_32, MOST_32] : [size, offset];
  return Buffer.concat([
    fields([0x02014b50, 4], [MADE_BY, 2], [large ? VERSION_ZIP64 : VERSION, 2], [FLAGS, 2]),
    fields([0, 2], [NOON, 2], [dayOf(issuedAt), 2], [crc, 4], [said, 4], [said, 4]),
    fields([name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2]),
    fields([REGULAR_FILE * 0x10000, 4], [at, 4]),
    name,
    extra,
  ]);
}

function endOf(count: number, size: number, start: number): Buffer {
  const [few, small, near] = [count < MOST_16, size < MOST_32, start < MOST_32];
  const number = few ? count : MOST_16;
  const end = Buffer.concat([
    fields([0x06054b50, 4], [0, 2], [0, 2], [number, 2], [number, 2]),
    fields([small ? size : MOST_32, 4], [near ? start : MOST_32, 4], [0, 2]),
  ]);
  if (few && small && near) return end;
  return Buffer.concat([
    fields([0x06064b50, 4], [44, 8], [MADE_BY, 2], [VERSION_ZIP64, 2], [0, 4], [0, 4]),
    fields([count, 8], [count, 8], [size, 8], [start, 8]),
    fields([0x07064b50, 4], [0, 4], [start + size, 8], [1, 4]),
    end,
  ]);
}

/** Little-endian numbers, each with its width in bytes. */
function fields(...numbers: readonly (readonly [number, 2 | 4 | 8])[]): Buffer {
  return Buffer.concat(
    numbers.map(([number, width]) => {
      const bytes = Buffer.alloc(width);
      if (width === 8) bytes.writeBigUInt64LE(BigInt(number));
      else bytes.writeUIntLE(number, 0, width);
      return bytes;
    }),
  );
}

/** Zip keeps a local time and no zone: noon is the same day nearly everywhere. */
const NOON = 12 << 11;

function dayOf(moment: Date): number {
  const years = moment.getUTCFullYear() - 1980;
  return (years << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate();
}
