/**
 * A browser posts a file to S3 itself, with a form that S3 checks: one place, so many bytes, half an hour. There it lies in the open
 * (under the bucket's key) until it was looked through for malware and taken into the vault.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { z } from 'zod';
import { CaseId } from '../../core/ids.ts';
import { SNIFFED_BYTES, sniffedType } from '../content-type.ts';
import type { Clock, UploadLink, Vault } from '../ports.ts';
import { ABSENT, caseKey, EXPIRES, type Table } from './table.ts';
import type { Bucket } from './vault-pieces.ts';

/** What uploads' names begin with: what S3's events are asked for. */
export const UPLOADS = 'uploads/';

/** Seconds for which a used form is remembered: far longer than it is good for. */
const USED_FOR = 24 * 3600;

const UploadKey = z
  .string()
  .regex(/^uploads\/KJ-[^/]+\/[0-9a-f]{32}$/)
  .transform((key) => {
    const [, caseId, nonce = ''] = key.split('/');
    return { caseId: CaseId.parse(caseId), nonce };
  });
const VaultKeyIn = z.base64url().transform((text) => Buffer.from(text, 'base64url').toString());

/** @param request its types are judged by the bytes, when the file is taken: a browser says what the name says */
export function uploadForm(
  { s3, name }: Bucket,
  caseId: CaseId,
  request: Parameters<Vault['uploadLink']>[0],
): Promise<UploadLink> {
  const { key, maxBytes, expiresInSeconds, redirectTo } = request;
  return createPresignedPost(s3, {
    Bucket: name,
    Key: `${UPLOADS}${caseId}/${randomBytes(16).toString('hex')}`,
    // Each of these is part of what is signed.
    Fields: {
      // Never served as a page, whatever it is.
      'Content-Type': 'application/octet-stream',
      'x-amz-meta-key': Buffer.from(key).toString('base64url'),
      success_action_redirect: redirectTo,
    },
    Conditions: [['content-length-range', 1, maxBytes]],
    Expires: expiresInSeconds,
  });
}

/**
 * Takes an upload that was found harmless into the vault, and removes it. Asked again after a crash, it goes on; a form that was
 * used before brings nothing in a second time.
 * @returns the vault's key, of which the case is to be told; `null` for what was taken before or is not there
 */
export async function takeUpload(
  parts: { bucket: Bucket; table: Table; vault: Vault; clock: Clock },
  uploadKey: string,
): Promise<string | null> {
  const { bucket, table, vault, clock } = parts;
  const { caseId, nonce } = UploadKey.parse(uploadKey);
  const place = { Bucket: bucket.name, Key: uploadKey };
  const found = await upload(bucket, uploadKey);
  if (!found) return null;
  const used = { pk: caseKey(caseId), sk: `upload#${nonce}` };
  const expires = Math.ceil(clock.now().getTime() / 1000) + USED_FOR;
  await table.put({ ...used, etag: found.etag, [EXPIRES]: expires }, ABSENT);
  const isFirst = (await table.get(used))?.etag === found.etag;
  if (isFirst) {
    const { type, body } = await withType(found.body);
    await vault.put(found.key, body, type);
  } else found.body.destroy();
  await bucket.s3.send(new DeleteObjectCommand(place));
  return isFirst ? found.key : null;
}

/** Removes an upload that was found to be harmful; the file is never opened. */
export async function dropUpload({ s3, name }: Bucket, uploadKey: string): Promise<void> {
  UploadKey.parse(uploadKey);
  await s3.send(new DeleteObjectCommand({ Bucket: name, Key: uploadKey }));
}

async function upload({ s3, name }: Bucket, uploadKey: string) {
  try {
    const {
      Body: body,
      ETag: etag = '',
      Metadata: metadata,
    } = await s3.send(new GetObjectCommand({ Bucket: name, Key: uploadKey }));
    if (!(body instanceof Readable)) return null;
    return { body, etag, key: VaultKeyIn.parse(metadata?.key) };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

/** What the first bytes say it is, and all the bytes. */
async function withType(body: Readable): Promise<{ type: string; body: Readable }> {
  const pieces = body.iterator({ destroyOnReturn: false });
  const read: Uint8Array[] = [];
  for (let length = 0; length < SNIFFED_BYTES; ) {
    const { done, value } = await pieces.next();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError('S3 is read as bytes');
    read.push(value);
    length += value.length;
  }
  const beginning = Buffer.concat(read);
  async function* all() {
    yield beginning;
    yield* pieces;
  }
  const type = (await sniffedType(beginning)) ?? 'application/octet-stream';
  return { type, body: Readable.from(all(), { objectMode: false }) };
}
