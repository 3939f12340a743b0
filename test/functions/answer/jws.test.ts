import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDetached } from '../../../functions/answer/jws.ts';
import { verifyDetached } from '../../../functions/proof/detached.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import type { Signer } from '../../../platform/ports.ts';

const dir = mkdtempSync(join(tmpdir(), 'jws-'));
afterAll(() => rmSync(dir, { recursive: true }));
let signer: Signer;
let jws: string;
const payload = Buffer.from('{"letter":"開示"}');
beforeAll(async () => {
  signer = await createSigner({
    dir,
    organisation: 'Example',
    email: 'privacy@example.com',
    algorithm: 'ES256',
    clock: { now: () => new Date('2026-11-22T00:00:00.000Z') },
  });
  jws = await signDetached(signer, payload);
});

const refused = async (it: string, over: Uint8Array = payload) =>
  expect(await verifyDetached(it, over)).toBeNull();
const reheaded = (change: (header: Record<string, unknown>) => Record<string, unknown>) => {
  const [head = '', , signature = ''] = jws.split('.');
  const header = change(JSON.parse(Buffer.from(head, 'base64url').toString()));
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}..${signature}`;
};

describe('a detached signature over a file', () => {
  it('brings its certificates along', async () => {
    const chain = await signer.certificates();
    expect(await verifyDetached(jws, payload)).toEqual({ chain, p7s: null });
  });

  it('is refused over any other file', () => refused(jws, Buffer.from('{"letter":"閉示"}')));

  it('is refused when its last letter carries bits that decoders throw away', async () => {
    const forgiven = jws.slice(0, -1) + String.fromCharCode(jws.charCodeAt(jws.length - 1) + 1);
    expect(Buffer.from(forgiven.slice(-86), 'base64url')).toEqual(
      Buffer.from(jws.slice(-86), 'base64url'),
    );
    await refused(forgiven);
  });

  it.each([
    ['no algorithm', (header: Record<string, unknown>) => ({ ...header, alg: 'none' })],
    ['another algorithm', (header: Record<string, unknown>) => ({ ...header, alg: 'RS256' })],
    ['a shared secret', (header: Record<string, unknown>) => ({ ...header, alg: 'HS256' })],
    ['an encoded payload', ({ b64: _, crit: __, ...header }: Record<string, unknown>) => header],
    ['no certificate', (header: Record<string, unknown>) => ({ ...header, x5c: [] })],
    [
      'rubbish for a certificate',
      (header: Record<string, unknown>) => ({ ...header, x5c: ['AAAA'] }),
    ],
    ['a key of its own', (header: Record<string, unknown>) => ({ ...header, jwk: {} })],
  ])('is refused with %s in its header', (_, change) => refused(reheaded(change)));

  it.each(['', '.', '..', 'a.b.c', 'a..b.c'])('is refused as %j', (text) => refused(text));
});
