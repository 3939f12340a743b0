/** The whole way to the answer under each kind of key, and what others' programs say of what came out. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, flattenedVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyCommand } from '../../../functions/answer/verify-report.ts';
import { PortalRig } from '../../support/portal-rig.ts';
import { hasTool } from '../../support/tools.ts';
import { cookieOf, Requester } from './requester.ts';

const TOOLS = ['openssl', 'pdfsig', 'unzip'].every(hasTool);

describe.each(['RS256', 'ES256'] as const)('an answer signed with %s', (algorithm) => {
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-keys-'));
  const at = (name: string) => join(directory, name);
  let rig: PortalRig;

  beforeAll(async () => {
    const options = { evenTime: 0, limits: { requests: 1000, posts: 1000, downloads: 1000 } };
    rig = await PortalRig.open(at('data'), options, 0, { KAIJI_SIGNATURE: algorithm });
    const requester = new Requester(rig);
    const { caseId, link } = await requester.toAnswer();
    await rig.post(`${link}/answer/code`);
    const code = await requester.codeFor(caseId);
    const cookie = cookieOf(await rig.post(`${link}/answer/enter`, { code }));
    for (const [name, path] of [
      ['letter.pdf', `${link}/answer/letter`],
      ['receipt.zip', `${link}/answer/receipt`],
      ['package.zip', `${link}/answer/package`],
      ['certificates.pem', '/.well-known/kaiji/certificates.pem'],
      ['jwks.json', '/.well-known/kaiji/jwks.json'],
    ] as const) {
      const response = await rig.get(path, { cookie });
      expect(response.status, name).toBe(200);
      writeFileSync(at(name), new Uint8Array(await response.arrayBuffer()));
    }
    spawnSync('unzip', ['-q', at('package.zip'), '-d', at('package')]);
  });
  afterAll(async () => {
    await rig?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const openssl = (...given: string[]) =>
    spawnSync('openssl', ['cms', '-verify', ...given, '-CAfile', at('certificates.pem')], {
      encoding: 'utf8',
    });

  it.each(['package.zip', 'letter.pdf', 'receipt.zip'])(
    'is genuine by our command and the published certificates: %s',
    async (name) => {
      const said = vi.spyOn(console, 'log').mockReturnValue();
      expect(await verifyCommand([at(name), at('certificates.pem')], { LANG: 'en' })).toBe(0);
      expect(said.mock.lastCall?.[0]).toContain('with one of the certificates that you gave');
      said.mockRestore();
    },
  );

  it.skipIf(!TOOLS)('is taken by openssl: manifest, receipt, and every mail on the way', () => {
    for (const name of ['manifest', 'receipt']) {
      const file = (ending: string) => join(directory, 'package', `${name}.${ending}`);
      const given = ['-binary', '-inform', 'DER', '-in', file('p7s'), '-content', file('json')];
      expect(openssl(...given, '-out', at('content')).status, name).toBe(0);
    }
    const mails = readdirSync(at('data/mailbox')).filter((name) => name.endsWith('.eml'));
    expect(mails.length).toBeGreaterThan(2);
    for (const mail of mails)
      expect(
        openssl('-in', at(`data/mailbox/${mail}`), '-purpose', 'smimesign', '-out', at('content'))
          .status,
        mail,
      ).toBe(0);
  });

  it.skipIf(!TOOLS)('is taken by pdfsig', () => {
    const { stdout } = spawnSync('pdfsig', [at('letter.pdf')], { encoding: 'utf8' });
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Total document signed');
  });

  it('is taken by jose, with the published keys', async () => {
    const keys = createLocalJWKSet(JSON.parse(readFileSync(at('jwks.json'), 'utf8')));
    for (const name of ['manifest', 'receipt']) {
      const [header = '', , signature = ''] = readFileSync(at(`package/${name}.jws`), 'utf8').split(
        '.',
      );
      const payload = readFileSync(at(`package/${name}.json`));
      const { protectedHeader } = await flattenedVerify(
        { protected: header, payload, signature },
        keys,
      );
      expect(protectedHeader?.alg).toBe(algorithm);
      const forged = Buffer.concat([payload, Buffer.from(' ')]);
      await expect(
        flattenedVerify({ protected: header, payload: forged, signature }, keys),
      ).rejects.toThrow();
    }
  });
});
