/**
 * Proves a package, letter or receipt on disk genuine, or finds what is wrong with it. Needs nothing but
 * the file: no network, no key of ours. That the certificate is the organisation's is for the reader to
 * see, by the fingerprint that the portal publishes.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Hashes } from '../proof/hashes.ts';
import type { Source } from '../proof/source.ts';
import { type Known, outcomeOf, type Verdict } from '../proof/verdict.ts';
import { verify } from '../proof/verify.ts';
import { faultsInChain } from './certificates.ts';

export interface FileVerdict extends Verdict {
  /** Whole, and signed with one of the certificates that were given, if any were. */
  genuine: boolean;
}

/**
 * A receipt's signature is looked for beside it, as `receipt.jws` beside `receipt.json`.
 * @param options.known certificates that may have signed; without them a file can be genuine in
 *   itself, and the reader compares
 */
export async function verifyFile(
  path: string,
  { known = null }: { known?: readonly Known[] | null } = {},
): Promise<FileVerdict> {
  const file = await open(path);
  const beside = await open(path.replace(/\.json$/, '.jws')).catch(() => null);
  try {
    const signature = beside === null ? null : await sourceOf(beside);
    const verdict = await verify(await sourceOf(file), known, { signature, hashes: OF_NODE });
    const checks = verdict.checks.map((check) =>
      check.name === 'certificate'
        ? { ...check, faults: [...check.faults, ...faultsAmong(verdict)] }
        : check,
    );
    const { kind, fingerprint } = verdict;
    const outcome =
      kind === null || verdict.outcome === 'unknown'
        ? 'unknown'
        : outcomeOf(checks, fingerprint, known);
    return { ...verdict, checks, outcome, genuine: ['genuine', 'intact'].includes(outcome) };
  } finally {
    await beside?.close();
    await file.close();
  }
}

function faultsAmong({ chain, statement }: Verdict) {
  const at = statement?.issuedAt;
  return at && faultsInChain(chain, new Date(at)).length > 0 ? [{ code: 'chain' as const }] : [];
}

/** Many times quicker than what browsers have to do with. */
const OF_NODE: Hashes = {
  sha256: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') };
  },
  crc32: (bytes, before) => crc32(bytes, before),
};

async function sourceOf(file: FileHandle): Promise<Source> {
  const { size } = await file.stat();
  return {
    size,
    read: async (start, end) => {
      const from = Math.max(0, start);
      const wanted = Math.max(0, Math.min(end, size) - from);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, from);
      return buffer.subarray(0, bytesRead);
    },
  };
}
