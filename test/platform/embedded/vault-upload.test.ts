import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EmbeddedKeyring } from '../../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../../platform/embedded/vault.ts';
import { VaultUploads } from '../../../platform/embedded/vault-upload.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const key = 'KJ-AAAAA-00001/evidence/passport';
const noon = Date.parse('2026-11-19T12:00:00.000Z');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

async function desk(onStored: (key: string) => Promise<void> = async () => {}) {
  const directory = dataDirectory();
  const database = testDatabase();
  const time = { now: noon };
  const clock = { now: () => new Date(time.now) };
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  const files = join(directory, 'vault');
  const vault = await EmbeddedVault.open({
    database,
    keyring,
    clock,
    directory: files,
    uploadUrl: 'http://127.0.0.1/vault/upload',
  });
  const uploads = new VaultUploads({ vault, database, keyring, clock, onStored });
  const link = () =>
    vault.uploadLink({
      key,
      maxBytes: 1_000_000,
      contentTypes: ['image/png', 'application/pdf'],
      expiresInSeconds: 60,
      redirectTo: '/c/abc/identity',
    });
  const post = async (fields: Record<string, string>, file: Uint8Array | null) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file) body.set('file', new Blob([new Uint8Array(file)]), 'パスポート.png');
    return uploads.routes.request('/vault/upload', { method: 'POST', body });
  };
  return { vault, uploads, link, post, files, time };
}

async function listening({ routes }: VaultUploads): Promise<number> {
  return new Promise((resolve) => {
    const server = serve({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(port),
    );
    onTestFinished(() => void server.close());
  });
}

describe('the upload form', () => {
  it('stores the file, tells of it, and sends the browser back to where it came from', async () => {
    const told: string[] = [];
    const { vault, link, post } = await desk(async (stored) => void told.push(stored));
    const response = await post((await link()).fields, PNG);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/c/abc/identity');
    expect(told).toEqual([key]);
    expect(await vault.head(key)).toMatchObject({ size: PNG.length, contentType: 'image/png' });
    expect((await buffer(await vault.get(key))).equals(PNG)).toBe(true);
  });

  it('is usable once, also when two browsers post it at the same time', async () => {
    const { link, post, files } = await desk();
    const { fields } = await link();
    const statuses = (await Promise.all([post(fields, PNG), post(fields, PNG)])).map(
      (response) => response.status,
    );
    expect(statuses.toSorted()).toEqual([303, 409]);
    expect((await post(fields, PNG)).status).toBe(409);
    expect(readdirSync(files)).toHaveLength(1);
  });

  it('may be posted again after a refusal', async () => {
    const { link, post } = await desk();
    const { fields } = await link();
    expect((await post(fields, Buffer.from('just text'))).status).toBe(415);
    expect((await post(fields, PNG)).status).toBe(303);
  });

  it.each([
    ['nothing in it', 400, null],
    ['an empty file', 400, Buffer.alloc(0)],
    ['something that only calls itself a picture', 415, Buffer.from('<svg onload=alert(1)>')],
    ['a type not asked for', 415, Buffer.from('GIF89a-and-so-on-and-so-on-and-so-on')],
    ['too many bytes', 413, Buffer.concat([PNG, Buffer.alloc(1_000_000)])],
  ])(
    'refuses %s in words, in both languages, and leaves nothing behind',
    async (_, status, file) => {
      const { link, post, files, vault } = await desk();
      const response = await post((await link()).fields, file);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const page = await response.text();
      expect(page).toContain('The file was not taken');
      expect(page).toContain('ファイルを受け付けられませんでした');
      expect(readdirSync(files)).toEqual([]);
      expect(await vault.head(key)).toBeNull();
    },
  );

  it('refuses a form that was changed, made elsewhere, or has run out of time', async () => {
    const { link, post, time, files } = await desk();
    const { fields } = await link();
    const policy = JSON.parse(Buffer.from(fields.policy ?? '', 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...policy, maxBytes: 9e9 })).toString('base64url');
    expect((await post({ ...fields, policy: forged }, PNG)).status).toBe(403);
    expect((await post({}, PNG)).status).toBe(403);
    time.now += 60_000;
    expect((await post(fields, PNG)).status).toBe(410);
    expect(readdirSync(files)).toEqual([]);
  });

  it('refuses a file that comes before its fields', async () => {
    const { link, uploads, files } = await desk();
    const body = new FormData();
    body.set('file', new Blob([PNG]), 'a.png');
    for (const [name, value] of Object.entries((await link()).fields)) body.set(name, value);
    const response = await uploads.routes.request('/vault/upload', { method: 'POST', body });
    expect(response.status).toBe(403);
    expect(readdirSync(files)).toEqual([]);
  });

  it('answers in words to bodies that are no form at all', async () => {
    const { uploads } = await desk();
    for (const init of [
      { body: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { body: 'x', headers: { 'content-type': 'multipart/form-data' } },
      { body: 'garbage', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
      { headers: { 'content-type': 'multipart/form-data; boundary=b' } },
    ]) {
      const response = await uploads.routes.request('/vault/upload', { method: 'POST', ...init });
      expect(response.status).toBe(400);
    }
  });

  it('tells of an upload later when the first telling failed', async () => {
    const told: string[] = [];
    let broken = true;
    const { link, post, uploads } = await desk(async (stored) => {
      if (broken) throw new Error('not now');
      told.push(stored);
    });
    uploads.routes.onError((_, c) => c.text('sorry', 500));
    expect((await post((await link()).fields, PNG)).status).toBe(500);
    const troubles: unknown[] = [];
    await uploads.tellOfForgotten((error) => troubles.push(error));
    expect(troubles).toEqual([new Error('not now')]);
    broken = false;
    await uploads.tellOfForgotten((error) => troubles.push(error));
    await uploads.tellOfForgotten((error) => troubles.push(error));
    expect(told).toEqual([key]);
    expect(troubles).toHaveLength(1);
  });

  it.each([
    [413, PNG],
    [415, Buffer.from('text')],
  ])('lets a browser that sends far too much finish, to be shown the %i', async (status, start) => {
    const { uploads, link, files } = await desk();
    const port = await listening(uploads);
    const body = new FormData();
    for (const [name, value] of Object.entries((await link()).fields)) body.set(name, value);
    body.set('file', new Blob([new Uint8Array(start), new Uint8Array(20_000_000)]), 'a.png');
    const url = `http://127.0.0.1:${port}/vault/upload`;
    const response = await fetch(url, { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('/c/abc/identity');
    expect(readdirSync(files)).toEqual([]);
  });

  it('leaves nothing behind when the browser goes away half-way', async () => {
    const { uploads, link, files } = await desk();
    const port = await listening(uploads);
    const { fields } = await link();
    const client = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/vault/upload',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 900_000 },
    });
    client.on('error', () => {});
    for (const [name, value] of Object.entries(fields))
      client.write(`--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    client.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
    client.write(Buffer.concat([PNG, Buffer.alloc(300_000)]));
    await expect.poll(() => readdirSync(files).length).toBe(1);
    client.destroy();
    await expect.poll(() => readdirSync(files).length).toBe(0);
  });
});
