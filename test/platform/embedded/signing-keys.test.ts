import { createHash, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signDetached } from '../../../functions/answer/jws.ts';
import { verifyDetached } from '../../../functions/proof/detached.ts';
import { certify } from '../../../platform/embedded/certificate.ts';
import { keysCommand } from '../../../platform/embedded/keys-command.ts';
import { install } from '../../../platform/embedded/own-certificate.ts';
import { readInstallation } from '../../../platform/embedded/settings.ts';
import { createSigner, rotate } from '../../../platform/embedded/signer.ts';
import { authority } from '../../support/authority.ts';

const root = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(root, { recursive: true }));
const NOW = new Date('2026-11-22T00:00:00.000Z');
const LATER = new Date('2027-03-01T00:00:00.000Z');
const EMAIL = 'privacy@example.com';
let count = 0;
const options = (at = NOW) => ({
  dir: join(root, `${++count}`),
  organisation: 'Example',
  email: EMAIL,
  algorithm: 'ES256' as const,
  clock: { now: () => at },
});
const filesIn = (dir: string) => ({
  present: readdirSync(dir).sort(),
  past: readdirSync(join(dir, 'past')).sort(),
});
const fingerprint = (der: Uint8Array | undefined) =>
  createHash('sha256')
    .update(der ?? '')
    .digest('hex');

describe('a rotation of the key', () => {
  it('leaves the old certificate to check old answers with, and no old private key', async () => {
    const chosen = options();
    const before = await createSigner(chosen);
    const [old] = await before.certificates();
    const signed = await signDetached(before, Buffer.from('answer'));
    const oldKey = readFileSync(join(chosen.dir, 'es256.pem'), 'utf8');

    const later = { ...chosen, clock: { now: () => LATER } };
    await rotate(later);
    const after = await createSigner(later);
    expect(await after.certificates()).not.toContainEqual(old);
    const past = await after.pastCertificates();
    expect(past).toEqual([{ certificate: old, until: LATER.toISOString() }]);
    const checked = await verifyDetached(signed, Buffer.from('answer'));
    expect(checked?.chain[0]).toEqual(past[0]?.certificate);

    const everything = [...filesIn(chosen.dir).past.map((name) => join('past', name)), 'es256.pem']
      .map((name) => readFileSync(join(chosen.dir, name), 'utf8'))
      .join('');
    const secret = oldKey.slice(0, oldKey.indexOf('-----END PRIVATE KEY-----')).split('\n')[1];
    expect(secret).toBeTruthy();
    expect(everything).not.toContain(secret);
  });

  it('beside a running service leaves that service its key, present and not yet past', async () => {
    const chosen = options();
    const running = await createSigner(chosen);
    const [own] = await running.certificates();
    await rotate(chosen);
    expect(await running.certificates()).toEqual([own]);
    expect(await running.pastCertificates()).toEqual([]);
    const jws = await signDetached(running, Buffer.from('answer'));
    expect((await verifyDetached(jws, Buffer.from('answer')))?.chain).toEqual([own]);
  });

  it('lists the newest of the past first', async () => {
    const chosen = options();
    await createSigner(chosen);
    await rotate({ ...chosen, clock: { now: () => new Date('2027-01-01T00:00:00.000Z') } });
    const newest = { ...chosen, clock: { now: () => new Date('2028-01-01T00:00:00.000Z') } };
    await rotate(newest);
    const past = await (await createSigner(newest)).pastCertificates();
    expect(past.map(({ until }) => until?.slice(0, 4))).toEqual(['2028', '2027']);
  });

  it('cut off by a crash at any write leaves one good key, and goes through the next time', async () => {
    const chosen = options();
    const [old] = await (await createSigner(chosen)).certificates();
    // What lies on disk after each write of a rotation, in their order.
    const whole = options();
    await cp(chosen.dir, whole.dir, { recursive: true });
    await rotate({ ...whole, clock: { now: () => LATER } });
    const retired = `${fingerprint(old)}.pem`;
    const halfWritten = readFileSync(join(whole.dir, 'es256.pem'), 'utf8').slice(0, 100);
    const states: [string, (dir: string) => Promise<void>][] = [
      [
        'while the old certificate is written',
        async (dir) => {
          writeFileSync(join(dir, 'past', `${retired}.new`), 'replaced: 2027');
        },
      ],
      [
        'once it is kept',
        (dir) => cp(join(whole.dir, 'past'), join(dir, 'past'), { recursive: true }),
      ],
      [
        'while the new pair is written',
        async (dir) => {
          await cp(join(whole.dir, 'past'), join(dir, 'past'), { recursive: true });
          writeFileSync(join(dir, 'es256.pem.new'), halfWritten);
        },
      ],
    ];
    for (const [moment, crash] of states) {
      const crashed = options();
      await cp(chosen.dir, crashed.dir, { recursive: true });
      await crash(crashed.dir);
      const signer = await createSigner(crashed);
      expect(await signer.certificates(), moment).toEqual([old]);
      expect(await signer.pastCertificates(), moment).toEqual([]);
      const later = { ...crashed, clock: { now: () => LATER } };
      await rotate(later);
      const again = await createSigner(later);
      expect(await again.certificates(), moment).not.toEqual([old]);
      expect(await again.pastCertificates(), moment).toEqual([
        { certificate: old, until: LATER.toISOString() },
      ]);
    }
  });
});

