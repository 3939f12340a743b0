/** Checks a detached JWS over a file (RFC 7797, payload unencoded). */
import { fromBase64, fromBase64url, joined, text } from './bytes.ts';
import { certificateIn, isSignedBy } from './certificate.ts';
import { isRecord, strings } from './json.ts';

export interface Detached {
  /** What the signature brings along, DER, signing certificate first. */
  chain: Uint8Array[];
  /** SHA-256 of the CMS signature over the same file that it vouches for. */
  p7s: string | null;
}

/** @returns `null` unless it is a signature over exactly these bytes, in the one form that we write */
export async function verifyDetached(jws: string, payload: Uint8Array): Promise<Detached | null> {
  const [head = '', empty, tail = '', ...rest] = jws.split('.');
  const signature = fromBase64url(tail);
  if (empty !== '' || rest.length > 0 || signature === null || signature.length === 0) return null;
  const header = headerIn(head);
  if (header === null) return null;
  try {
    const certificate = certificateIn(header.chain[0] ?? new Uint8Array());
    if (certificate.rsa !== (header.alg === 'RS256')) return null;
    const message = joined([new TextEncoder().encode(`${head}.`), payload]);
    if (!(await isSignedBy(certificate, signature, message))) return null;
  } catch {
    return null; // A certificate that cannot be read has signed nothing.
  }
  return { chain: header.chain, p7s: header.p7s };
}

const FIELDS = ['alg', 'b64', 'crit', 'p7s', 'x5c'];
const MOST_CERTIFICATES = 5;

function headerIn(head: string) {
  const bytes = fromBase64url(head);
  const header = parsed(bytes === null ? null : text(bytes));
  if (!isRecord(header)) return null;
  const { alg, b64, crit, p7s = null, x5c } = header;
  const chain = (strings(x5c) ?? []).map(fromBase64);
  const whole = chain.filter((one) => one !== null);
  if (alg !== 'RS256' && alg !== 'ES256') return null;
  if (b64 !== false || strings(crit)?.join() !== 'b64') return null;
  if (p7s !== null && (typeof p7s !== 'string' || !/^[0-9a-f]{64}$/.test(p7s))) return null;
  if (Object.keys(header).some((field) => !FIELDS.includes(field))) return null;
  if (whole.length === 0 || whole.length > MOST_CERTIFICATES || whole.length < chain.length)
    return null;
  return { alg, p7s, chain: whole };
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    return null;
  }
}
