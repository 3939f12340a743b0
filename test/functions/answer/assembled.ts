/** A small package as the real parts make it, for tests to look into and to damage. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assemblePackage, type PackageInput } from '../../../functions/answer/package.ts';
import { Database } from '../../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import { EmbeddedVault } from '../../../platform/embedded/vault.ts';
import type { Signer, Vault } from '../../../platform/ports.ts';
import { disclosure } from '../../core/letter/examples.ts';

export const CASE = disclosure.caseId;
const NOW = new Date('2026-11-27T02:00:00.000Z');

export const ROWS = [
  { id: 1, name: '髙橋 花子', note: '=HYPERLINK("http://evil.example")', tags: ['a', 'b'] },
  { id: 2, name: 'Ana "Ann", Lee', phone: '+81 3 0000 0000', balance: -5, ok: true },
  { id: 3, name: 'line\nbreak', note: null },
];

export function linesOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export function collectionOf(lines: string, count: number, name = 'members') {
  return {
    collection: name,
    title: { en: 'Members', ja: '会員' },
    query: 'members where email is the confirmed address',
    pages: 1,
    exhausted: true,
    count,
    key: `${CASE}/collected/crm/${name}.ndjson`,
    sha256: createHash('sha256').update(lines).digest('hex'),
    startedAt: '2026-11-26T01:00:00.000Z',
    finishedAt: '2026-11-26T01:00:02.000Z',
    withheld: { password: 1 },
  };
}

export function inputOf(lines = linesOf(ROWS), count = ROWS.length): PackageInput {
  return {
    letter: disclosure,
    issuedAt: NOW.toISOString(),
    rights: [{ right: 'appi.disclose', outcome: 'partial', decidedAt: '2026-11-27T01:00:00.000Z' }],
    logHead: 'ab'.repeat(32),
    lawCategories: {},
    stores: [
      {
        store: 'crm',
        title: { en: 'Members', ja: '会員データベース' },
        state: 'complete',
        note: null,
        collections: [collectionOf(lines, count)],
        files: [{ key: `${CASE}/collected/crm/photo`, name: '../証明 写真.JPG' }],
      },
      {
        store: 'old-mail',
        title: { en: 'Old mail system', ja: '旧メール配信システム' },
        state: 'left-out',
        note: 'It did not answer.',
        collections: [],
        files: [],
      },
    ],
  };
}

export interface Bench {
  vault: Vault;
  signer: Signer;
  close(): Promise<void>;
  directory: string;
}

export async function bench(algorithm: Signer['algorithm'] = 'ES256'): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'kaiji-package-'));
  const database = new Database(':memory:');
  const close = async () => {
    database.close();
    await rm(directory, { recursive: true });
  };
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  const clock = { now: () => NOW };
  const vault = await EmbeddedVault.open({
    database,
    keyring,
    clock,
    directory: join(directory, 'vault'),
    uploadUrl: 'http://127.0.0.1/upload',
  });
  const signer = await createSigner({
    dir: join(directory, 'signing'),
    organisation: disclosure.organisation.name,
    email: 'privacy@example.jp',
    algorithm,
    clock,
  });
  await vault.put(
    `${CASE}/collected/crm/members.ndjson`,
    Readable.from([linesOf(ROWS)]),
    'application/x-ndjson',
  );
  await vault.put(
    `${CASE}/collected/crm/photo`,
    Readable.from([Buffer.from('not really a photo')]),
    'image/jpeg',
  );
  return { vault, signer, directory, close };
}

/** @returns the path of a fresh package on disk, and what the assembly said of it */
export async function assembled(at: Bench, input = inputOf()) {
  const result = await assemblePackage(at, input);
  const path = join(at.directory, `package-${randomUUID()}.zip`);
  await pipeline(await at.vault.get(result.key), createWriteStream(path));
  return { path, result };
}
