/** SHA-256 (FIPS 180-4) and CRC-32 of what arrives in pieces: WebCrypto takes a file only as a whole. */
import { hex } from './bytes.ts';

export interface Hash {
  update(bytes: Uint8Array): void;
  /** Lower-case hex. */
  digest(): string;
}

/** How to hash; whoever has quicker ways than ours brings them. */
export interface Hashes {
  sha256(): Hash;
  /** @param before of the bytes that came earlier, 0 at first */
  crc32(bytes: Uint8Array, before: number): number;
}

export const ownHashes: Hashes = { sha256: () => new Sha256(), crc32 };

/** The first 32 bits of the fractional parts of a root of each of the first primes. */
function roots(count: number, root: (prime: number) => number): Int32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= candidate; factor += 1)
      if (candidate % factor === 0) prime = false;
    if (prime) found.push(Math.floor((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(found);
}

// Signed words throughout: engines keep those in registers.
const START = roots(8, Math.sqrt);
const ROUNDS = roots(64, Math.cbrt);
const BLOCK = 64;

class Sha256 implements Hash {
  readonly #state = START.slice();
  readonly #words = new Int32Array(BLOCK);
  readonly #rest = new Uint8Array(BLOCK);
  #length = 0;

  update(bytes: Uint8Array): void {
    let at = 0;
    const held = this.#length % BLOCK;
    this.#length += bytes.length;
    if (held > 0) {
      at = Math.min(BLOCK - held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), held);
      if (held + at < BLOCK) return;
      mixBlocks(this.#state, this.#words, this.#rest, 0, BLOCK);
    }
    const whole = bytes.length - ((bytes.length - at) % BLOCK);
    mixBlocks(this.#state, this.#words, bytes, at, whole);
    this.#rest.set(bytes.subarray(whole));
  }

  digest(): string {
    const bits = this.#length * 8;
    const padding = new Uint8Array(((119 - (this.#length % BLOCK)) % BLOCK) + 9);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    const sum = new Uint8Array(32);
    const out = new DataView(sum.buffer);
    this.#state.forEach((word, index) => {
      out.setInt32(index * 4, word);
    });
    return hex(sum);
  }
}

/** FIPS 180-4, 6.2.2, for each block between `from` and `to`. `?? 0` is for the type checker alone. */
function mixBlocks(
  state: Int32Array,
  w: Int32Array,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at < to; at += BLOCK) {
    for (let t = 0; t < 16; t += 1) w[t] = view.getInt32(at + t * 4);
    for (let t = 16; t < 64; t += 1) {
      const x = w[t - 15] ?? 0;
      const y = w[t - 2] ?? 0;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[t] = ((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0;
    }
    let a = state[0] ?? 0;
    let b = state[1] ?? 0;
    let c = state[2] ?? 0;
    let d = state[3] ?? 0;
    let e = state[4] ?? 0;
    let f = state[5] ?? 0;
    let g = state[6] ?? 0;
    let h = state[7] ?? 0;
    for (let t = 0; t < 64; t += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[t] ?? 0) + (w[t] ?? 0)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = (state[0] ?? 0) + a;
    state[1] = (state[1] ?? 0) + b;
    state[2] = (state[2] ?? 0) + c;
    state[3] = (state[3] ?? 0) + d;
    state[4] = (state[4] ?? 0) + e;
    state[5] = (state[5] ?? 0) + f;
    state[6] = (state[6] ?? 0) + g;
    state[7] = (state[7] ?? 0) + h;
  }
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (let at = 0; at < bytes.length; at += 1)
    value = (CRC_TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
