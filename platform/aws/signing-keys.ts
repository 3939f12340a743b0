/**
 * Which KMS keys sign, and by which certificates that is checked. All of it is public, and lies in the one table.
 *
 * | pk        | sk                   | what                                                  |
 * | --------- | -------------------- | ----------------------------------------------------- |
 * | `signing` | `now#RS256`          | the KMS key that signs, and its certificates as PEM   |
 * | `signing` | `past#<fingerprint>` | a certificate by which a key signed until another did |
 */
import { createPublicKey, type X509Certificate } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { z } from 'zod';
import { certificatesIn } from '../certificates.ts';
import type { Clock, PastCertificate, Signer } from '../ports.ts';
import type { Item, Key, Table } from './table.ts';

export type Algorithm = Signer['algorithm'];

const PARTITION = 'signing';
const Pem = z.string().transform(certificatesIn);
const Standing = z.object({
  keyId: z.string(),
  chain: Pem.pipe(z.tuple([z.custom<X509Certificate>()], z.custom<X509Certificate>())),
});
const Past = z.object({
  chain: Pem.pipe(z.tuple([z.custom<X509Certificate>()])),
  until: z.iso.datetime().nullable(),
});

/** What sees to certificates. */
export interface SigningKeys {
  table: Table;
  kms: KMSClient;
  clock: Clock;
  algorithm: Algorithm;
  /** ARN of the KMS key that is to sign. */
  keyId: string;
}

export interface SigningKey {
  keyId: string;
  /** The signing certificate, then whoever vouches for it. */
  chain: [X509Certificate, ...X509Certificate[]];
}

/** No certificate was installed for the algorithm that this deployment signs with. */
export class NoSigningKey extends Error {
  override readonly name = 'NoSigningKey';
}

/** The certificate is that of another key. */
export class ForeignCertificate extends Error {
  override readonly name = 'ForeignCertificate';
}

/** @throws {NoSigningKey} */
export async function signingKey(table: Table, algorithm: Algorithm): Promise<SigningKey> {
  const item = await table.get(nowKey(algorithm));
  if (!item) throw new NoSigningKey(`no certificate is installed for ${algorithm}`);
  return Standing.parse(item);
}

/** Newest first; never the one that signs now. */
export async function pastCertificates(
  table: Table,
  signing: Algorithm,
): Promise<PastCertificate[]> {
  const where = { text: 'pk = :pk', values: { pk: PARTITION } };
  const items = await Array.fromAsync(table.query({ where }));
  const own = items.find(({ sk }) => sk === nowKey(signing).sk);
  const now = own && Standing.parse(own).chain[0].fingerprint256;
  return items
    .filter((item) => item !== own)
    .map(pastIn)
    .filter(({ certificate }) => certificate.fingerprint256 !== now)
    .toSorted((one, other) => newnessOf(other).localeCompare(newnessOf(one)))
    .map(({ certificate, until }) => ({ certificate: new Uint8Array(certificate.raw), until }));
}

/**
 * From here on this key signs, by these certificates; those of the one before stay to be checked by. What a crash leaves
 * between the two writes is an old certificate noted early, and the next installation puts it right.
 * @param pem certificates, the signing one first
 * @throws {ForeignCertificate} when the first is not that of the key
 */
export async function installKey(
  { table, kms, clock }: { table: Table; kms: KMSClient; clock: Clock },
  { algorithm, keyId, pem }: { algorithm: Algorithm; keyId: string; pem: string },
): Promise<void> {
  const [own] = certificatesIn(pem);
  const { PublicKey: der } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const isOurs =
    der !== undefined &&
    own?.publicKey.equals(createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }));
  if (!own || !isOurs)
    throw new ForeignCertificate(`the first certificate is not that of key ${keyId}`);
  const standing = await table.get(nowKey(algorithm));
  const before = standing && Standing.parse(standing).chain[0];
  if (before && before.fingerprint256 !== own.fingerprint256)
    await table.put({
      ...pastKey(before),
      chain: before.toString(),
      until: clock.now().toISOString(),
    });
  await table.put({ ...nowKey(algorithm), keyId, chain: pem });
}

interface PastOne {
  certificate: X509Certificate;
  until: string | null;
}

/** A replaced certificate, or that of the other algorithm, which may sign again. */
function pastIn(item: Item): PastOne {
  if (!('until' in item)) return { certificate: Standing.parse(item).chain[0], until: null };
  const { chain, until } = Past.parse(item);
  return { certificate: chain[0], until };
}

const newnessOf = ({ certificate, until }: PastOne): string =>
  until ?? certificate.validToDate.toISOString();

const nowKey = (algorithm: Algorithm): Key => ({ pk: PARTITION, sk: `now#${algorithm}` });

const pastKey = ({ fingerprint256 }: X509Certificate): Key => ({
  pk: PARTITION,
  sk: `past#${fingerprint256.replaceAll(':', '').toLowerCase()}`,
});
