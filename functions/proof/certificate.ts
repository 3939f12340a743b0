/** What checking needs of an X.509 certificate (RFC 5280). */
import { hex, text } from './bytes.ts';
import { type Der, derAt, partAt, partsOf, TAG } from './der.ts';

export interface Certificate {
  /** SubjectPublicKeyInfo, DER. */
  key: Uint8Array<ArrayBuffer>;
  rsa: boolean;
  /** ISO. */
  validFrom: string;
  validTo: string;
  /** Issuer and serial number as CMS names a signer by, DER. */
  issuer: Uint8Array;
  serial: Uint8Array;
}

const RSA = '2a864886f70d010101';

/** @throws {RangeError} where it is none */
export function certificateIn(der: Uint8Array): Certificate {
  const fields = partsOf(partAt(partsOf(derAt(der)), 0, TAG.sequence));
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [notBefore, notAfter] = partsOf(partAt(fields, from + 3, TAG.sequence)).map(instantOf);
  const key = partAt(fields, from + 5, TAG.sequence);
  if (notBefore === undefined || notAfter === undefined) throw new RangeError('no validity');
  const [algorithm] = partsOf(partAt(partsOf(key), 0, TAG.sequence));
  return {
    key: new Uint8Array(key.whole),
    rsa: algorithm !== undefined && hex(algorithm.content) === RSA,
    validFrom: notBefore,
    validTo: notAfter,
    issuer: partAt(fields, from + 2, TAG.sequence).whole,
    serial: partAt(fields, from, TAG.integer).whole,
  };
}

/** UTCTime covers 1950 to 2049; later days are GeneralizedTime. */
function instantOf({ tag, content }: Der): string {
  const written = text(content) ?? '';
  const two = Number(written.slice(0, 2));
  const digits = tag === TAG.utcTime ? `${two < 50 ? '20' : '19'}${written}` : written;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
  if (year === undefined) throw new RangeError('no time');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

export async function fingerprintIn(der: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(der))));
}

/** @param signature PKCS#1 v1.5 for RSA, r‖s for ECDSA, over SHA-256 */
export async function isSignedBy(
  { key, rsa }: Certificate,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const kind = rsa
    ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('spki', key, kind, false, ['verify']);
  return crypto.subtle.verify(kind, imported, new Uint8Array(signature), new Uint8Array(message));
}
