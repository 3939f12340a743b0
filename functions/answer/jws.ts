/**
 * Detached signatures over a file: JWS in compact form with the payload left out and
 * unencoded (RFC 7797), so that `openssl` alone can check `<header>.<file>`.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { errors, flattenedVerify } from 'jose';
import { z } from 'zod';
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

export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused';
}

const Header = z.strictObject({
  alg: z.enum(['RS256', 'ES256']),
  b64: z.literal(false),
  crit: z.tuple([z.literal('b64')]),
  p7s: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  x5c: z.array(z.base64()).min(1).max(5),
});

export interface Detached {
  /** What the signature brings along, DER, signing certificate first. */
  chain: Uint8Array[];
  /** SHA-256 of the CMS signature that it vouches for. */
  p7s: string | null;
}

/**
 * @throws {SignatureRefused} unless it is a signature over exactly these bytes
 */
export async function verifyDetached(jws: string, payload: Uint8Array): Promise<Detached> {
  const [head, empty, signature, ...rest] = jws.split('.');
  if (head === undefined || empty !== '' || signature === undefined || rest.length > 0)
    throw new SignatureRefused('it is not a detached JWS');
  if (!isExact(head) || !isExact(signature))
    throw new SignatureRefused('its base64url is not in the one exact form');
  const header = readHeader(head);
  const chain = header.x5c.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  try {
    const key = new X509Certificate(chain[0] ?? new Uint8Array()).publicKey;
    await flattenedVerify({ protected: head, payload, signature }, key, {
      algorithms: [header.alg],
    });
  } catch (cause) {
    if (cause instanceof errors.JOSEError)
      throw new SignatureRefused('the signature does not fit the file', { cause });
    throw new SignatureRefused('its certificate cannot be read', { cause });
  }
  return { chain, p7s: header.p7s ?? null };
}

function readHeader(head: string): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(Buffer.from(head, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new SignatureRefused('its header is not one that we write', { cause });
  }
}

/** Decoders forgive trailing bits and stray letters; a changed byte must not be forgiven. */
function isExact(text: string): boolean {
  return base64url(Buffer.from(text, 'base64url')) === text;
}

function base64url(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString('base64url');
}
