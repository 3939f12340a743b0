/** A certificate authority that vouches for whoever asks, as one whose certificate an organisation might buy. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/** @returns PEM each; certificate and root are valid for two years */
export async function authority({ email, from }: { email: string; from: Date }) {
  const notAfter = new Date(from);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + 2);
  const validity = { notBefore: from, notAfter };
  const newKeys = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const [rootKeys, keys] = [await newKeys(), await newKeys()];
  const name = 'CN=Test Authority';
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      name,
      keys: rootKeys,
      signingAlgorithm: EC,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    },
    webcrypto,
  );
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...validity,
      subject: 'CN=Privacy Office, O=A Name of Their Choice',
      issuer: name,
      publicKey: keys.publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: EC,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([EMAIL_PROTECTION]),
        new x509.SubjectAlternativeNameExtension([{ type: 'email', value: email }]),
      ],
    },
    webcrypto,
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKey: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    root: `${root.toString('pem')}\n`,
  };
}
