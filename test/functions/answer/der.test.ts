import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inside,
  integer,
  NotDer,
  octets,
  oid,
  sequence,
  setOf,
  time,
} from '../../../functions/answer/der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER (ITU-T X.690)', () => {
  it.each([
    ['1.2.840.113549.1.7.2', '06092a864886f70d010702'],
    ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'],
    ['2.5.4.3', '0603550403'],
  ])('writes the identifier %s', (dotted, bytes) => {
    expect(hex(oid(dotted))).toBe(bytes);
  });

  it.each([
    ['00', '020100'],
    ['0000', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['000080', '02020080'],
    ['0100', '02020100'],
  ])('writes the number %s in as few bytes as keep it positive', (bytes, der) => {
    expect(hex(integer(Buffer.from(bytes, 'hex')))).toBe(der);
  });

  it.each([
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [256, '04820100'],
    [70_000, '0483011170'],
  ])('says a length of %i in as few bytes as it takes', (length, head) => {
    expect(hex(octets(new Uint8Array(length))).slice(0, head.length)).toBe(head);
  });

  it.each([
    ['2049-12-31T23:59:59.999Z', '491231235959Z', 0x17],
    ['2050-01-01T00:00:00.000Z', '20500101000000Z', 0x18],
  ])('writes %s as RFC 5652, 11.3 has it', (instant, digits, tag) => {
    const der = time(new Date(instant));
    expect(der.subarray(2).toString()).toBe(digits);
    expect(der[0]).toBe(tag);
  });

  it('sorts what is in a set by its encoding', () => {
    const [short, long] = [octets(Uint8Array.of(9)), octets(Uint8Array.of(1, 1))];
    expect(inside(setOf(long, short)).map(hex)).toEqual([short, long].map(hex));
  });

  it('finds inside what was put there', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 })), (contents) => {
        const pieces = contents.map(octets);
        expect(inside(sequence(...pieces)).map(hex)).toEqual(pieces.map(hex));
      }),
    );
  });

  it('does not read beyond what was cut short', () => {
    const whole = sequence(octets(new Uint8Array(300)));
    expect(() => inside(whole.subarray(0, -1))).toThrow(NotDer);
  });
});
