import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { flattenedVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { fingerprintOf } from '../../../functions/answer/certificates.ts';
import { verifyFile } from '../../../functions/answer/verify.ts';
import { report } from '../../../functions/answer/verify-report.ts';
import type { Signer } from '../../../platform/ports.ts';
import { hasTool } from '../../support/tools.ts';
import { type Part, zipOf } from '../../support/yazl-zip.ts';
import { assembled, type Bench, bench } from './assembled.ts';

const rigs = new Map<Signer['algorithm'], { at: Bench; path: string; bytes: Buffer }>();
beforeAll(async () => {
  for (const algorithm of ['RS256', 'ES256'] as const) {
    const at = await bench(algorithm);
    const { path } = await assembled(at);
    rigs.set(algorithm, { at, path, bytes: await readFile(path) });
  }
});
afterAll(async () => {
  for (const { at } of rigs.values()) await at.close();
});
function rig(algorithm: Signer['algorithm'] = 'ES256') {
  const found = rigs.get(algorithm);
  if (found === undefined) throw new Error('made before all tests');
  return found;
}

async function verdictOn(bytes: Uint8Array, options = {}) {
  const path = join(rig().at.directory, 'damaged.zip');
  await writeFile(path, bytes);
  return verifyFile(path, options);
}

async function partsOf(path: string): Promise<{ path: string; content: Buffer }[]> {
  const zip = await openPromise(path, { autoClose: false });
  const parts = [];
  for await (const entry of zip.eachEntry())
    parts.push({
      path: entry.fileName,
      content: await buffer(await zip.openReadStreamPromise(entry)),
    });
  zip.close();
  return parts;
}

/** The same package with its parts changed, packed as we would. */
async function repacked(
  change: (parts: { path: string; content: Buffer }[]) => { path: string; content: Buffer }[],
): Promise<Buffer> {
  const parts = change(await partsOf(rig().path)).map(
    ({ path, content }): Part => ({ path, open: async () => Readable.from([content]) }),
  );
  return buffer(zipOf(parts, new Date('2026-11-27T02:00:00.000Z')));
}

describe('verifying a package', () => {
  it.each(['RS256', 'ES256'] as const)('finds a genuine one genuine (%s)', async (algorithm) => {
    const verdict = await verifyFile(rig(algorithm).path);
    expect(verdict.checks.flatMap(({ faults }) => faults)).toEqual([]);
    expect(verdict.checks).toHaveLength(5);
    expect(verdict.genuine).toBe(true);
    const [der] = await rig(algorithm).at.signer.certificates();
    expect(verdict.fingerprint).toBe(fingerprintOf(der ?? new Uint8Array()));
  });

  it.each(['RS256', 'ES256'] as const)(
    'finds any single changed byte, wherever it is (%s)',
    async (algorithm) => {
      const { bytes } = rig(algorithm);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: bytes.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (position, change) => {
            const damaged = Buffer.from(bytes);
            damaged[position] = (damaged[position] ?? 0) ^ change;
            expect((await verdictOn(damaged)).genuine).toBe(false);
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it('finds every changed bit of every byte that holds the zip together', async () => {
    const { bytes } = rig();
    const end = bytes.length;
    // The central directory and what ends it, and the first local header.
    const directory = bytes.readUInt32LE(end - 22 + 16);
    const positions = [...Array(40).keys(), ...range(directory, end)].filter((_, i) => i % 7 === 0);
    for (const position of positions) {
      const damaged = Buffer.from(bytes);
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      expect((await verdictOn(damaged)).genuine, `byte ${position}`).toBe(false);
    }
  });

  it('finds every changed letter of the signatures, also those that decoders forgive', async () => {
    const { bytes } = rig();
    for (const name of ['manifest.jws', 'receipt.jws']) {
      const { content = Buffer.alloc(0) } =
        (await partsOf(rig().path)).find(({ path }) => path === name) ?? {};
      const start = bytes.indexOf(content);
      for (const offset of [0, content.length - 1, content.length - 2]) {
        const damaged = Buffer.from(bytes);
        damaged[start + offset] = (damaged[start + offset] ?? 0) ^ 1;
        expect((await verdictOn(damaged)).genuine, `${name} ${offset}`).toBe(false);
      }
    }
  });

  it('finds another CMS signature in the place of ours, though the JWS be untouched', async () => {
    for (const path of ['manifest.p7s', 'receipt.p7s']) {
      const changed = await repacked((parts) =>
        parts.map((part) =>
          part.path === path ? { path, content: Buffer.from('another') } : part,
        ),
      );
      expect((await verdictOn(changed)).genuine, path).toBe(false);
    }
  });

  it.each([
    ['before it', (bytes: Buffer) => Buffer.concat([Buffer.from('x'), bytes])],
    ['after it', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['missing at its end', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['all gone', () => Buffer.alloc(0)],
  ])('finds bytes %s', async (_, damage) => {
    expect((await verdictOn(damage(rig().bytes))).genuine).toBe(false);
  });

  it('finds a file that was added', async () => {
    const verdict = await verdictOn(
      await repacked((parts) => [...parts, { path: 'more.txt', content: Buffer.from('x') }]),
    );
    expect(verdict.checks.find(({ name }) => name === 'files')?.faults).toEqual([
      { code: 'unlisted', at: 'more.txt' },
    ]);
  });

  it('finds a file that was left out', async () => {
    const verdict = await verdictOn(
      await repacked((parts) => parts.filter(({ path }) => path !== 'data/index.json')),
    );
    expect(verdict.checks.find(({ name }) => name === 'files')?.faults).toEqual([
      { code: 'missing', at: 'data/index.json' },
    ]);
  });

  it('finds a letter that was exchanged, in the list and in the receipt', async () => {
    const verdict = await verdictOn(
      await repacked((parts) =>
        parts.map((part) =>
          part.path === 'letter.pdf' ? { ...part, content: Buffer.from('%PDF-1.7 forged') } : part,
        ),
      ),
    );
    const faulty = verdict.checks.filter(({ faults }) => faults.length > 0).map(({ name }) => name);
    expect(faulty).toEqual(['files', 'receipt']);
  });

  it('finds a file that is there twice', async () => {
    const verdict = await verdictOn(
      await repacked((parts) => [
        ...parts,
        { path: 'data/index.json', content: Buffer.from('{}') },
      ]),
    );
    expect(verdict.checks).toEqual([
      { name: 'container', faults: [{ code: 'twice', at: 'data/index.json' }] },
    ]);
  });

  it('refuses a path that leads out of the package', async () => {
    const bytes = await repacked((parts) => [
      ...parts,
      { path: 'xx/evil.txt', content: Buffer.from('x') },
    ]);
    const evil = Buffer.from(
      bytes.toString('latin1').replaceAll('xx/evil.txt', '../evil.txt'),
      'latin1',
    );
    expect((await verdictOn(evil)).genuine).toBe(false);
  });

  it('does not take a package signed by somebody else for ours, once it knows our fingerprint', async () => {
    const [ours] = await rig('RS256').at.signer.certificates();
    const known = [{ fingerprint: fingerprintOf(ours ?? new Uint8Array()), until: null }];
    expect(await verifyFile(rig('RS256').path, { known })).toMatchObject({
      genuine: true,
      outcome: 'genuine',
    });
    expect(await verifyFile(rig('ES256').path, { known })).toMatchObject({
      genuine: false,
      outcome: 'foreign',
    });
  });

  it('says what it checked, in the reader’s language', async () => {
    const verdict = await verifyFile(rig().path);
    expect(report(verdict, 'en')).toContain('All checks passed');
    expect(report(verdict, 'en')).toContain('Compare it with the one');
    expect(report(verdict, 'ja')).toContain('すべての確認に合格しました');
    expect(report({ ...verdict, outcome: 'altered' }, 'ja')).toContain('一致しません');
  });
});

describe('the command', () => {
  const command = (...given: string[]) =>
    spawnSync(process.execPath, ['functions/answer/verify-command.ts', ...given], {
      encoding: 'utf8',
      env: { LANG: 'en_US.UTF-8' },
    });

  it('ends with 0 for a genuine package, 1 for a forged one, 2 without one', () => {
    const { path, bytes, at } = rig();
    const forged = join(at.directory, 'forged.zip');
    const changed = Buffer.from(bytes);
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    writeFileSync(forged, changed);
    expect(command(path)).toMatchObject({ status: 0 });
    expect(command(path, 'AB:CD')).toMatchObject({ status: 1 });
    expect(command(forged)).toMatchObject({ status: 1 });
    expect(command()).toMatchObject({ status: 2 });
    expect(command(join(at.directory, 'none.zip'))).toMatchObject({ status: 2 });
  });
});

describe('the manifest’s signature, checked by others', () => {
  it('verifies with jose', async () => {
    const parts = await partsOf(rig('RS256').path);
    const of = (name: string) =>
      parts.find(({ path }) => path === name)?.content ?? Buffer.alloc(0);
    const [header = '', , signature = ''] = of('manifest.jws').toString().split('.');
    const [der] = await rig('RS256').at.signer.certificates();
    const key = new X509Certificate(der ?? '').publicKey;
    const checked = await flattenedVerify(
      { protected: header, payload: of('manifest.json'), signature },
      key,
    );
    expect(checked.protectedHeader).toMatchObject({ alg: 'RS256', b64: false });
  });

  it.skipIf(!hasTool('openssl')).each(['RS256', 'ES256'] as const)(
    'verifies as CMS with openssl, and not once a byte has changed (%s)',
    async (algorithm) => {
      const { at, path } = rig(algorithm);
      const parts = await partsOf(path);
      const of = (name: string) =>
        parts.find((part) => part.path === name)?.content ?? Buffer.alloc(0);
      const [der] = await at.signer.certificates();
      const place = (name: string, content: Uint8Array | string) => {
        writeFileSync(join(at.directory, name), content);
        return join(at.directory, name);
      };
      const certificate = place('certificate.pem', new X509Certificate(der ?? '').toString());
      const check = (name: string, content: Buffer) =>
        spawnSync('openssl', [
          ...[
            'cms',
            '-verify',
            '-binary',
            '-inform',
            'DER',
            '-in',
            place('p7s', of(`${name}.p7s`)),
          ],
          ...['-content', place('content', content), '-CAfile', certificate, '-out', '/dev/null'],
          ...['-attime', String(Date.parse('2026-11-27T02:00:00.000Z') / 1000)],
        ]).status;
      for (const name of ['manifest', 'receipt']) {
        const content = of(`${name}.json`);
        expect(check(name, content), name).toBe(0);
        const changed = Buffer.from(content);
        changed[9] = (changed[9] ?? 0) ^ 1;
        expect(check(name, changed), name).not.toBe(0);
      }
    },
  );

  it.skipIf(!hasTool('openssl'))(
    'verifies with openssl alone, as docs/verifying.md says',
    async () => {
      const { at, path } = rig('RS256');
      const parts = await partsOf(path);
      const of = (name: string) =>
        parts.find(({ path: it }) => it === name)?.content ?? Buffer.alloc(0);
      const [header = '', , signature = ''] = of('manifest.jws').toString().split('.');
      const [der] = await at.signer.certificates();
      const place = (name: string, content: Uint8Array | string) => {
        writeFileSync(join(at.directory, name), content);
        return join(at.directory, name);
      };
      const key = new X509Certificate(der ?? '').publicKey.export({ type: 'spki', format: 'pem' });
      const check = (content: Buffer) =>
        spawnSync('openssl', [
          ...['dgst', '-sha256', '-verify', place('key.pem', key)],
          ...['-signature', place('signature', Buffer.from(signature, 'base64url'))],
          place('signed', Buffer.concat([Buffer.from(`${header}.`), content])),
        ]).status;
      expect(check(of('manifest.json'))).toBe(0);
      expect(check(Buffer.concat([of('manifest.json'), Buffer.from(' ')]))).not.toBe(0);
      expect(readFileSync(path)).toBeInstanceOf(Buffer);
    },
  );
});

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
