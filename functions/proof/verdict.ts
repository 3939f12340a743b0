/** What was checked, and what was found. */

export type CheckName = 'container' | 'signature' | 'certificate' | 'files' | 'receipt';

export type FaultCode =
  | 'broken'
  | 'too-large'
  | 'twice'
  | 'unsafe-path'
  | 'compressed'
  | 'not-as-packed'
  | 'missing'
  | 'unlisted'
  | 'wrong-size'
  | 'changed'
  | 'no-signature'
  | 'wrong-signature'
  | 'unreadable'
  | 'another-signature'
  | 'another-certificate'
  | 'another-case'
  | 'another-letter'
  | 'not-whole'
  | 'not-valid-then'
  | 'after-replacement'
  | 'chain';

export interface Fault {
  code: FaultCode;
  /** The file or the place; a name of ours or of the package, never what stands in a file. */
  at?: string;
}

export interface Check {
  name: CheckName;
  /** `[]` when all is well. */
  faults: Fault[];
}

/** What the signature vouches for. */
export interface Statement {
  caseId: string | null;
  /** As the certificate or the signed file names it. */
  organisation: string | null;
  issuedAt: string | null;
  /** How many files a package lists. */
  files: number | null;
}

/**
 * `genuine`: signed with one of the certificates that were given, and whole. `intact`: the same, but
 * none were given to compare with. `foreign`: whole, but signed by somebody else. `unknown`: there is
 * nothing to check, or nothing that we know how to.
 */
export type Outcome = 'genuine' | 'intact' | 'altered' | 'foreign' | 'unknown';

export interface Verdict {
  kind: 'package' | 'receipt' | 'letter' | null;
  outcome: Outcome;
  checks: Check[];
  statement: Statement | null;
  /** SHA-256 of the signing certificate, hex; null when no signature could be read. */
  fingerprint: string | null;
  /** What the signature brings along, DER, signing certificate first. */
  chain: readonly Uint8Array[];
}

/** A certificate that may have signed. */
export interface Known {
  /** SHA-256, lower-case hex. */
  fingerprint: string;
  /** When another took its place. */
  until: string | null;
}

/** @param known `null` when there is nothing to compare with */
export function outcomeOf(
  checks: readonly Check[],
  fingerprint: string | null,
  known: readonly Known[] | null,
): Outcome {
  if (fingerprint === null || checks.some(({ faults }) => faults.length > 0)) return 'altered';
  if (known === null) return 'intact';
  return known.some((one) => one.fingerprint === fingerprint) ? 'genuine' : 'foreign';
}
