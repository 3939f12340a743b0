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
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/**
 * Signs content by its SHA-256 digest; certificates included.
 * @returns DER of ContentInfo
 */
export async function signDetachedCms(
  signer: Signer,
  contentDigest: Uint8Array,
  signingTime: Date,
): Promise<Uint8Array> {
  const certificates = (await signer.certificates()).map((der) =>
    pkijs.Certificate.fromBER(new Uint8Array(der)),
  );
  const [own] = certificates;
  if (own === undefined) throw new NoCertificate('the signer has no certificate');
  const attributes = signedAttributes(contentDigest, signingTime);
  const digest = createHash('sha256')
    .update(new Uint8Array(setOf(attributes).toBER()))
    .digest();
  const signature = await signer.sign(digest);
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256(),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm:
      signer.algorithm === 'RS256'
        ? new pkijs.AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new asn1.Null() })
        : new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 }),
    signature: new asn1.OctetString({
      valueHex: signer.algorithm === 'RS256' ? bytesOf(signature) : ecdsaDer(signature),
    }),
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

/** In the order that DER wants of a SET: by their encoding. */
function signedAttributes(contentDigest: Uint8Array, signingTime: Date): pkijs.Attribute[] {
  const attributes = [
    new pkijs.Attribute({
      type: OID.contentType,
      values: [new asn1.ObjectIdentifier({ value: OID.data })],
    }),
    new pkijs.Attribute({
      type: OID.signingTime,
      values: [new asn1.UTCTime({ valueDate: signingTime })],
    }),
    new pkijs.Attribute({
      type: OID.messageDigest,
      values: [new asn1.OctetString({ valueHex: bytesOf(contentDigest) })],
    }),
  ];
  return attributes
    .map((attribute) => ({ attribute, der: Buffer.from(attribute.toSchema().toBER()) }))
    .sort((one, other) => Buffer.compare(one.der, other.der))
    .map(({ attribute }) => attribute);
}

/** RFC 5652, 5.4: what is signed is the attributes as a SET, not as the tagged field. */
function setOf(attributes: pkijs.Attribute[]): asn1.Set {
  return new asn1.Set({ value: attributes.map((attribute) => attribute.toSchema()) });
}

function sha256(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 });
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
