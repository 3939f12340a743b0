/** Is this genuine? Tells by its content what a file is, and checks it. */
import { letters } from './bytes.ts';
import { type Hashes, ownHashes } from './hashes.ts';
import { isPdf, verifyLetter } from './letter.ts';
import { verifyPackage } from './package.ts';
import { isReceipt, verifyReceipt, verifyReceiptZip } from './receipt.ts';
import type { Source } from './source.ts';
import type { Known, Verdict } from './verdict.ts';
import { directoryOf, isZip } from './zip.ts';

/** A receipt, and a signature, are small. */
const SMALL = 1 << 20;

/**
 * @param signature `receipt.jws`, where it was given beside a receipt
 * @param known certificates that may have signed; `null` when there is nothing to compare with
 */
export async function verify(
  source: Source,
  known: readonly Known[] | null,
  { signature = null, hashes = ownHashes }: { signature?: Source | null; hashes?: Hashes } = {},
): Promise<Verdict> {
  if (await isZip(source)) {
    const entries = await directoryOf(source);
    const holds = (path: string) =>
      !('code' in entries) && entries.some((one) => one.path === path);
    return !('code' in entries) && holds('receipt.json') && !holds('manifest.json')
      ? verifyReceiptZip(source, entries, known)
      : verifyPackage(source, known, hashes);
  }
  if (await isPdf(source)) return verifyLetter(source, known, hashes);
  const content = source.size <= SMALL ? await source.read(0, source.size) : new Uint8Array();
  if (isReceipt(content)) {
    const jws = signature === null ? null : await signature.read(0, SMALL);
    return verifyReceipt(content, jws && letters(jws), known);
  }
  const nothing = { checks: [], statement: null, fingerprint: null, chain: [] };
  return { kind: null, outcome: 'unknown', ...nothing };
}
