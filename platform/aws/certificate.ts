/** A certificate for a key in KMS, signed by itself: the key signs what would be signed, and stays where it is. */
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import * as x509 from '@peculiar/x509';
import * as asn1 from 'asn1js';
import { type CertificateRequest, certificateProfile } from '../certificate-profile.ts';
import { KMS_ALGORITHMS, rawOf } from './signer.ts';

class NoSuchPublicKey extends Error {
  override readonly name = 'NoSuchPublicKey';
}

/** @returns PEM, for {@link installKey} */
export async function certifyKmsKey(
  kms: KMSClient,
  keyId: string,
  request: CertificateRequest,
): Promise<string> {
  const { PublicKey: spki } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!spki) throw new NoSuchPublicKey(`KMS gave no public key of ${keyId}`);
  const publicKey = new x509.PublicKey(new Uint8Array(spki));
  const { name, ...profile } = await certificateProfile(request, publicKey);
  const withSignature = (signature: Uint8Array) =>
    x509.X509CertificateGenerator.create(
      { ...profile, subject: name, issuer: name, publicKey, signature: new Uint8Array(signature) },
      webcrypto,
    );
  // What is signed does not hold the signature: any will do to learn it.
  const tbs = toBeSigned(await withSignature(new Uint8Array(64)));
  const { Signature: signature } = await kms.send(
    new SignCommand({
      KeyId: keyId,
      Message: createHash('sha256').update(tbs).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: KMS_ALGORITHMS[request.algorithm],
    }),
  );
  if (!signature) throw new NoSuchPublicKey(`KMS gave no signature of ${keyId}`);
  const made = await withSignature(request.algorithm === 'ES256' ? rawOf(signature) : signature);
  return `${made.toString('pem')}\n`;
}

/** RFC 5280, 4.1: the first of a certificate's three parts. */
function toBeSigned(certificate: x509.X509Certificate): Uint8Array {
  const { result } = asn1.fromBER(certificate.rawData);
  const [tbs] = result instanceof asn1.Sequence ? result.valueBlock.value : [];
  return new Uint8Array(tbs?.valueBeforeDecodeView ?? []);
}
