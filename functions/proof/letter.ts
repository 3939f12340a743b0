/** Proves a letter genuine by the signature inside of its PDF (PAdES, CMS over everything else). */
import { equal, fromHex, hex, text } from './bytes.ts';
import { type Certificate, certificateIn, fingerprintIn, isSignedBy } from './certificate.ts';
import { type Der, derAt, oidOf, partAt, partsOf, TAG } from './der.ts';
import { type Hashes, ownHashes } from './hashes.ts';
import { faultsInTime } from './package.ts';
import { piecesOf, type Source } from './source.ts';
import { type Check, type Fault, type Known, outcomeOf, type Verdict } from './verdict.ts';

const LARGEST = 64 << 20;
const MESSAGE_DIGEST = '2a864886f70d010904';

export async function isPdf(source: Source): Promise<boolean> {
  return text(await source.read(0, 5)) === '%PDF-';
}

export async function verifyLetter(
  source: Source,
  known: readonly Known[] | null,
  hashes: Hashes = ownHashes,
): Promise<Verdict> {
  const checks: Check[] = [];
  const refused = (fault: Fault, outcome: 'altered' | 'unknown'): Verdict => {
    checks.push({ name: 'signature', faults: [fault] });
    return { kind: 'letter', outcome, checks, statement: null, fingerprint: null, chain: [] };
  };
  if (source.size > LARGEST) return refused({ code: 'too-large' }, 'unknown');
  const place = signatureIn(await source.read(0, source.size));
  if (place === null) return refused({ code: 'no-signature' }, 'unknown');
  if (!place.coversAll) return refused({ code: 'not-whole' }, 'altered');
  const signed = await openCms(place.cms, await digestOf(source, place, hashes));
  if (signed === null) return refused({ code: 'wrong-signature' }, 'altered');
  const [own = new Uint8Array()] = signed;
  const fingerprint = await fingerprintIn(own);
  const at = place.signedAt;
  checks.push(
    { name: 'signature', faults: [] },
    {
      name: 'certificate',
      faults: at === null ? [{ code: 'unreadable' }] : faultsInTime(signed, at, fingerprint, known),
    },
  );
  return {
    kind: 'letter',
    outcome: outcomeOf(checks, fingerprint, known),
    checks,
    statement: { caseId: null, organisation: null, issuedAt: at, files: null },
    fingerprint,
    chain: signed,
  };
}

interface Place {
  cms: Uint8Array;
  /** Signed are the bytes before the first and from the second on. */
  open: number;
  close: number;
  /** Nothing stands outside of what is signed but the signature itself. */
  coversAll: boolean;
  signedAt: string | null;
}

/** The last signature, as its dictionary says where it lies. */
function signatureIn(pdf: Uint8Array): Place | null {
  const letters = new TextDecoder('latin1').decode(pdf);
  const start = letters.lastIndexOf('/ByteRange');
  const range = /^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(
    letters.slice(start, start + 200),
  );
  if (start < 0 || range === null) return null;
  const [, zero, open, close, rest] = range.map(Number);
  if (open === undefined || close === undefined || rest === undefined) return null;
  const inside = letters.slice(open, close);
  const bytes = /^<[0-9a-fA-F]*>$/.test(inside) ? fromHex(inside.slice(1, -1)) : null;
  if (bytes === null) return { ...NOTHING, open, close };
  return {
    cms: bytes,
    open,
    close,
    coversAll: zero === 0 && close + rest === pdf.length,
    signedAt: timeIn(letters.slice(close, close + 4096)) ?? timeIn(letters.slice(start, open)),
  };
}

const NOTHING = { cms: new Uint8Array(), coversAll: false, signedAt: null };

/** `/M (D:20261127020000Z)`: when it is said to be signed, under the signature. */
function timeIn(dictionary: string): string | null {
  const [, year, month, day, hour, minute, second] =
    /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(dictionary) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

async function digestOf(source: Source, { open, close }: Place, hashes: Hashes): Promise<string> {
  const hash = hashes.sha256();
  for await (const piece of piecesOf(source, 0, open)) hash.update(piece);
  for await (const piece of piecesOf(source, close, source.size)) hash.update(piece);
  return hash.digest();
}

/** @returns the certificates, DER, first that whose key has signed exactly this digest; `null` when none has */
async function openCms(cms: Uint8Array, digest: string): Promise<Uint8Array[] | null> {
  try {
    const content = partAt(partsOf(derAt(cms)), 1, 0xa0);
    const signed = partsOf(partAt(partsOf(content), 0, TAG.sequence));
    const certificates = partsOf(partAt(signed, 3, 0xa0)).map(({ whole }) => whole);
    const signers = partsOf(partAt(signed, signed.length - 1, TAG.set));
    if (signers.length !== 1) return null;
    const signer = partsOf(partAt(signers, 0, TAG.sequence));
    const attributes = partAt(signer, 3, 0xa0);
    if (messageDigest(attributes) !== digest) return null;
    const [issuer, serial] = partsOf(partAt(signer, 1, TAG.sequence));
    const own = certificates.find((one) => isOf(certificateIn(one), issuer, serial));
    if (own === undefined) return null;
    const certificate = certificateIn(own);
    // RFC 5652, 5.4: signed as a SET, not as the tagged field.
    const message = Uint8Array.from(attributes.whole);
    message[0] = TAG.set;
    const raw = partAt(signer, 5, TAG.octets).content;
    const signature = certificate.rsa ? raw : rawEcdsa(raw);
    if (!(await isSignedBy(certificate, signature, message))) return null;
    return [own, ...certificates.filter((one) => one !== own)];
  } catch {
    return null; // What cannot be read has signed nothing.
  }
}

function isOf(certificate: Certificate, issuer?: Der, serial?: Der): boolean {
  return (
    issuer !== undefined &&
    serial !== undefined &&
    equal(certificate.issuer, issuer.whole) &&
    equal(certificate.serial, serial.whole)
  );
}

function messageDigest(attributes: Der): string | null {
  for (const attribute of partsOf(attributes)) {
    const [kind, values] = partsOf(attribute);
    if (kind === undefined || values === undefined || oidOf(kind) !== MESSAGE_DIGEST) continue;
    return hex(partAt(partsOf(values), 0, TAG.octets).content);
  }
  return null;
}

/** DER of two integers → r‖s, 32 bytes each, as WebCrypto wants. */
function rawEcdsa(der: Uint8Array): Uint8Array {
  const raw = new Uint8Array(64);
  partsOf(derAt(der)).forEach(({ content }, index) => {
    const digits = content.subarray(Math.max(0, content.length - 32));
    raw.set(digits, 32 * (index + 1) - digits.length);
  });
  return raw;
}
