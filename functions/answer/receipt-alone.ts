/** The receipt with its signatures, taken out of a package: to keep and to show, without the data. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Vault } from '../../platform/ports.ts';
import { RECEIPT_FILES } from '../proof/receipt.ts';
import { contentOf, directoryOf } from '../proof/zip.ts';
import { packed } from './packing.ts';
import { Receipt } from './receipt.ts';

/** A package of ours without a receipt that can be read. */
export class NoReceipt extends Error {
  override readonly name = 'NoReceipt';
}

/** @returns a zip that is small enough to be held as a whole; the same for the same package */
export async function receiptAlone(
  vault: Pick<Vault, 'get'>,
  { key, size }: { key: string; size: number },
): Promise<Uint8Array> {
  const source = {
    size,
    read: async (start: number, end: number): Promise<Uint8Array> =>
      buffer(await vault.get(key, { start: Math.max(0, start), end: end - 1 })),
  };
  const entries = await directoryOf(source);
  if ('code' in entries) throw new NoReceipt(`the package: ${entries.code}`);
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries.filter(({ path }) => RECEIPT_FILES.includes(path))) {
    const content = await contentOf(source, entry, LARGEST);
    if ('code' in content) throw new NoReceipt(`${entry.path}: ${content.code}`);
    parts.set(entry.path, content);
  }
  const receipt = Receipt.safeParse(json(parts.get('receipt.json')));
  if (!receipt.success || parts.size < RECEIPT_FILES.length)
    throw new NoReceipt('the package holds no receipt with its signatures');
  const pieces = packed(
    [...parts].map(([path, content]) => ({ path, open: async () => Readable.from([content]) })),
    new Date(receipt.data.issuedAt),
    [],
    null,
  );
  const zip: Uint8Array[] = [];
  for await (const piece of pieces) if ('bytes' in piece) zip.push(piece.bytes);
  return Buffer.concat(zip);
}

const LARGEST = 1 << 20;

function json(content: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(content ?? []).toString('utf8'));
  } catch {
    return null;
  }
}
