/** Signs with the organisation's key in KMS, which never leaves it. */
import { constants, type KeyObject, publicDecrypt } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { p256 } from '@noble/curves/nist.js';
import { z } from 'zod';
import { checkDigest } from '../digest.ts';
import type { Clock, PastCertificate, Signer } from '../ports.ts';
import { type Algorithm, pastCertificates, type SigningKey, signingKey } from './signing-keys.ts';
import type { Table } from './table.ts';

export const KMS_ALGORITHMS = {
  RS256: 'RSASSA_PKCS1_V1_5_SHA_256',
  ES256: 'ECDSA_SHA_256',
} as const;

/** How long a replaced key may still sign here. */
const KEPT_MS = 5 * 60_000;

/** KMS gave what the certificate does not prove: nothing of it may leave. */
class SignatureUnproven extends Error {
  override readonly name = 'SignatureUnproven';
}

export class AwsSigner implements Signer {
  readonly algorithm: Algorithm;
  readonly #parts: { kms: KMSClient; table: Table; clock: Clock };
  #known: { key: Promise<SigningKey>; until: number } | undefined;

  constructor(parts: { kms: KMSClient; table: Table; clock: Clock; algorithm: Algorithm }) {
    this.algorithm = parts.algorithm;
    this.#parts = parts;
  }

  /** @throws {WrongDigest | NoSigningKey | SignatureUnproven} */
  async sign(digest: Uint8Array): Promise<Uint8Array> {
    checkDigest(digest);
    const { keyId, chain } = await this.#key();
    const { Signature: given } = await this.#parts.kms.send(
      new SignCommand({
        KeyId: keyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: KMS_ALGORITHMS[this.algorithm],
      }),
    );
    const signature = given && (this.algorithm === 'ES256' ? rawOf(given) : given);
    if (!signature || !PROVES[this.algorithm](chain[0].publicKey, digest, signature))
      throw new SignatureUnproven(`what ${keyId} signed does not fit its certificate`);
    return signature;
  }

  async certificates(): Promise<Uint8Array[]> {
    return (await this.#key()).chain.map(({ raw }) => new Uint8Array(raw));
  }

  pastCertificates(): Promise<PastCertificate[]> {
    return pastCertificates(this.#parts.table, this.algorithm);
  }

  #key(): Promise<SigningKey> {
    const now = this.#parts.clock.now().getTime();
    if (this.#known && now < this.#known.until) return this.#known.key;
    const key = signingKey(this.#parts.table, this.algorithm);
    this.#known = { key, until: now + KEPT_MS };
    key.catch(() => {
      this.#known = undefined;
    });
    return key;
  }
}

/** KMS writes ECDSA as DER, the port promises r‖s. */
export const rawOf = (der: Uint8Array): Uint8Array =>
  p256.Signature.fromBytes(der, 'der').toBytes('compact');

// RFC 8017, 9.2, note 1: the DER of DigestInfo before a SHA-256 digest.
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const Coordinate = z.base64url().transform((text) => Buffer.from(text, 'base64url'));
const Point = z.object({ x: Coordinate, y: Coordinate });

type Proof = (key: KeyObject, digest: Uint8Array, signature: Uint8Array) => boolean;

/** Node checks signatures of messages only; here there is but the digest. */
const PROVES: Record<Algorithm, Proof> = {
  RS256: (key, digest, signature) => {
    try {
      const padding = constants.RSA_PKCS1_PADDING;
      return publicDecrypt({ key, padding }, signature).equals(
        Buffer.concat([SHA256_DIGEST_INFO, digest]),
      );
    } catch {
      return false; // not even of the form of this key's signatures
    }
  },
  ES256: (key, digest, signature) => {
    const { x, y } = Point.parse(key.export({ format: 'jwk' }));
    const point = Buffer.concat([Buffer.of(4), x, y]);
    return p256.verify(signature, digest, point, { prehash: false, lowS: false });
  },
};
