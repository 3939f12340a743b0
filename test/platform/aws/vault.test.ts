/** What only the vault on S3 has to answer: what lies in the bucket, and what a browser may put there. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseId } from '../../../core/ids.ts';
import { AwsVault } from '../../../platform/aws/vault.ts';
import type { Bucket } from '../../../platform/aws/vault-pieces.ts';
import { dropUpload, takeUpload, type Upload } from '../../../platform/aws/vault-upload.ts';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import type { MarkedBody, UploadLink } from '../../../platform/ports.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { testTable } from '../../support/aws-table.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const key = `${A}/evidence/passport`;
const CHUNK = 65_536;
const HOUR = 3_600_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

const newBucket = testBuckets();

async function make() {
  const { table, dynamo } = await testTable();
  const keyring = await EmbeddedKeyring.open(testDatabase(), join(dataDirectory(), 'master.key'));
  const time = { now: Date.now() };
  const clock = { now: () => new Date(time.now) };
  const bucket = newBucket();
  const vault = new AwsVault({ bucket, table, keyring, clock, chunksAPiece: 2 });
  return { vault, keyring, bucket, table, dynamo, time, clock };
}

async function objectsIn({ s3, name }: Bucket): Promise<{ key: string; bytes: Buffer }[]> {
  const { Contents: objects = [] } = await s3.send(new ListObjectsV2Command({ Bucket: name }));
  return Promise.all(
    objects.map(async ({ Key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key }));
      return { key: Key, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
    }),
  );
}

const stream = (bytes: Uint8Array): Readable => Readable.from([bytes]);

describe('what lies in the bucket', () => {
  it('is sealed, and of the name of a file only case and room can be seen', async () => {
    const { vault, bucket } = await make();
    const words = Buffer.from('山田花子 '.repeat(20_000));
    await vault.put(key, stream(words), 'text/plain');
    const objects = await objectsIn(bucket);
    expect(objects).toHaveLength(Math.ceil(words.length / (2 * CHUNK)));
    for (const { key: name, bytes } of objects) {
      expect(name).toMatch(/^KJ-AAAAA-00001\/evidence\/[0-9a-f]{32}\/\d+$/);
      expect(bytes.includes('山田')).toBe(false);
    }
  });

  it('is none of a file that broke off', async () => {
    const { vault, bucket } = await make();
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(7 * CHUNK);
        throw new Error('the line went dead');
      })(),
    );
    await expect(vault.put(key, broken, 'image/png')).rejects.toThrow('the line went dead');
    expect(await objectsIn(bucket)).toEqual([]);
  });

  it('is what was replaced for as long as somebody may be reading it, over several pieces', async () => {
    const { vault, bucket, time } = await make();
    const old = randomBytes(9 * CHUNK);
    await vault.put(key, stream(old), 'application/zip');
    const reading = await vault.get(key);
    await vault.put(key, stream(Buffer.from('new')), 'application/zip');
    expect((await buffer(reading)).equals(old)).toBe(true);
    time.now += HOUR;
    await vault.put(key, stream(Buffer.from('newer')), 'application/zip');
    expect(await objectsIn(bucket)).toHaveLength(2);
  });

  it('goes with the key, what was replaced too', async () => {
    const { vault, bucket } = await make();
    for (const _ of [1, 2, 3]) await vault.put(key, stream(randomBytes(5 * CHUNK)), 'image/png');
    await vault.remove(key);
    expect(await objectsIn(bucket)).toEqual([]);
  });

  it('loses with the last file of a room what a crash left behind, and nothing that may be on its way', async () => {
    const { vault, bucket, dynamo, time } = await make();
    await vault.put(`${A}/letter.pdf`, stream(randomBytes(10)), 'application/pdf');
    dynamo.dieAfter(0);
    await expect(vault.put(key, stream(randomBytes(3 * CHUNK)), 'image/png')).rejects.toThrow();
    dynamo.live();
    expect(await objectsIn(bucket)).toHaveLength(3);
    await vault.put(key, stream(randomBytes(10)), 'image/png');
    await vault.remove(key);
    expect(await objectsIn(bucket)).toHaveLength(3);
    await vault.remove(`${A}/letter.pdf`);
    expect(await objectsIn(bucket)).toHaveLength(2);
    await vault.put(key, stream(randomBytes(10)), 'image/png');
    time.now += 25 * HOUR;
    await vault.remove(key);
    expect(await objectsIn(bucket)).toEqual([]);
  });

  it('loses what a crash left of a case that never had a file, when all of it is to be removed', async () => {
    const { vault, bucket, dynamo, time } = await make();
    dynamo.dieAfter(0);
    await expect(vault.put(key, stream(randomBytes(10)), 'image/png')).rejects.toThrow();
    dynamo.live();
    expect(await vault.list(`${A}/evidence/`)).toEqual([]);
    expect(await vault.list(`${A}/`)).toEqual([]);
    expect(await objectsIn(bucket)).toHaveLength(1);
    time.now += 25 * HOUR;
    expect(await vault.list(`${A}/`)).toEqual([]);
    expect(await objectsIn(bucket)).toEqual([]);
  });

  it('is not taken away from a file by an attempt that it was begun with', async () => {
    const { vault, time, bucket } = await make();
    const bytes = randomBytes(7 * CHUNK);
    const body = (breaksAt: number): MarkedBody =>
      async function* (mark) {
        for (let at = Number(mark ?? 0); at < bytes.length; at += CHUNK) {
          if (at >= breaksAt) throw new Error('the power went off');
          yield { mark: () => String(at) };
          yield { bytes: bytes.subarray(at, at + CHUNK) };
        }
      };
    const put = (breaksAt: number) =>
      vault.putInParts(key, 'application/zip', 'one', body(breaksAt));
    await expect(put(5 * CHUNK)).rejects.toThrow('the power went off');
    // Two functions go on with it at the same time.
    await Promise.all([put(Infinity), put(Infinity)]);
    time.now += 2 * HOUR;
    const reading = await vault.get(key);
    await put(Infinity);
    expect((await buffer(reading)).equals(bytes)).toBe(true);
    expect((await buffer(await vault.get(key))).equals(bytes)).toBe(true);
    await vault.remove(key);
    expect(await objectsIn(bucket)).toEqual([]);
  });

  it('is found to be damaged when a piece is changed, moved or missing', async () => {
    const { vault, bucket, table } = await make();
    await vault.put(key, stream(randomBytes(5 * CHUNK)), 'image/png');
    const [item] = await Array.fromAsync(
      table.query({
        where: {
          text: 'pk = :pk AND begins_with(sk, :file)',
          values: { pk: `case#${A}`, file: 'file#' },
        },
      }),
    );
    const { pieces, salts, ...rest } = z
      .looseObject({ pieces: z.array(z.string()), salts: z.instanceof(Uint8Array) })
      .parse(item);
    const itemKey = { pk: `case#${A}`, sk: String(item?.sk) };
    const swapped = Buffer.concat([
      salts.subarray(32, 64),
      salts.subarray(0, 32),
      salts.subarray(64),
    ]);
    await table.put({ ...rest, ...itemKey, pieces, salts: swapped });
    await expect(buffer(await vault.get(key))).rejects.toMatchObject({ name: 'DamagedObject' });
    await table.put({ ...rest, ...itemKey, salts, pieces: [`${A}/nowhere`] });
    await expect(vault.get(key)).rejects.toMatchObject({ name: 'DamagedObject' });
    expect(await objectsIn(bucket)).toHaveLength(3);
  });
});

describe('an upload', () => {
  const LIMIT = 1_000;
  const REDIRECT = 'http://127.0.0.1:1/p/link/evidence/sent';
  const ask = (vault: AwsVault) =>
    vault.uploadLink({
      key,
      maxBytes: LIMIT,
      contentTypes: ['image/png'],
      expiresInSeconds: 1800,
      redirectTo: REDIRECT,
    });

  async function post({ url, fields }: UploadLink, bytes: Uint8Array): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'text/html' }), 'me.html');
    return fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  }
  const nowhere = { uploadKey: 'uploads/KJ-AAAAA-00001/nowhere', etag: '' };
  /** As the scanner would name them. */
  async function uploadsIn({ s3, name }: Bucket): Promise<Upload[]> {
    const list = new ListObjectsV2Command({ Bucket: name, Prefix: 'uploads/' });
    const { Contents: objects = [] } = await s3.send(list);
    return objects.map(({ Key: uploadKey = '', ETag: etag = '' }) => ({
      uploadKey,
      etag: etag.replaceAll('"', ''),
    }));
  }
  function telling() {
    const told: string[] = [];
    return { told, tell: async (one: string) => void told.push(one) };
  }

  // fauxqs takes what a policy forbids; that S3 does not is S3's own word.
  it('goes through a form that binds place, size, time and way back, and says nothing of the file’s own kind', async () => {
    const { vault } = await make();
    const { fields } = await ask(vault);
    const Policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(z.unknown()) });
    const policy = Policy.parse(JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()));
    expect(policy.conditions).toEqual(
      expect.arrayContaining([
        ['content-length-range', 1, LIMIT],
        { key: expect.stringMatching(/^uploads\/KJ-AAAAA-00001\/[0-9a-f]{32}$/) },
        { 'Content-Type': 'application/octet-stream' },
        { success_action_redirect: REDIRECT },
        { 'x-amz-meta-key': Buffer.from(key).toString('base64url') },
      ]),
    );
    const lasts = Date.parse(policy.expiration) - Date.now();
    expect(lasts).toBeGreaterThan(1_700_000);
    expect(lasts).toBeLessThanOrEqual(1_800_000);
  });

  it('is taken into the vault as what its bytes are, once, and is gone from where it lay open', async () => {
    const { vault, bucket, ...parts } = await make();
    const link = await ask(vault);
    const answer = await post(link, PNG);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain(REDIRECT);
    const [first = nowhere] = await uploadsIn(bucket);
    const { told, tell } = telling();
    const all = { vault, bucket, ...parts };
    await takeUpload(all, first, tell);
    expect(told).toEqual([key]);
    expect(await vault.head(key)).toMatchObject({ size: PNG.length, contentType: 'image/png' });
    expect((await buffer(await vault.get(key))).equals(PNG)).toBe(true);
    expect(await uploadsIn(bucket)).toEqual([]);
    await takeUpload(all, first, tell);
    // The same form a second time, with something else.
    await post(link, Buffer.from('<html>'));
    const [second = nowhere] = await uploadsIn(bucket);
    await takeUpload(all, second, tell);
    expect(told).toEqual([key]);
    expect(await vault.head(key)).toMatchObject({ contentType: 'image/png' });
    expect(await uploadsIn(bucket)).toEqual([]);
  });

  it('whose place holds other bytes than those that were scanned stays there unopened', async () => {
    const { vault, bucket, ...parts } = await make();
    const link = await ask(vault);
    await post(link, PNG);
    const [harmless = nowhere] = await uploadsIn(bucket);
    await post(link, Buffer.from('something else altogether'));
    const { told, tell } = telling();
    await takeUpload({ vault, bucket, ...parts }, harmless, tell);
    await dropUpload({ bucket, ...parts }, harmless, tell);
    expect(told).toEqual([]);
    expect(await vault.head(key)).toBeNull();
    expect(await uploadsIn(bucket)).toHaveLength(1);
  });

  it.each([0, 1, 2, 3])(
    'is taken in and told of where a crash came after %i writes',
    async (writes) => {
      const { vault, bucket, dynamo, ...parts } = await make();
      await post(await ask(vault), PNG);
      const [upload = nowhere] = await uploadsIn(bucket);
      const { told, tell } = telling();
      const all = { vault, bucket, ...parts };
      dynamo.dieAfter(writes);
      const first = takeUpload(all, upload, tell);
      if (writes < 3) await expect(first).rejects.toThrow();
      else await first;
      dynamo.live();
      await takeUpload(all, upload, tell);
      await takeUpload(all, upload, tell);
      // Told of twice where the crash came between telling and writing down that it was told.
      expect(told).toEqual(writes === 2 ? [key, key] : [key]);
      expect(await vault.head(key)).toMatchObject({ size: PNG.length });
      expect(await uploadsIn(bucket)).toEqual([]);
    },
  );

  it('is told of where the crash came right before, when the file had left its place', async () => {
    const { vault, bucket, ...parts } = await make();
    await post(await ask(vault), PNG);
    const [upload = nowhere] = await uploadsIn(bucket);
    const all = { vault, bucket, ...parts };
    const ended = async () => {
      throw new Error('the function was ended');
    };
    await expect(takeUpload(all, upload, ended)).rejects.toThrow('the function was ended');
    expect(await uploadsIn(bucket)).toEqual([]);
    const { told, tell } = telling();
    await takeUpload(all, upload, tell);
    expect(told).toEqual([key]);
  });

  it('found to be harmful is told of and removed unopened, and nothing else can be', async () => {
    const { vault, bucket, table } = await make();
    await post(await ask(vault), PNG);
    await vault.put(key, stream(PNG), 'image/png');
    const [upload = nowhere] = await uploadsIn(bucket);
    const all = { bucket, table };
    const ended = async () => {
      throw new Error('the function was ended');
    };
    await expect(dropUpload(all, upload, ended)).rejects.toThrow('the function was ended');
    const told: string[] = [];
    const tell = async (caseId: CaseId, form: string) => {
      told.push(`uploads/${caseId}/${form}`);
    };
    await dropUpload(all, upload, tell);
    await dropUpload(all, upload, tell);
    expect(told).toEqual([upload.uploadKey]);
    expect(await uploadsIn(bucket)).toEqual([]);
    for (const { key: uploadKey } of await objectsIn(bucket))
      await expect(dropUpload(all, { uploadKey, etag: '' }, tell)).rejects.toThrow();
    expect(await vault.head(key)).not.toBeNull();
  });

  it('found to be harmful is not told of where its form has brought a good file before', async () => {
    const { vault, bucket, ...parts } = await make();
    const link = await ask(vault);
    await post(link, PNG);
    const { told, tell } = telling();
    const [good = nowhere] = await uploadsIn(bucket);
    await takeUpload({ vault, bucket, ...parts }, good, tell);
    await post(link, Buffer.from('harmful'));
    const [bad = nowhere] = await uploadsIn(bucket);
    await dropUpload({ bucket, ...parts }, bad, tell);
    expect(told).toEqual([key]);
    expect(await uploadsIn(bucket)).toEqual([]);
  });
});
