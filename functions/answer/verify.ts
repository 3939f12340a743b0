/**
 * Proves a package genuine, or finds what is wrong with it. Needs nothing but the file:
 * no network, no key of ours. That the certificate is the organisation's is for the
 * reader to see, by the fingerprint that the portal publishes.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { faultsInChain, fingerprintOf } from './certificates.ts';
import { verifyDetached } from './jws.ts';
import { type ListedFile, Manifest, UNLISTED } from './manifest.ts';
import { Receipt } from './receipt.ts';
import { measured, type Part, zipOf } from './zip.ts';

export type CheckName = 'container' | 'signature' | 'certificate' | 'files' | 'receipt';

interface Check {
  name: CheckName;
  /** What is wrong, in plain English; `[]` when all is well. */
  faults: string[];
}

export interface Verdict {
  genuine: boolean;
  checks: Check[];
  /** SHA-256 of the signing certificate, hex; null when no signature could be read. */
  fingerprint: string | null;
  /** Whether the fingerprint is one of those given; null when none were given. */
  trusted: boolean | null;
  manifest: Manifest | null;
}

const LIMIT = { entries: 100_000, manifest: 64 << 20, signature: 1 << 20, receipt: 1 << 20 };

/**
 * @param options.trustedFingerprints SHA-256 of certificates that may have signed, hex;
 *   without them a package can be genuine in itself, and the reader compares
 */
export async function verifyPackage(
  path: string,
  options: { trustedFingerprints?: readonly string[] } = {},
): Promise<Verdict> {
  const checks: Check[] = [];
  const verdict = (fingerprint: string | null, manifest: Manifest | null): Verdict => {
    const wanted = options.trustedFingerprints?.map(plain);
    const trusted =
      wanted === undefined ? null : fingerprint !== null && wanted.includes(fingerprint);
    const genuine = trusted !== false && checks.every(({ faults }) => faults.length === 0);
    return { genuine, checks, fingerprint, trusted, manifest };
  };
  const found = (name: CheckName, faults: string[]) => checks.push({ name, faults });

  const file = await open(path);
  try {
    const opened = await openZip(path);
    if ('fault' in opened) {
      found('container', [opened.fault]);
      return verdict(null, null);
    }
    const { zip, entries } = opened;
    try {
      const signed = await signedManifest(zip, entries);
      if ('fault' in signed) {
        found('signature', [signed.fault]);
        return verdict(signed.fingerprint, null);
      }
      const { manifest, chain } = signed;
      const fingerprint = fingerprintOf(chain[0] ?? new Uint8Array());
      found('signature', []);
      found('certificate', faultsInChain(chain, new Date(manifest.issuedAt)));
      const seen = new Map<string, ListedFile>();
      found('container', await faultsInContainer(file, zip, entries, manifest, seen));
      found('files', faultsInFiles(manifest, entries, seen));
      found('receipt', await faultsInReceipt(zip, entries, manifest, seen, fingerprint));
      return verdict(fingerprint, manifest);
    } finally {
      zip.close();
    }
  } finally {
    await file.close();
  }
}

/** `AB:CD …` as people copy it → lower-case hex. */
function plain(fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
}

type Entries = ReadonlyMap<string, Entry>;

async function openZip(
  path: string,
): Promise<{ zip: ZipFile; entries: Entries } | { fault: string }> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const fault = faultInEntry(entry, entries);
      if (fault !== null) {
        zip.close();
        return { fault };
      }
      entries.set(entry.fileName, entry);
    }
    return { zip, entries };
  } catch (error) {
    zip?.close();
    return { fault: `it cannot be read as a zip: ${messageOf(error)}` };
  }
}

function faultInEntry(entry: Entry, before: Entries): string | null {
  const { fileName } = entry;
  const steps = fileName.split('/');
  if (before.size >= LIMIT.entries) return `it has more than ${LIMIT.entries} files`;
  if (before.has(fileName)) return `${fileName} is there twice`;
  if (/[\p{Cc}\\:]/u.test(fileName) || steps.some((step) => ['', '.', '..'].includes(step)))
    return 'it holds a path that leads elsewhere';
  if (entry.compressionMethod !== 0 || entry.isEncrypted())
    return `${fileName} is compressed or encrypted, which we never do`;
  return null;
}

async function contentOf(
  zip: ZipFile,
  entries: Entries,
  path: string,
  limit: number,
): Promise<Uint8Array> {
  const entry = entries.get(path);
  if (entry === undefined) throw new Unverifiable(`${path} is missing`);
  if (entry.uncompressedSize > limit) throw new Unverifiable(`${path} is too large`);
  return buffer(await zip.openReadStreamPromise(entry));
}

