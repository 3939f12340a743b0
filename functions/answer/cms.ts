/** CMS SignedData (RFC 5652), detached, made with a signer that takes digests only. */
import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import type { Signer } from '../../platform/ports.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/** How a mail (RFC 8551) or any file is signed, and how a PDF is (PAdES, ETSI EN 319 142-1). */
export type CmsProfile =
  | { for: 'mail' | 'file'; signingTime: Date }
  | {
      /** The time stands in the PDF's signature dictionary; the certificate is bound by its hash. */
      for: 'pdf';
      /** Asked for a token over the signature's SHA-256; null leaves the signature without one. */
      timeStamp?: (sha256Digest: Uint8Array) => Promise<Uint8Array | null>;
    };

/**
 * Signs content by its SHA-256 digest; certificates included.
 * @returns DER of ContentInfo
 */
export async function signDetachedCms(
  signer: Signer,
  contentDigest: Uint8Array,
  profile: CmsProfile,
): Promise<Uint8Array> {
  const chain = await signer.certificates();
  const certificates = chain.map((der) => pkijs.Certificate.fromBER(new Uint8Array(der)));
  const [own] = certificates;
  const [ownDer] = chain;
  if (own === undefined || ownDer === undefined)
    throw new NoCertificate('the signer has no certificate');
  const attributes = inOrder([
    attribute(OID.contentType, new asn1.ObjectIdentifier({ value: OID.data })),
    attribute(OID.messageDigest, new asn1.OctetString({ valueHex: bytesOf(contentDigest) })),
    profile.for === 'pdf'
      ? attribute(OID.signingCertificateV2, signingCertificate(ownDer))
      : attribute(OID.signingTime, new asn1.UTCTime({ valueDate: profile.signingTime })),
  ]);
  const digest = sha256Of(new Uint8Array(setOf(attributes).toBER()));
  const raw = await signer.sign(digest);
  const signature = signer.algorithm === 'RS256' ? bytesOf(raw) : ecdsaDer(raw);
  const token =
    profile.for === 'pdf' ? await profile.timeStamp?.(sha256Of(new Uint8Array(signature))) : null;
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256(),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm:
      signer.algorithm === 'RS256'
        ? new pkijs.AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new asn1.Null() })
        : new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 }),
    signature: new asn1.OctetString({ valueHex: signature }),
    ...(token && { unsignedAttrs: unsignedWith(token) }),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates,
    signerInfos: [info],
  });
  return new Uint8Array(
    new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) })
      .toSchema()
      .toBER(),
  );
}

class NoCertificate extends Error {
  override readonly name = 'NoCertificate';
}

function attribute(type: string, value: asn1.AsnType): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

/** RFC 5035: SHA-256, the default, is left out, as DER wants. */
function signingCertificate(der: Uint8Array): asn1.Sequence {
  const hash = new asn1.OctetString({ valueHex: bytesOf(sha256Of(der)) });
  const id = new asn1.Sequence({ value: [hash] });
  return new asn1.Sequence({ value: [new asn1.Sequence({ value: [id] })] });
}

/** RFC 3161, appendix A. */
function unsignedWith(token: Uint8Array): pkijs.SignedAndUnsignedAttributes {
  const { result } = asn1.fromBER(bytesOf(token));
  return new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [attribute(OID.timeStampToken, result)],
  });
}

/** In the order that DER wants of a SET: by their encoding. */
function inOrder(attributes: readonly pkijs.Attribute[]): pkijs.Attribute[] {
  return attributes
    .map((one) => ({ one, der: Buffer.from(one.toSchema().toBER()) }))
    .sort((left, right) => Buffer.compare(left.der, right.der))
    .map(({ one }) => one);
}

/** RFC 5652, 5.4: what is signed is the attributes as a SET, not as the tagged field. */
function setOf(attributes: pkijs.Attribute[]): asn1.Set {
  return new asn1.Set({ value: attributes.map((one) => one.toSchema()) });
}

function sha256(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 });
}

function sha256Of(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** r‖s → the DER sequence that CMS wants (RFC 5753). */
function ecdsaDer(raw: Uint8Array): ArrayBuffer {
  const half = raw.length / 2;
  const integer = (bytes: Uint8Array) =>
    asn1.Integer.fromBigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  return new asn1.Sequence({
    value: [integer(raw.subarray(0, half)), integer(raw.subarray(half))],
  }).toBER();
}

function bytesOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
