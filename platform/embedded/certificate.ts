/** A key pair and a certificate for it, signed by itself. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { type CertificateRequest, certificateProfile, KEY_TYPES } from '../certificate-profile.ts';

/** @returns both as PEM, the key as unencrypted PKCS#8 */
export async function certify(
  request: CertificateRequest,
): Promise<{ privateKey: string; certificate: string }> {
  const type = KEY_TYPES[request.algorithm];
  const keys = await webcrypto.subtle.generateKey(type, true, ['sign', 'verify']);
  const profile = await certificateProfile(request, keys.publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    { ...profile, keys },
    webcrypto,
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKey: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
  };
}
