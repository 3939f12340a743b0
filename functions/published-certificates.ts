/** What the organisation publishes of its keys: whoever holds an answer compares with this. */
import { X509Certificate } from 'node:crypto';
import type { Instant } from '../core/ids.ts';
import type { Signer } from '../platform/ports.ts';
import { fingerprintOf } from './answer/certificates.ts';

export interface PublishedCertificate {
  x509: X509Certificate;
  /** SHA-256 of the DER, lower-case hex. */
  fingerprint: string;
  algorithm: Signer['algorithm'];
  /** Whether it signs today's answers. */
  signs: boolean;
  /** When another took its place, where that is known. */
  until: Instant | null;
}

/** The one that signs now, then those that signed before, newest first. */
export async function publishedCertificates(
  signer: Pick<Signer, 'certificates' | 'pastCertificates'>,
): Promise<PublishedCertificate[]> {
  const [own, past] = await Promise.all([signer.certificates(), signer.pastCertificates()]);
  return [
    ...own.slice(0, 1).map((der) => published(der, true, null)),
    ...past.map(({ certificate, until }) => published(certificate, false, until)),
  ];
}

function published(der: Uint8Array, signs: boolean, until: Instant | null): PublishedCertificate {
  const x509 = new X509Certificate(der);
  const algorithm = x509.publicKey.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  return { x509, fingerprint: fingerprintOf(der), algorithm, signs, until };
}

/** From how many days before its end a certificate is told of. */
const NEAR_ITS_END = 60;

/** Whole days until a certificate is over. */
export const daysLeft = ({ x509 }: Pick<PublishedCertificate, 'x509'>, now: Date): number =>
  Math.floor((x509.validToDate.getTime() - now.getTime()) / 86_400_000);

/** The same of the certificate that signs, once they are few; `null` before that. */
export function daysToRenew(signs: Pick<PublishedCertificate, 'x509'>, now: Date) {
  const days = daysLeft(signs, now);
  return days <= NEAR_ITS_END ? days : null;
}
