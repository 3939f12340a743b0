/** What can be said of a certificate by looking at it. */
import { createHash, X509Certificate } from 'node:crypto';
import type { Instant } from '../../core/ids.ts';
import type { Signer } from '../../platform/ports.ts';

/** What people compare: SHA-256 of the DER, lower-case hex without colons. */
export function fingerprintOf(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex');
}

/** However many certificates a PEM file holds. */
export function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((one) => new X509Certificate(one));
}

/**
 * When something decided then can be said to be signed: not before the signer's certificate began, which
 * may be later where the key was replaced meanwhile. Who checks would not believe it.
 */
export async function signedSince(signer: Signer, decided: Instant): Promise<Instant> {
  const [own] = await signer.certificates();
  const begun = own ? new X509Certificate(own).validFromDate : new Date(0);
  return begun > new Date(decided) ? begun.toISOString() : decided;
}

/** In groups of four, for the eye. */
export function spelled(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ');
}

/**
 * Every fault of a chain (signing certificate first) on its own: each must be signed by
 * the next, the last by itself, and all must have been valid at the moment. Whether the
 * last one is to be trusted is for the reader to say, by its fingerprint.
 */
export function faultsInChain(chain: readonly Uint8Array[], at: Date): string[] {
  const certificates = chain.map((der) => new X509Certificate(der));
  const faults: string[] = [];
  certificates.forEach((certificate, index) => {
    const name = `certificate ${index + 1}`;
    const issuer = certificates[index + 1] ?? certificate;
    if (certificate.issuer !== issuer.subject || !certificate.verify(issuer.publicKey))
      faults.push(`${name} is not signed by ${issuer === certificate ? 'itself' : 'the next'}`);
    if (at < certificate.validFromDate || at > certificate.validToDate)
      faults.push(`${name} was not valid on ${at.toISOString()}`);
  });
  if (certificates.length === 0) faults.push('there is no certificate');
  return faults;
}
