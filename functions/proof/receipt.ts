/** Proves a receipt genuine by its signature, which is a file of its own. */
import { fingerprintIn } from './certificate.ts';
import { verifyDetached } from './detached.ts';
import { recordIn } from './json.ts';
import { faultsInTime } from './package.ts';
import { type Check, type Known, outcomeOf, type Verdict } from './verdict.ts';

/** Whether this may be a receipt; whose, its signature says. */
export const isReceipt = (content: Uint8Array): boolean =>
  recordIn(content)?.format === 'kaiji-receipt/1';

/** @param jws `receipt.jws`; `null` when it was not given */
export async function verifyReceipt(
  content: Uint8Array,
  jws: string | null,
  known: readonly Known[] | null,
): Promise<Verdict> {
  const checks: Check[] = [];
  const { caseId = null, organisation = null, issuedAt = null } = recordIn(content) ?? {};
  const statement = {
    caseId: typeof caseId === 'string' ? caseId : null,
    organisation: typeof organisation === 'string' ? organisation : null,
    issuedAt: typeof issuedAt === 'string' ? issuedAt : null,
    files: null,
  };
  const signed = jws === null ? null : await verifyDetached(jws, content);
  if (signed === null) {
    const code = jws === null ? 'missing' : 'wrong-signature';
    checks.push({ name: 'signature', faults: [{ code, at: 'receipt.jws' }] });
    const outcome = jws === null ? 'unknown' : 'altered';
    return { kind: 'receipt', outcome, checks, statement: null, fingerprint: null, chain: [] };
  }
  const { chain } = signed;
  const fingerprint = await fingerprintIn(chain[0] ?? new Uint8Array());
  const faults =
    statement.issuedAt === null
      ? [{ code: 'unreadable' as const, at: 'receipt.json' }]
      : faultsInTime(chain, statement.issuedAt, fingerprint, known);
  checks.push({ name: 'signature', faults: [] }, { name: 'certificate', faults });
  const outcome = outcomeOf(checks, fingerprint, known);
  return { kind: 'receipt', outcome, checks, statement, fingerprint, chain };
}
