import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { letterCode } from '../../../functions/letter-code.ts';
import { portalApp } from '../../../functions/portal/app.ts';
import { unzipped } from '../../support/open-package.ts';
import { cookieOf, know, openPortal } from './requester.ts';

const at = openPortal();

const asked = async (caseId: string, code: string, language = 'en'): Promise<string> =>
  (await at().rig.post(`/check?lang=${language}`, { caseId, code })).text();

const UNKNOWN = /We know no such letter/;

describe('a letter', () => {
  it('is known by its case number and code, with its day and SHA-256, in both languages', async () => {
    const { caseId, link } = await at().toAnswer();
    const code = await letterCode(at().rig.context, caseId);
    await at().rig.post(`${link}/answer/code`);
    const entered = await at().rig.post(`${link}/answer/enter`, {
      code: await at().codeFor(caseId),
    });
    const cookie = cookieOf(entered);
    const zip = await (await at().rig.get(`${link}/answer/package`, { cookie })).arrayBuffer();
    const receipt = (await unzipped(new Uint8Array(zip))).get('receipt.json') ?? '';

    const said = await asked(caseId, code);
    expect(said).toContain('Yes, we issued this letter');
    const [sha256 = 'none'] = /[0-9a-f]{64}/.exec(said) ?? [];
    expect(receipt).toContain(sha256);
    expect(await asked(caseId, code, 'ja')).toContain('当社が発行した回答書です');
    const copied = `${code.slice(0, 5)} ${code.slice(5)}`.toLowerCase();
    expect(await asked(` ${caseId.toLowerCase()}`, copied)).toContain('Yes, we issued');
  });

  it('of another code, another case, or not written yet: the same words to all (L-32)', async () => {
    const { caseId } = await at().toAnswer();
    const code = await letterCode(at().rig.context, caseId);
    const wrong = await asked(caseId, '0000000000');
    expect(wrong).toMatch(UNKNOWN);
    expect(await asked('KJ-00000-00000', code)).toBe(wrong);
    const { caseId: early } = await at().toPoints(know);
    const right = await letterCode(at().rig.context, early);
    expect(await asked(early, right)).toBe(wrong);
  });

  it('asks again for what cannot be a number or a code', async () => {
    const response = await at().rig.post('/check', { caseId: 'seven', code: 'xyz' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('href="#code"');
  });

  it('cannot be guessed at leisure: a try too many is turned away', async () => {
    const portal = portalApp(at().rig.context, { evenTime: 0, limits: { requests: 3 } });
    const guess = async () =>
      (await portal.request('/check', { method: 'POST', body: new URLSearchParams({}) })).status;
    expect([await guess(), await guess(), await guess(), await guess()]).toEqual([
      422, 422, 422, 429,
    ]);
  });
});

describe('the page of checks', () => {
  it('brings its script and all that it needs from here, in what browsers read', async () => {
    const page = await at().page('/check');
    expect(page).toContain('<script type="module" src="/assets/portal/check.js">');
    const seen = new Set<string>();
    const follow = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await at().rig.get(path);
      expect(response.headers.get('content-type'), path).toMatch(/^text\/javascript/);
      const script = await response.text();
      for (const [, to = ''] of script.matchAll(/^(?:import|export) [^;]*?from '([^']+)';/gms))
        await follow(new URL(to, `http://127.0.0.1${path}`).pathname);
    };
    await follow('/assets/portal/check.js');
    expect(seen.size).toBeGreaterThan(10);
  });

  it('names the certificates to compare with, and how to do without it', async () => {
    const page = await at().page('/check');
    const [der = ''] = await at().rig.context.ports.signer.certificates();
    expect(page).toContain(createHash('sha256').update(der).digest('hex'));
    expect(page).toContain('npm run verify');
    expect((await at().rig.get('/verify')).headers.get('location')).toBe('/check');
  });
});
