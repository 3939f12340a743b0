/** Proves a package genuine, or finds what is wrong with it. Needs nothing but the file. */
import { letters } from './bytes.ts';
import { certificateIn, fingerprintIn } from './certificate.ts';
import { type Detached, verifyDetached } from './detached.ts';
import { type Hashes, ownHashes } from './hashes.ts';
import { isRecord, recordIn } from './json.ts';
import type { Source } from './source.ts';
import {
  type Check,
  type CheckName,
  type Fault,
  type Known,
  outcomeOf,
  type Statement,
  type Verdict,
} from './verdict.ts';
import { contentOf, directoryOf, type Entry, faultsInContainer, type Measured } from './zip.ts';

const LIMIT = { manifest: 64 << 20, small: 1 << 20 };

/** What the manifest cannot list: itself and its signatures. */
const UNLISTED = ['manifest.json', 'manifest.p7s', 'manifest.jws'];

export async function verifyPackage(
  source: Source,
  known: readonly Known[] | null,
  hashes: Hashes = ownHashes,
): Promise<Verdict> {
  const checks: Check[] = [];
  const found = (name: CheckName, faults: Fault[]) => checks.push({ name, faults });
  const verdict = (signed: Detached | null, fingerprint: string | null, it: Manifest | null) => ({
    kind: 'package' as const,
    outcome: outcomeOf(checks, fingerprint, known),
    checks,
    statement: it,
    fingerprint,
    chain: signed?.chain ?? [],
  });

  const listed = await directoryOf(source);
  if ('code' in listed) {
    found('container', [listed]);
    return verdict(null, null, null);
  }
  const entries = new Map(listed.map((entry) => [entry.path, entry]));
  const read = (path: string, limit: number) => readFile(source, entries, path, limit);

  const content = await read('manifest.json', LIMIT.manifest);
  const signed = await signedBy(content, await read('manifest.jws', LIMIT.small));
  if ('code' in signed) {
    found('signature', [{ at: 'manifest.jws', ...signed }]);
    const nothingOfOurs = !entries.has('manifest.json') || !entries.has('manifest.jws');
    return { ...verdict(null, null, null), ...(nothingOfOurs && { outcome: 'unknown' as const }) };
  }
  const fingerprint = await fingerprintIn(signed.chain[0] ?? new Uint8Array());
  const manifest = 'code' in content ? null : manifestIn(content);
  if (manifest === null) {
    found('signature', [{ code: 'unreadable', at: 'manifest.json' }]);
    return verdict(signed, fingerprint, null);
  }

  const seen = new Map<string, Measured>();
  const container = await faultsInContainer(
    source,
    listed,
    manifest.issuedAt,
    (path, file) => seen.set(path, file),
    hashes,
  );
  const p7s = seen.get('manifest.p7s')?.sha256;
  found('signature', p7s === signed.p7s ? [] : [{ code: 'another-signature', at: 'manifest.p7s' }]);
  found('certificate', faultsInTime(signed.chain, manifest.issuedAt, fingerprint, known));
  found('container', container);
  found('files', faultsInFiles(manifest, entries, seen));
  const receipt = await read('receipt.json', LIMIT.small);
  const statement = await signedBy(receipt, await read('receipt.jws', LIMIT.small));
  found(
    'receipt',
    'code' in statement || 'code' in receipt
      ? [{ at: 'receipt.jws', ...('code' in statement ? statement : { code: 'missing' }) }]
      : await faultsInReceipt(receipt, statement, { manifest, fingerprint, seen }),
  );
  return verdict(signed, fingerprint, manifest);
}

async function readFile(
  source: Source,
  entries: ReadonlyMap<string, Entry>,
  path: string,
  limit: number,
): Promise<Uint8Array | Fault> {
  const entry = entries.get(path);
  return entry === undefined ? { code: 'missing', at: path } : contentOf(source, entry, limit);
}

