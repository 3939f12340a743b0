/** Proves a receipt genuine by its signature, which is a file of its own. */
import { letters } from './bytes.ts';
import { fingerprintIn } from './certificate.ts';
import { verifyDetached } from './detached.ts';
import { recordIn } from './json.ts';
import { faultsInTime } from './package.ts';
import type { Source } from './source.ts';
import { type Check, type Known, outcomeOf, type Verdict } from './verdict.ts';
import { contentOf, type Entry, faultsInContainer } from './zip.ts';

/** A receipt by itself comes as a zip of these. */
export const RECEIPT_FILES: readonly string[] = ['receipt.json', 'receipt.p7s', 'receipt.jws'];

const LARGEST = 1 << 20;

/** @param entries of a zip that holds a receipt and no package */
export async function verifyReceiptZip(
  source: Source,
  entries: readonly Entry[],
  known: readonly Known[] | null,
): Promise<Verdict> {
  const read = async (path: string): Promise<Uint8Array> => {
    const entry = entries.find((one) => one.path === path);
    const content = entry === undefined ? null : await contentOf(source, entry, LARGEST);
    return content === null || 'code' in content ? new Uint8Array() : content;
  };
  const jws = await read('receipt.jws');
  const verdict = await verifyReceipt(await read('receipt.json'), letters(jws), known);
  const issuedAt = verdict.statement?.issuedAt;
  if (issuedAt == null) return verdict;
  const sums = new Map<string, string>();
  const container = await faultsInContainer(source, entries, issuedAt, (path, { sha256 }) =>
    sums.set(path, sha256),
  );
  for (const path of sums.keys())
    if (!RECEIPT_FILES.includes(path)) container.push({ code: 'unlisted', at: path });
  if (sums.get('receipt.p7s') !== verdict.p7s)
    container.push({ code: 'another-signature', at: 'receipt.p7s' });
  const checks: Check[] = [...verdict.checks, { name: 'container', faults: container }];
  return { ...verdict, checks, outcome: outcomeOf(checks, verdict.fingerprint, known) };
}

/** Whether this may be a receipt; whose, its signature says. */
export const isReceipt = (content: Uint8Array): boolean =>
  recordIn(content)?.format === 'kaiji-receipt/1';

/** @param jws `receipt.jws`; `null` when it was not given */
export async function verifyReceipt(
  content: Uint8Array,
  jws: string | null,
  known: readonly Known[] | null,
): Promise<Verdict & { p7s: string | null }> {
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
    const nothing = { statement: null, fingerprint: null, chain: [], p7s: null };
    return { kind: 'receipt', outcome, checks, ...nothing };
  }
  const { chain, p7s } = signed;
  const fingerprint = await fingerprintIn(chain[0] ?? new Uint8Array());
  const faults =
    statement.issuedAt === null
      ? [{ code: 'unreadable' as const, at: 'receipt.json' }]
      : faultsInTime(chain, statement.issuedAt, fingerprint, known);
  checks.push({ name: 'signature', faults: [] }, { name: 'certificate', faults });
  const outcome = outcomeOf(checks, fingerprint, known);
  return { kind: 'receipt', outcome, checks, statement, fingerprint, chain, p7s };
}
