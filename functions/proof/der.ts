/** Reads DER (X.690) as far as certificates and signatures need. */
import { hex } from './bytes.ts';

export interface Der {
  tag: number;
  content: Uint8Array;
  /** With tag and length. */
  whole: Uint8Array;
}

export const TAG = { integer: 2, octets: 4, oid: 6, utcTime: 23, sequence: 48, set: 49 };

/** @throws {RangeError} where it is no DER */
export function derAt(bytes: Uint8Array, at = 0): Der {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f)
    throw new RangeError('no DER');
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || count > 4) throw new RangeError('no DER');
  let length = first < 0x80 ? first : 0;
  for (let index = 0; index < count; index += 1)
    length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + count;
  if (start + length > bytes.length) throw new RangeError('cut short');
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}

/** What stands in a sequence, a set or an explicit tag, in its order. */
export function partsOf({ content }: Der): Der[] {
  const parts: Der[] = [];
  for (let at = 0; at < content.length; ) {
    const part = derAt(content, at);
    parts.push(part);
    at += part.whole.length;
  }
  return parts;
}

/** @throws {RangeError} where there is none, or one of another kind */
export function partAt(parts: readonly Der[], index: number, tag?: number): Der {
  const part = parts[index];
  if (part === undefined || (tag !== undefined && part.tag !== tag))
    throw new RangeError('not what was expected there');
  return part;
}

/** Hex of an object identifier's content, for comparing. */
export const oidOf = (der: Der): string => (der.tag === TAG.oid ? hex(der.content) : '');
