/** What stands in a certificate that the organisation signs for its own key, wherever the key is. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { Signer } from './ports.ts';

export interface Organisation {
  name: string;
  email: string;
}

const YEARS = 5;
/**
 * An answer bears the moment of its decision, and is signed after the changes were carried out: also
 * where the key was replaced in between: longer than any request may take (L-02).
 */
const DAYS_BEFORE = 100;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'; // RFC 5280, 4.2.1.12: mail programs want it
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36'; // RFC 9336

export interface CertificateRequest {
  owner: Organisation;
  algorithm: Signer['algorithm'];
  from: Date;
  serial: Uint8Array;
}

export const KEY_TYPES = {
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
} as const;

/** Names as issuer and subject, validity, and what the key is for. */
export async function certificateProfile(
  { owner, algorithm, from, serial }: CertificateRequest,
  publicKey: x509.PublicKeyType,
) {
  const since = new Date(from);
  since.setUTCDate(since.getUTCDate() - DAYS_BEFORE);
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  return {
    serialNumber: positive(serial),
    // As typed values: plain strings would be read for quotes and escapes.
    name: new x509.Name([
      { CN: [{ utf8String: owner.name }] },
      { O: [{ utf8String: owner.name }] },
    ]),
    notBefore: since,
    notAfter: until,
    signingAlgorithm: KEY_TYPES[algorithm],
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([EMAIL_PROTECTION, DOCUMENT_SIGNING]),
      new x509.SubjectAlternativeNameExtension([{ type: 'email', value: owner.email }]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(publicKey),
    ],
  };
}

/** RFC 5280, 4.1.2.2: a positive integer of at most 20 octets. */
function positive(serial: Uint8Array): string {
  const hex = Buffer.from(serial).toString('hex');
  return `4${hex.slice(1)}`;
}
