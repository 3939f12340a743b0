/** A package as small as one can be, signed for true, so that every single byte of it can be changed. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { signFile } from '../../../functions/answer/file-signatures.ts';
import { jsonFile } from '../../../functions/answer/manifest.ts';
import type { Signer } from '../../../platform/ports.ts';
import { zipOf } from '../../support/yazl-zip.ts';

export interface Small {
  signer: Signer;
  issuedAt: string;
  more?: Readonly<Record<string, Uint8Array>>;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function smallPackage({ signer, issuedAt, more = {} }: Small): Promise<Buffer> {
  const at = new Date(issuedAt);
  const letter = Buffer.from('%PDF-1.7 開示');
  const caseId = 'KJ-7F3K2-9QXM4';
  const head = { caseId, organisation: '例示株式会社', issuedAt };
  const receipt = jsonFile({ format: 'kaiji-receipt/1', ...head, letterSha256: sha256(letter) });
  const signed = await signFile(signer, receipt, at);
  const files: Record<string, Uint8Array> = {
    'letter.pdf': letter,
    'receipt.json': receipt,
    'receipt.p7s': signed.p7s,
    'receipt.jws': Buffer.from(signed.jws),
    ...more,
  };
  const listed = Object.entries(files).map(([path, content]) => ({
    ...{ path, size: content.length, sha256: sha256(content) },
  }));
  const manifest = jsonFile({ format: 'kaiji-package/1', ...head, stores: [], files: listed });
  const { p7s, jws } = await signFile(signer, manifest, at);
  const parts = Object.entries({
    ...files,
    'manifest.json': manifest,
    'manifest.p7s': p7s,
    'manifest.jws': Buffer.from(jws),
  }).map(([path, content]) => ({
    path,
    open: async () => Readable.from([Buffer.from(content)], { objectMode: false }),
  }));
  return buffer(zipOf(parts, at));
}
