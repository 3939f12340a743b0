/** As much of DER (ITU-T X.690) as a signature needs: writing values, and stepping through a certificate. */

const TAG = { integer: 0x02, octets: 0x04, nothing: 0x05, oid: 0x06, utcTime: 0x17, time: 0x18 };
const SEQUENCE = 0x30;
const SET = 0x31;
/** Context-specific and constructed, as `[0]`. */
export const CONTEXT_0 = 0xa0;

export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(length)]), ...content]);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = [...Buffer.from(length.toString(16).padStart(8, '0'), 'hex')];
  const significant = bytes.slice(bytes.findIndex((byte) => byte !== 0));
  return [0x80 | significant.length, ...significant];
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(SEQUENCE, ...items);

/** In the order that DER wants of a SET OF: by their encoding. */
export const setOf = (...items: readonly Uint8Array[]): Buffer =>
  tagged(SET, ...items.toSorted(Buffer.compare));

export const octets = (bytes: Uint8Array): Buffer => tagged(TAG.octets, bytes);

export const nothing = (): Buffer => tagged(TAG.nothing);

/** @param bytes of a number that is not negative, the highest first */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first === -1 ? new Uint8Array(1) : bytes.subarray(first);
  const sign = (significant[0] ?? 0) >= 0x80 ? [0] : [];
  return tagged(TAG.integer, Uint8Array.from(sign), significant);
}

/** @param dotted as `1.2.840.113549` */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const low = value % 128;
  const high = Math.floor(value / 128);
  return high === 0 ? [low] : [...base128(high).map((byte) => byte | 0x80), low];
}

/** To the second; years from 2050 on have their four digits (RFC 5652, 11.3). */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  const short = at.getUTCFullYear() >= 1950 && at.getUTCFullYear() < 2050;
  return short
    ? tagged(TAG.utcTime, Buffer.from(digits.slice(2)))
    : tagged(TAG.time, Buffer.from(digits));
}

export class NotDer extends Error {
  override readonly name = 'NotDer';
}

/** What lies inside a constructed value, each piece with its tag and length. @throws {NotDer} */
export function inside(der: Uint8Array): Uint8Array[] {
  const { content } = pieceAt(der, 0);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.byteLength; ) {
    const { whole } = pieceAt(content, at);
    pieces.push(whole);
    at += whole.byteLength;
  }
  return pieces;
}

function pieceAt(der: Uint8Array, at: number): { whole: Uint8Array; content: Uint8Array } {
  const short = der[at + 1] ?? 0;
  const extra = short > 0x80 ? short - 0x80 : 0;
  const start = at + 2 + extra;
  const length =
    extra === 0 ? short : der.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  if (start + length > der.byteLength) throw new NotDer('a value ends before its length says');
  return { whole: der.subarray(at, start + length), content: der.subarray(start, start + length) };
}
