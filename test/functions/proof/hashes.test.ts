import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownHashes } from '../../../functions/proof/hashes.ts';

const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });

describe('hashing in the browser', () => {
  it('gives the SHA-256 that others give, however the bytes arrive', () => {
    fc.assert(
      fc.property(pieces, (given) => {
        const ours = ownHashes.sha256();
        const theirs = createHash('sha256');
        for (const piece of given) {
          ours.update(piece);
          theirs.update(piece);
        }
        expect(ours.digest()).toBe(theirs.digest('hex'));
      }),
      { numRuns: 200 },
    );
  });

  it('gives it at every length around a block, and for what is long', () => {
    for (const length of [...Array(130).keys(), 1_000_003]) {
      const bytes = new Uint8Array(length).fill(0xa5);
      const ours = ownHashes.sha256();
      ours.update(bytes);
      expect(ours.digest(), String(length)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('gives the CRC-32 that others give', () => {
    fc.assert(
      fc.property(pieces, (given) => {
        let [ours, theirs] = [0, 0];
        for (const piece of given) {
          ours = ownHashes.crc32(piece, ours);
          theirs = crc32(piece, theirs);
        }
        expect(ours).toBe(theirs);
      }),
    );
  });
});