describe('a certificate from an authority', () => {
  let given: Awaited<ReturnType<typeof authority>>;
  beforeAll(async () => {
    given = await authority({ email: EMAIL, from: NOW });
  });
  const by = { email: EMAIL, now: NOW };

  it('signs from then on with its whole chain, also under a name of the authority’s choice', async () => {
    const chosen = options();
    const [own] = await (await createSigner(chosen)).certificates();
    await install(chosen.dir, given.privateKey + given.certificate + given.root, by);
    const signer = await createSigner(chosen);
    const chain = [given.certificate, given.root].map(
      (pem) => new Uint8Array(new X509Certificate(pem).raw),
    );
    expect(await signer.certificates()).toEqual(chain);
    expect((await signer.pastCertificates()).map(({ certificate }) => certificate)).toEqual([own]);
    const jws = await signDetached(signer, Buffer.from('answer'));
    expect((await verifyDetached(jws, Buffer.from('answer')))?.chain).toEqual(chain);
  });

  it('is never thrown away because of a mistyped sender address', async () => {
    const chosen = options();
    await install(chosen.dir, given.privateKey + given.certificate + given.root, by);
    await expect(createSigner({ ...chosen, email: 'pirvacy@example.com' })).rejects.toMatchObject({
      name: 'ForeignAddress',
    });
    expect(filesIn(chosen.dir).past).toEqual([]);
  });

  it('gives way to one of our own once its time is over, so that requests go on', async () => {
    const chosen = options(new Date('2029-01-01T00:00:00.000Z'));
    await install(chosen.dir, given.privateKey + given.certificate + given.root, by);
    const signer = await createSigner(chosen);
    expect(await signer.certificates()).toHaveLength(1);
    expect(await signer.pastCertificates()).toHaveLength(1);
  });

  it.each([
    ['without its root', () => given.privateKey + given.certificate, /add the authority’s root/],
    ['before its key', () => given.certificate + given.root, /no private key/],
    ['with the key of another', () => OTHER_KEY + given.certificate + given.root, /not that of/],
    ['in the wrong order', () => given.privateKey + given.root + given.certificate, /not that of/],
    [
      'for another address',
      () => given.privateKey + given.certificate + given.root,
      /does not name/,
      { ...by, email: 'else@example.com' },
    ],
    [
      'before its time',
      () => given.privateKey + given.certificate + given.root,
      /not valid today/,
      { ...by, now: new Date(0) },
    ],
  ] as const)('is refused %s, and nothing changes', async (_, pem, why, asked = by) => {
    const chosen = options();
    const before = await (await createSigner(chosen)).certificates();
    await expect(install(chosen.dir, pem(), asked)).rejects.toThrow(why);
    expect(await (await createSigner(chosen)).certificates()).toEqual(before);
  });

  it('is refused when it is signed by itself: we make such ones ourselves', async () => {
    const self = await certify({
      owner: { name: 'Example', email: EMAIL },
      ...{ algorithm: 'ES256', from: NOW, serial: randomBytes(16) },
    });
    const refused = install(options().dir, self.privateKey + self.certificate, by);
    await expect(refused).rejects.toThrow('signed by itself');
  });
});

const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

describe('npm run keys', () => {
  const run = async (dir: string, ...given: string[]) => {
    const said: string[] = [];
    const listen = (line: string) => said.push(line);
    const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
    for (const spy of spies) spy.mockImplementation(listen);
    const environment = { KAIJI_DATA: dir, KAIJI_SIGNATURE: 'ES256', KAIJI_FROM_ADDRESS: EMAIL };
    const status = await keysCommand(given, readInstallation(environment), { now: () => NOW });
    for (const spy of spies) spy.mockRestore();
    return { status, said: said.join('\n') };
  };

  it('lists, rotates and installs; says what is wrong and what to do next', async () => {
    const dir = join(root, `${++count}`);
    expect(await run(dir)).toMatchObject({
      status: 0,
      said: expect.stringContaining('no key yet'),
    });
    expect(await run(dir, 'rotate')).toMatchObject({
      status: 0,
      said: expect.stringContaining('Restart the service'),
    });
    expect((await run(dir, 'rotate')).status).toBe(0);
    const listed = await run(dir);
    expect(listed.said.match(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/g)).toHaveLength(2);
    expect(listed.said).toContain(`past, until ${NOW.toISOString()}`);

    const given = await authority({ email: EMAIL, from: NOW });
    const files = ['key', 'certificate', 'root'].map((name) => join(dir, `${name}.pem`));
    [given.privateKey, given.certificate, given.root].forEach((pem, index) => {
      writeFileSync(files[index] ?? '', pem);
    });
    expect((await run(dir, 'install', ...files.slice(0, 2))).status).toBe(1);
    expect((await run(dir, 'install', join(dir, 'none.pem'))).status).toBe(1);
    expect((await run(dir, 'install', ...files)).status).toBe(0);
    expect((await run(dir)).said.match(/^past/gm)).toHaveLength(2);
    expect((await run(dir, 'dance')).status).toBe(2);
  });

  it('never shows what stands in a file that it cannot use', async () => {
    const dir = join(root, `${++count}`);
    await run(dir, 'rotate');
    const secret = join(dir, 'secret.pem');
    writeFileSync(secret, '-----BEGIN PRIVATE KEY-----\nVERYSECRET\n-----END PRIVATE KEY-----\n');
    const { status, said } = await run(dir, 'install', secret);
    expect(status).toBe(1);
    expect(said).not.toContain('VERYSECRET');
  });
});
