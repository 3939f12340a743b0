/**
 * The organisation's key in a file. Made at the first start with a certificate
 * signed by itself; one whose time is over, or whose names no longer fit, is kept
 * under `past/` (what it signed stays checkable) and a new pair takes its place.
 */
import {
  constants,
  createPrivateKey,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { z } from 'zod';
import type { Clock, Signer } from '../ports.ts';
import type { Organisation } from './certificate.ts';

export interface SignerOptions {
  /** Where key and certificate live; made with mode 0700 when missing. */
  dir: string;
  organisation: Organisation['name'];
  /** The address that answers are sent from: mail programs compare it with the sender. */
  email: Organisation['email'];
  algorithm?: Signer['algorithm'];
  clock: Clock;
}

export class WrongDigest extends Error {
  override readonly name = 'WrongDigest';
}

/** Opens the pair for the algorithm, making it when there is none that holds today. */
export async function createSigner(options: SignerOptions): Promise<Signer> {
  const { dir, organisation, email, algorithm = 'RS256', clock } = options;
  const owner = { name: organisation, email };
  await mkdir(join(dir, 'past'), { recursive: true, mode: 0o700 });
  const file = join(dir, `${algorithm.toLowerCase()}.pem`);
  const standing = await readPair(file);
  if (standing !== null && serves(standing.certificate, owner, clock.now()))
    return signerFor(algorithm, standing);
  if (standing !== null) await retire(dir, standing.certificate);
  // Needed once in years, and slow to load.
  const { certify } = await import('./certificate.ts');
  const pem = await certify({ owner, algorithm, from: clock.now(), serial: randomBytes(16) });
  await writeWhole(file, pem.privateKey + pem.certificate);
  return signerFor(algorithm, parsePair(pem.privateKey + pem.certificate));
}

/** Certificates that signed earlier answers, DER, for the portal to publish beside the present one. */
export async function pastCertificates(dir: string): Promise<Uint8Array[]> {
  const names = (await readdir(join(dir, 'past'))).filter((name) => name.endsWith('.pem')).sort();
  return Promise.all(
    names.map(async (name) => {
      const { raw } = new X509Certificate(await readFile(join(dir, 'past', name)));
      return new Uint8Array(raw);
    }),
  );
}

interface Pair {
  privateKey: KeyObject;
  certificate: X509Certificate;
}

/** Key and certificate share one file, so that a crash can never leave one without the other. */
function parsePair(pem: string): Pair {
  return {
    privateKey: createPrivateKey(pem),
    certificate: new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----'))),
  };
}

async function readPair(file: string): Promise<Pair | null> {
  try {
    return parsePair(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function serves(certificate: X509Certificate, owner: Organisation, now: Date): boolean {
  return (
    now >= certificate.validFromDate &&
    now <= certificate.validToDate &&
    certificate.checkEmail(owner.email) !== undefined &&
    certificate.toLegacyObject().subject.O === owner.name
  );
}

async function retire(dir: string, certificate: X509Certificate): Promise<void> {
  const name = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  await writeWhole(join(dir, 'past', `${name}.pem`), certificate.toString());
}

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = await open(`${file}.new`, 'w', 0o600);
  try {
    await draft.writeFile(text);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${file}.new`, file);
}

function signerFor(algorithm: Signer['algorithm'], { privateKey, certificate }: Pair): Signer {
  const sign = algorithm === 'RS256' ? rsa(privateKey) : ecdsa(privateKey);
  return {
    algorithm,
    async sign(digest) {
      if (digest.byteLength !== 32)
        throw new WrongDigest(`a SHA-256 digest has 32 bytes, this has ${digest.byteLength}`);
      return sign(digest);
    },
    certificates: async () => [new Uint8Array(certificate.raw)],
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
