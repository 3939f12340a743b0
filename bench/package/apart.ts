/**
 * What the measure of packages does in a process of its own. `fill DIR FILES BYTES`: originals on the disk
 * for `zip`, and the same in the vault. `assemble DIR LIMIT`: makes the package, or is killed once so
 * many bytes of originals were read.
 */
import { randomFillSync } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assemblePackage, type PackageInput } from '../../functions/answer/package.ts';
import { verifyFile } from '../../functions/answer/verify.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { Database } from '../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import { createSigner } from '../../platform/embedded/signer.ts';
import { EmbeddedVault } from '../../platform/embedded/vault.ts';
import type { Vault } from '../../platform/ports.ts';
import { disclosure } from '../../test/core/letter/examples.ts';

const [, , what = '', directory = '', first = '0', second = '0'] = process.argv;
const { caseId } = disclosure;
const prefix = `${caseId}/collected/photos/files/`;

const database = new Database(join(directory, 'kaiji.db'));
const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
const vault = await EmbeddedVault.open({
  ...{ database, keyring, clock: systemClock },
  directory: join(directory, 'vault'),
  uploadUrl: 'http://127.0.0.1/upload',
});

/** As a photograph is: bytes that nothing makes smaller. */
function* noise(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= 1 << 20)
    yield randomFillSync(Buffer.allocUnsafe(Math.min(left, 1 << 20)));
}

async function fill(files: number, bytes: number): Promise<void> {
  mkdirSync(join(directory, 'plain'));
  for (let n = 0; n < files; n += 1) {
    const name = `photo-${String(n).padStart(4, '0')}.jpg`;
    const path = join(directory, 'plain', name);
    await pipeline(Readable.from(noise(bytes)), createWriteStream(path));
    await vault.put(prefix + name, createReadStream(path), 'image/jpeg');
  }
}

async function input(): Promise<PackageInput> {
  const originals = await vault.list(prefix);
  const files = originals.map(({ key, size, sha256, contentType }) => ({
    ...{ key, bytes: size, sha256, contentType },
    name: key.slice(prefix.length),
  }));
  return {
    letter: disclosure,
    issuedAt: '2026-11-27T02:00:00.000Z',
    rights: [{ right: 'appi.disclose', outcome: 'grant', decidedAt: '2026-11-27T01:00:00.000Z' }],
    logHead: 'ab'.repeat(32),
    lawCategories: {},
    stores: [
      {
        ...{ store: 'photos', title: { en: 'Photographs', ja: '写真' } },
        ...{ state: 'complete', note: null, collections: [], files },
      },
    ],
  };
}

/** Ends this process as a power cut would, once so much was read. */
function mortal(limit: number): { vault: Vault; read: () => number } {
  let read = 0;
  async function* counted(body: Readable) {
    for await (const chunk of body) {
      read += chunk.length;
      if (limit > 0 && read >= limit) process.kill(process.pid, 'SIGKILL');
      yield chunk;
    }
  }
  const counting: Vault = {
    put: (...asked) => vault.put(...asked),
    putInParts: (...asked) => vault.putInParts(...asked),
    head: (key) => vault.head(key),
    list: (prefixed) => vault.list(prefixed),
    remove: (key) => vault.remove(key),
    uploadLink: (request) => vault.uploadLink(request),
    get: async (key, range) => {
      const body = await vault.get(key, range);
      return key.startsWith(prefix) ? Readable.from(counted(body), { objectMode: false }) : body;
    },
  };
  return { vault: counting, read: () => read };
}

async function assemble(limit: number) {
  const signer = await createSigner({
    dir: join(directory, 'signing'),
    organisation: disclosure.organisation.name,
    email: 'privacy@example.jp',
    algorithm: 'RS256',
    clock: systemClock,
  });
  const counting = mortal(limit);
  const ports = { vault: counting.vault, signer };
  const began = performance.now();
  const { size, sha256 } = await assemblePackage(ports, await input());
  const seconds = (performance.now() - began) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  return {
    seconds,
    cpuSeconds,
    peakRssMegabytes: maxRSS / 1024,
    read: counting.read(),
    size,
    sha256,
  };
}

async function check() {
  const path = join(directory, 'ours.zip');
  await pipeline(await vault.get(`${caseId}/answer/package.zip`), createWriteStream(path));
  const began = performance.now();
  const { genuine } = await verifyFile(path);
  const { maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, peakRssMegabytes: maxRSS / 1024, genuine };
}

if (what === 'fill') await fill(Number(first), Number(second));
if (what === 'assemble') process.stdout.write(JSON.stringify(await assemble(Number(first))));
if (what === 'check') process.stdout.write(JSON.stringify(await check()));
database.close();
