/**
 * A browser posts a file to S3 itself, with a form that S3 checks: one place, so many bytes, half an hour. There it lies in the open
 * (under the bucket's key) until it was looked through for malware and taken into the vault.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { z } from 'zod';
import { CaseId } from '../../core/ids.ts';
import { SNIFFED_BYTES, sniffedType } from '../content-type.ts';
import type { Clock, UploadLink, Vault } from '../ports.ts';
import { ABSENT, caseKey, EXPIRES, type Key, type Table } from './table.ts';
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

/** One file that was sent in: the same form may have brought another to the same place since. */
export interface Upload {
  /** Its name in the bucket. */
  uploadKey: string;
  /** Of the bytes that were scanned. */
  etag: string;
}

interface Parts {
  bucket: Bucket;
  table: Table;
  vault: Vault;
  clock: Clock;
}

/** Told of the vault's key at least once: again after a crash, so it must bear repetition. */
type Tell = (key: string) => Promise<void>;

/**
 * Takes an upload that was found harmless into the vault, removes it, and tells of it. Asked again after a crash, it goes on
 * where it was; a form that was used before brings nothing in a second time, and bytes that nobody has scanned stay where they are.
 */
export async function takeUpload(parts: Parts, upload: Upload, tell: Tell): Promise<void> {
  const { bucket, table, vault, clock } = parts;
  const used = usedKey(upload);
  const expires = Math.ceil(clock.now().getTime() / 1000) + USED_FOR;
  const item = (form: Used) => ({ ...used, ...form, [EXPIRES]: expires });
  const found = await opened(bucket, upload);
  if (found && isScanned(found, upload)) {
    const { etag, key } = found;
    await table.put(item({ etag, key, told: false }), ABSENT);
    const standing = await formUsed(table, used);
    if (standing?.etag === etag && !standing.told) {
      const { type, body } = await withType(found.body);
      await vault.put(key, body, type);
    } else found.body.destroy();
    await remove(bucket, upload);
  } else found?.body.destroy();
  // Also where the file has left its place already: a crash may have come before it was told of.
  const taken = await formUsed(table, used);
  if (taken?.etag !== bare(upload.etag) || taken.told) return;
  await tell(taken.key);
  await table.put(item({ ...taken, told: true }));
}

/**
 * Tells of an upload that was found to be harmful, under the name of its form, then removes it. The file is never opened; not even
 * its description is asked for, so that a role can be kept from reading it.
 */
export async function dropUpload(
  { bucket, table }: Pick<Parts, 'bucket' | 'table'>,
  upload: Upload,
  tell: (caseId: CaseId, form: string) => Promise<void>,
): Promise<void> {
  const { uploadKey } = upload;
  const { caseId, nonce } = UploadKey.parse(uploadKey);
  const { Contents: [standing] = [] } = await bucket.s3.send(
    new ListObjectsV2Command({ Bucket: bucket.name, Prefix: uploadKey, MaxKeys: 1 }),
  );
  if (!standing || !isScanned({ etag: bare(standing.ETag) }, upload)) return;
  // Of a form that has brought a file before nothing more is said.
  if (!(await formUsed(table, usedKey(upload)))) await tell(caseId, nonce);
  await remove(bucket, upload);
}

const Used = z.object({ etag: z.string(), key: z.string(), told: z.boolean() });
type Used = z.infer<typeof Used>;

const formUsed = async (table: Table, used: Key): Promise<Used | null> =>
  Used.safeParse(await table.get(used)).data ?? null;

function usedKey({ uploadKey }: Upload): Key {
  const { caseId, nonce } = UploadKey.parse(uploadKey);
  return { pk: caseKey(caseId), sk: `upload#${nonce}` };
}

/** S3 puts it in quotes, and the events that tell of it do not. */
const bare = (etag = ''): string => etag.replaceAll('"', '');

const isScanned = (found: { etag: string }, upload: Upload): boolean =>
  found.etag === bare(upload.etag);

async function remove({ s3, name }: Bucket, { uploadKey }: Upload): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: name, Key: uploadKey }));
}

async function opened({ s3, name }: Bucket, { uploadKey }: Upload) {
  try {
    const {
      Body: body,
      ETag: etag,
      Metadata: metadata,
    } = await s3.send(new GetObjectCommand({ Bucket: name, Key: uploadKey }));
    if (!(body instanceof Readable)) return null;
    return { body, etag: bare(etag), key: VaultKeyIn.parse(metadata?.key) };
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