async function signedBy(
  content: Uint8Array | Fault,
  jws: Uint8Array | Fault,
): Promise<Detached | Fault> {
  if ('code' in content) return content;
  if ('code' in jws) return jws;
  return (await verifyDetached(letters(jws), content)) ?? { code: 'wrong-signature' };
}

interface Manifest extends Statement {
  caseId: string;
  issuedAt: string;
  listed: readonly { path: string; size: number; sha256: string }[];
}

function manifestIn(content: Uint8Array): Manifest | null {
  const { format, caseId, organisation, issuedAt, files } = recordIn(content) ?? {};
  if (format !== 'kaiji-package/1' || !Array.isArray(files)) return null;
  if (typeof caseId !== 'string' || typeof organisation !== 'string') return null;
  if (typeof issuedAt !== 'string' || Number.isNaN(Date.parse(issuedAt))) return null;
  const listed = files.flatMap((file: unknown) => {
    if (!isRecord(file)) return [];
    const { path, size, sha256 } = file;
    return typeof path === 'string' && typeof size === 'number' && typeof sha256 === 'string'
      ? [{ path, size, sha256 }]
      : [];
  });
  if (listed.length !== files.length) return null;
  return { caseId, organisation, issuedAt, files: listed.length, listed };
}

/** Valid on the day, and not dated later than the key was in use. */
export function faultsInTime(
  chain: readonly Uint8Array[],
  issuedAt: string,
  fingerprint: string,
  known: readonly Known[] | null,
): Fault[] {
  const { validFrom, validTo } = certificateIn(chain[0] ?? new Uint8Array());
  const at = Date.parse(issuedAt);
  const until = known?.find((one) => one.fingerprint === fingerprint)?.until ?? null;
  if (at < Date.parse(validFrom) || at > Date.parse(validTo))
    return [{ code: 'not-valid-then', at: issuedAt }];
  // A whole second: that is as exact as a certificate's time.
  return until !== null && at > Date.parse(until) + 1000
    ? [{ code: 'after-replacement', at: issuedAt }]
    : [];
}

function faultsInFiles(
  { listed }: Manifest,
  entries: ReadonlyMap<string, Entry>,
  seen: ReadonlyMap<string, Measured>,
): Fault[] {
  const paths = new Set(listed.map(({ path }) => path));
  const faults: Fault[] = [];
  if (paths.size !== listed.length) faults.push({ code: 'twice', at: 'manifest.json' });
  for (const path of entries.keys())
    if (!paths.has(path) && !UNLISTED.includes(path)) faults.push({ code: 'unlisted', at: path });
  for (const { path, size, sha256 } of listed) {
    const file = seen.get(path);
    if (file === undefined) faults.push({ code: 'missing', at: path });
    else if (file.size !== size) faults.push({ code: 'wrong-size', at: path });
    else if (file.sha256 !== sha256) faults.push({ code: 'changed', at: path });
  }
  return faults;
}

async function faultsInReceipt(
  content: Uint8Array,
  { chain, p7s }: Detached,
  of: { manifest: Manifest; fingerprint: string; seen: ReadonlyMap<string, Measured> },
): Promise<Fault[]> {
  const receipt = recordIn(content);
  if (receipt?.format !== 'kaiji-receipt/1') return [{ code: 'unreadable', at: 'receipt.json' }];
  const faults: Fault[] = [];
  if ((await fingerprintIn(chain[0] ?? new Uint8Array())) !== of.fingerprint)
    faults.push({ code: 'another-certificate', at: 'receipt.jws' });
  if (of.seen.get('receipt.p7s')?.sha256 !== p7s)
    faults.push({ code: 'another-signature', at: 'receipt.p7s' });
  if (receipt.caseId !== of.manifest.caseId) faults.push({ code: 'another-case' });
  if (receipt.letterSha256 !== of.seen.get('letter.pdf')?.sha256)
    faults.push({ code: 'another-letter' });
  return faults;
}
