/**
 * Detached signatures over a file: JWS in compact form with the payload left out and
 * unencoded (RFC 7797). `functions/proof/detached.ts` checks them.
 */
import { createHash } from 'node:crypto';
import type { Signer } from '../../platform/ports.ts';

/**
 * @param bound what the signature vouches for besides: SHA-256 of a CMS signature over the same file
 * @returns `<header>..<signature>`
 */
export async function signDetached(
  signer: Signer,
  payload: Uint8Array,
  bound: { p7s?: string } = {},
): Promise<string> {
  const chain = await signer.certificates();
  const header = base64url(
    JSON.stringify({
      alg: signer.algorithm,
      b64: false,
      crit: ['b64'],
      ...bound,
      x5c: chain.map((der) => Buffer.from(der).toString('base64')),
    }),
  );
  const digest = createHash('sha256').update(`${header}.`).update(payload).digest();
  return `${header}..${base64url(await signer.sign(digest))}`;
}

function base64url(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString('base64url');
}
