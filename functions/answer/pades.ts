/** Fills a PDF's place for a signature: PAdES B-B, or B-T with a time stamp (ETSI EN 319 142-1). */
import { createHash } from 'node:crypto';
import { NoTimeStamp, type Ports } from '../../platform/ports.ts';
import { signDetachedCms } from './cms.ts';
import { UNKNOWN_RANGE } from './signature-field.ts';

/** What a token with the authority's certificates takes at most. */
const TOKEN_ROOM = 16_384;

type Signing = Pick<Ports, 'signer' | 'timeStamps'>;

export interface Signed {
  pdf: Uint8Array;
  /** Why there is no time stamp though an authority is configured; null when all is as it should be. */
  unstamped: string | null;
}

/** The file has no place for a signature, or one that is too small. */
export class Unsignable extends Error {
  override readonly name = 'Unsignable';
}

/** Bytes that a signature by this signer may take. */
export async function signatureRoom({ signer, timeStamps }: Signing): Promise<number> {
  const chain = await signer.certificates();
  const certificates = chain.reduce((sum, { length }) => sum + length, 0);
  return 2048 + certificates + (timeStamps === undefined ? 0 : TOKEN_ROOM);
}

/**
 * Signs everything but the signature's own place. An authority that fails does not keep the letter
 * from its reader: it is signed without a stamp, and says so.
 * @throws {Unsignable}
 */
export async function signPdf(
  { signer, timeStamps }: Signing,
  prepared: Uint8Array,
): Promise<Signed> {
  const pdf = Buffer.from(prepared);
  const { open, close } = enterRange(pdf);
  const digest = createHash('sha256').update(pdf.subarray(0, open)).update(pdf.subarray(close));
  let unstamped: string | null = null;
  const cms = await signDetachedCms(signer, digest.digest(), {
    for: 'pdf',
    timeStamp: async (signature) => {
      try {
        const token = (await timeStamps?.stamp(signature)) ?? null;
        if (token !== null && token.length > TOKEN_ROOM)
          throw new NoTimeStamp(`the token of ${token.length} bytes is larger than its place`);
        return token;
      } catch (error) {
        if (!(error instanceof NoTimeStamp)) throw error;
        unstamped = error.message;
        return null;
      }
    },
  });
  const hex = Buffer.from(cms).toString('hex');
  if (hex.length > close - open - 2)
    throw new Unsignable(`the signature of ${cms.length} bytes is larger than its place`);
  pdf.write(hex, open + 1, 'latin1');
  return { pdf, unstamped };
}

/** Writes the range over its placeholder; the brackets `<` and `>` are outside of what is signed. */
function enterRange(pdf: Buffer): { open: number; close: number } {
  const range = pdf.indexOf(UNKNOWN_RANGE);
  const open = pdf.indexOf('<00', range + UNKNOWN_RANGE.length);
  const close = pdf.indexOf('>', open) + 1;
  if (range < 0 || open < 0 || close === 0) throw new Unsignable('there is no place to sign');
  const known = `/ByteRange [0 ${open} ${close} ${pdf.length - close}]`;
  pdf.write(known.padEnd(UNKNOWN_RANGE.length), range, 'latin1');
  return { open, close };
}
