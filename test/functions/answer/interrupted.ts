/**
 * A process that assembles a package, for tests that kill it. `node interrupted.ts DIR LIMIT`: after so
 * many bytes of originals were read it says how many and stands still; else it says what it made.
 */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { assemblePackage, type PackageInput } from '../../../functions/answer/package.ts';
import { Database } from '../../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import { EmbeddedVault } from '../../../platform/embedded/vault.ts';
import type { Vault } from '../../../platform/ports.ts';
import { disclosure } from '../../core/letter/examples.ts';
import { CASE, collectionOf, linesOf, ROWS } from './assembled.ts';

const NOW = new Date('2026-11-27T02:00:00.000Z');
export const FILES = ['one.bin', 'two.bin', 'three.bin'];
export const fileKey = (name: string) => `${CASE}/collected/crm/files/${name}`;
export const rowsKey = collectionOf('', 0).key;

export function largeInput(): PackageInput {
  return {
    letter: disclosure,
    issuedAt: NOW.toISOString(),
    rights: [{ right: 'appi.disclose', outcome: 'grant', decidedAt: NOW.toISOString() }],
    logHead: 'ab'.repeat(32),
    lawCategories: {},
    stores: [
      {
        store: 'crm',
        title: { en: 'Members', ja: '会員データベース' },
        state: 'complete',
        note: null,
        collections: [collectionOf(linesOf(ROWS), ROWS.length)],
        files: FILES.map((name) => ({ key: fileKey(name), name })),
      },
    ],
  };
}

export async function opened(directory: string) {
  const database = new Database(join(directory, 'kaiji.db'));
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  const clock = { now: () => NOW };
  const vault = await EmbeddedVault.open({
    ...{ database, keyring, clock },
    directory: join(directory, 'vault'),
    uploadUrl: 'http://127.0.0.1/upload',
    partBytes: 1 << 20,
  });
  const signer = await createSigner({
    dir: join(directory, 'signing'),
    organisation: disclosure.organisation.name,
    email: 'privacy@example.jp',
    algorithm: 'ES256',
    clock,
  });
  return { vault, signer, close: () => database.close() };
}

/** The vault, with what is read of originals passing through `pass`. */
export function passing(vault: Vault, pass: (body: Readable) => AsyncGenerator<Uint8Array>): Vault {
  return {
    put: (...asked) => vault.put(...asked),
    putInParts: (...asked) => vault.putInParts(...asked),
    head: (key) => vault.head(key),
    list: (prefix) => vault.list(prefix),
    remove: (key) => vault.remove(key),
    uploadLink: (request) => vault.uploadLink(request),
    get: async (key, range) => {
      const body = await vault.get(key, range);
      return key.includes('/files/') ? Readable.from(pass(body), { objectMode: false }) : body;
    },
  };
}

/** Stands still for ever once so much of the originals was read. */
function watched(vault: Vault, limit: number): { vault: Vault; read: () => number } {
  let read = 0;
  const watching = passing(vault, async function* (body) {
    for await (const chunk of body) {
      read += chunk.length;
      yield chunk;
      if (read < limit) continue;
      process.stdout.write(`${JSON.stringify({ read })}\n`);
      await new Promise(() => setInterval(() => {}, 60_000));
    }
  });
  return { vault: watching, read: () => read };
}

if (import.meta.main) {
  const [directory = '', limit = ''] = process.argv.slice(2);
  const { vault, signer, close } = await opened(directory);
  const at = watched(vault, Number(limit));
  const { sha256 } = await assemblePackage({ vault: at.vault, signer }, largeInput());
  process.stdout.write(`${JSON.stringify({ read: at.read(), sha256 })}\n`);
  close();
}
