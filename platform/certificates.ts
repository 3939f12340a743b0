/** Certificates as people pass them on: one PEM block after another. */
import { X509Certificate } from 'node:crypto';

export function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((one) => new X509Certificate(one));
}