class Unverifiable extends Error {
  override readonly name = 'Unverifiable';
}

async function signedManifest(
  zip: ZipFile,
  entries: Entries,
): Promise<
  { manifest: Manifest; chain: Uint8Array[] } | { fault: string; fingerprint: string | null }
> {
  let fingerprint: string | null = null;
  try {
    const content = await contentOf(zip, entries, 'manifest.json', LIMIT.manifest);
    const jws = await contentOf(zip, entries, 'manifest.jws', LIMIT.signature);
    const { chain, p7s } = await verifyDetached(Buffer.from(jws).toString('latin1'), content);
    fingerprint = fingerprintOf(chain[0] ?? new Uint8Array());
    const other = await contentOf(zip, entries, 'manifest.p7s', LIMIT.signature);
    if (sha256(other) !== p7s) throw new Unverifiable('manifest.p7s is another signature');
    const manifest = Manifest.parse(JSON.parse(Buffer.from(content).toString('utf8')));
    return { manifest, chain };
  } catch (error) {
    return { fault: `the manifest: ${messageOf(error)}`, fingerprint };
  }
}

/**
 * Packs the parts again and compares byte by byte: whatever stands between, before or
 * after them, or differs in any header, is found. Measures each part on the way.
 */
async function faultsInContainer(
  file: FileHandle,
  zip: ZipFile,
  entries: Entries,
  manifest: Manifest,
  seen: Map<string, ListedFile>,
): Promise<string[]> {
  const parts = [...entries].map(
    ([path, entry]): Part => ({
      path,
      open: async () =>
        measured(path, await zip.openReadStreamPromise(entry), (file) => seen.set(path, file)),
    }),
  );
  try {
    let position = 0;
    let firstDifference: number | null = null;
    for await (const chunk of zipOf(parts, new Date(manifest.issuedAt))) {
      const packed = Buffer.from(chunk);
      const { buffer: stands, bytesRead } = await file.read(
        Buffer.alloc(packed.length),
        0,
        packed.length,
        position,
      );
      if (firstDifference === null && !stands.subarray(0, bytesRead).equals(packed))
        firstDifference = position;
      position += packed.length;
    }
    const { size } = await file.stat();
    if (firstDifference !== null)
      return [`near byte ${firstDifference} it is not as it was packed`];
    if (size !== position) return [`${size - position} bytes follow its end`];
    return [];
  } catch (error) {
    return [`it cannot be read to its end: ${messageOf(error)}`];
  }
}

function faultsInFiles(
  manifest: Manifest,
  entries: Entries,
  seen: ReadonlyMap<string, ListedFile>,
): string[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const faults: string[] = [];
  if (listed.size !== manifest.files.length) faults.push('the manifest lists a file twice');
  for (const path of entries.keys())
    if (!listed.has(path) && !UNLISTED.includes(path))
      faults.push(`${path} is not in the manifest`);
  for (const { path, size, sha256 } of manifest.files) {
    const file = seen.get(path);
    if (!entries.has(path)) faults.push(`${path} is missing`);
    else if (file === undefined) faults.push(`${path} could not be read`);
    else if (file.size !== size) faults.push(`${path} has ${file.size} bytes instead of ${size}`);
    else if (file.sha256 !== sha256) faults.push(`${path} has been changed`);
  }
  return faults;
}

async function faultsInReceipt(
  zip: ZipFile,
  entries: Entries,
  manifest: Manifest,
  seen: ReadonlyMap<string, ListedFile>,
  fingerprint: string,
): Promise<string[]> {
  try {
    const content = await contentOf(zip, entries, 'receipt.json', LIMIT.receipt);
    const jws = await contentOf(zip, entries, 'receipt.jws', LIMIT.signature);
    const { chain, p7s } = await verifyDetached(Buffer.from(jws).toString('latin1'), content);
    const [der] = chain;
    const receipt = Receipt.parse(JSON.parse(Buffer.from(content).toString('utf8')));
    const faults: string[] = [];
    if (der === undefined || fingerprintOf(der) !== fingerprint)
      faults.push('the receipt was signed with another certificate');
    if (seen.get('receipt.p7s')?.sha256 !== p7s) faults.push('receipt.p7s is another signature');
    if (receipt.caseId !== manifest.caseId) faults.push('the receipt is of another case');
    if (receipt.letterSha256 !== seen.get('letter.pdf')?.sha256)
      faults.push('the receipt is of another letter');
    return faults;
  } catch (error) {
    return [`the receipt: ${messageOf(error)}`];
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
