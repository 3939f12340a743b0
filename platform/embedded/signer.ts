/**
 * Signs with the organisation's key in a file. At the first start it is made, with a certificate
 * signed by itself; one whose time is over, or whose names no longer fit, is replaced.
 */
import {
  constants,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  type X509Certificate,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { z } from 'zod';
import type { Organisation } from '../certificate-profile.ts';
import { checkDigest } from '../digest.ts';
import type { Clock, Signer } from '../ports.ts';
import {
  type Algorithm,
  type Pair,
  parsePair,
  pastCertificates,
  readPair,
  replacePair,
} from './signing-keys.ts';

export interface SignerOptions {
  /** Where keys and certificates live; made with mode 0700 when missing. */
  dir: string;
  organisation: Organisation['name'];
  /** The address that answers are sent from: mail programs compare it with the sender. */
  email: Organisation['email'];
  algorithm?: Algorithm;
  clock: Clock;
}

/** A certificate of somebody's who vouches for us does not name the address that we send from. */
export class ForeignAddress extends Error {
  override readonly name = 'ForeignAddress';
}

/**
 * Opens the pair for the algorithm, making it when there is none that holds today.
 * @throws {ForeignAddress} rather than throw away a certificate that an authority gave
 */
export async function createSigner(options: SignerOptions): Promise<Signer> {
  const { dir, organisation, email, algorithm = 'RS256', clock } = options;
  const owner = { name: organisation, email };
  await mkdir(join(dir, 'past'), { recursive: true, mode: 0o700 });
  const standing = await readPair(dir, algorithm);
  const pair =
    standing !== null && serves(standing.chain, owner, clock.now())
      ? standing
      : await rotate(options);
  return signerFor(dir, algorithm, pair);
}

/** Makes a new key with a certificate signed by itself, in the place of the one that stands. */
export async function rotate(options: SignerOptions): Promise<Pair> {
  const { dir, organisation, email, algorithm = 'RS256', clock } = options;
  // Needed once in years, and slow to load.
  const { certify } = await import('./certificate.ts');
  const made = await certify({
    owner: { name: organisation, email },
    algorithm,
    from: clock.now(),
    serial: randomBytes(16),
  });
  const pair = parsePair(made.privateKey + made.certificate, 'the new key');
  await replacePair(dir, algorithm, pair, clock.now());
  return pair;
}

function serves([own, ...authorities]: Pair['chain'], owner: Organisation, now: Date): boolean {
  if (now < own.validFromDate || now > own.validToDate) return false;
  const addressed = own.checkEmail(owner.email) !== undefined;
  if (authorities.length > 0 && !addressed)
    throw new ForeignAddress(
      `the certificate of ${namesOf(own)} does not name ${owner.email}: correct KAIJI_FROM_ADDRESS, or install another`,
    );
  return addressed && (authorities.length > 0 || own.toLegacyObject().subject.O === owner.name);
}

const namesOf = ({ subject }: X509Certificate) => subject.replaceAll('\n', ', ');

function signerFor(dir: string, algorithm: Algorithm, { privateKey, chain }: Pair): Signer {
  const sign = algorithm === 'RS256' ? rsa(privateKey) : ecdsa(privateKey);
  return {
    algorithm,
    async sign(digest) {
      checkDigest(digest);
      return sign(digest);
    },
    certificates: async () => chain.map(({ raw }) => new Uint8Array(raw)),
    pastCertificates: async () => {
      // A rotation beside a running service: this one signs until the restart.
      const past = await pastCertificates(dir, algorithm);
      return past.filter(({ certificate }) => !chain[0].raw.equals(certificate));
    },
  };
}

// RFC 8017, 9.2, note 1: the DER of DigestInfo before a SHA-256 digest.
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Node signs messages only; PKCS#1 v1.5 over a digest is its "private encryption". */
function rsa(key: KeyObject) {
  return (digest: Uint8Array): Uint8Array =>
    new Uint8Array(
      privateEncrypt(
        { key, padding: constants.RSA_PKCS1_PADDING },
        Buffer.concat([SHA256_DIGEST_INFO, digest]),
      ),
    );
}

const EcKey = z.object({ d: z.base64url() });

/** Deterministic (RFC 6979): the same digest gives the same signature, so a retried mail is the same mail. */
function ecdsa(key: KeyObject) {
  const secret = Buffer.from(EcKey.parse(key.export({ format: 'jwk' })).d, 'base64url');
  return (digest: Uint8Array): Uint8Array => p256.sign(digest, secret, { prehash: false });
}
