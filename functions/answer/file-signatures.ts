/**
 * Two signatures over one file: CMS, which `openssl cms -verify` takes whatever the kind of key, and a
 * JWS that binds the other by its hash, so that one of them checked vouches for both.
 */
import { createHash } from 'node:crypto';
import type { Signer } from '../../platform/ports.ts';
import { signDetachedCms } from './cms.ts';
import { signDetached } from './jws.ts';

export interface FileSignatures {
  /** DER of a detached CMS SignedData. */
  p7s: Uint8Array;
  /** `<header>..<signature>` */
  jws: string;
}

export async function signFile(
  signer: Signer,
  content: Uint8Array,
  signedAt: Date,
): Promise<FileSignatures> {
  const p7s = await signCms(signer, content, signedAt);
  return { p7s, jws: await signJws(signer, content, sha256(p7s).digest('hex')) };
}

/** DER of a detached CMS SignedData. */
export const signCms = (signer: Signer, content: Uint8Array, signedAt: Date): Promise<Uint8Array> =>
  signDetachedCms(signer, sha256(content).digest(), { for: 'file', signingTime: signedAt });

/** @param p7sSha256 of the CMS signature that it vouches for, hex */
export const signJws = (signer: Signer, content: Uint8Array, p7sSha256: string): Promise<string> =>
  signDetached(signer, content, { p7s: p7sSha256 });

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes);
