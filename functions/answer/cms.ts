/** CMS SignedData (RFC 5652), detached, made with a signer that takes digests only. */
import { createHash } from 'node:crypto';
import type { Signer } from '../../platform/ports.ts';
import {
  CONTEXT_0,
  inside,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  setOf,
  tagged,
  time,
} from './der.ts';

const VERSION_1 = integer(Uint8Array.of(1));
const DATA = oid('1.2.840.113549.1.7.1');
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const SIGNING_TIME = oid('1.2.840.113549.1.9.5');
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const SIGNED_BY = {
  RS256: sequence(oid('1.2.840.113549.1.1.1'), nothing()),
  ES256: sequence(oid('1.2.840.10045.4.3.2')), // ECDSA with SHA-256, RFC 5754
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
  const certificates = await signer.certificates();
  const [own] = certificates;
  if (own === undefined) throw new NoCertificate('the signer has no certificate');
  // RFC 5652, 5.4: what is signed is the attributes as a SET, not as the tagged field.
  const attributes = setOf(
    sequence(CONTENT_TYPE, setOf(DATA)),
    sequence(SIGNING_TIME, setOf(time(signingTime))),
    sequence(MESSAGE_DIGEST, setOf(octets(contentDigest))),
  );
  const signature = await signer.sign(createHash('sha256').update(attributes).digest());
  const signerInfo = sequence(
    VERSION_1,
    issuerAndSerial(own),
    SHA256,
    tagged(CONTEXT_0, ...inside(attributes)),
    SIGNED_BY[signer.algorithm],
    octets(signer.algorithm === 'RS256' ? signature : ecdsaDer(signature)),
  );
  const signedData = sequence(
    VERSION_1,
    setOf(SHA256),
    sequence(DATA),
    tagged(CONTEXT_0, ...certificates),
    setOf(signerInfo),
  );
  return sequence(SIGNED_DATA, tagged(CONTEXT_0, signedData));
}

class NoCertificate extends Error {
  override readonly name = 'NoCertificate';
}

/** Out of a certificate of version 3 (RFC 5280, 4.1), in its own bytes. */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [toBeSigned = new Uint8Array()] = inside(certificate);
  const [_version, serial, _algorithm, issuer] = inside(toBeSigned);
  if (!serial || !issuer) throw new NoCertificate('the certificate has no issuer');
  return sequence(issuer, serial);
}

/** r‖s → the DER sequence that CMS wants (RFC 5753). */
function ecdsaDer(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}
