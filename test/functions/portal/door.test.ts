import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { createLocalJWKSet } from 'jose';
import { describe, expect, it } from 'vitest';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import { portalApp, portalNotFound } from '../../../functions/portal/app.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import { caseIn } from '../../support/portal-rig.ts';
import { disclosure, know, openPortal, optOut } from './requester.ts';

const at = openPortal();

describe('the start page', () => {
  it('speaks the language that the browser asks for, and the other on request', async () => {
    expect(await at().page('/', { 'accept-language': 'ja' })).toContain('<html lang="ja">');
    expect(await at().page('/?lang=en', { 'accept-language': 'ja' })).toContain('<html lang="en">');
  });

  it('names every right, and says which need no ID', async () => {
    const text = await at().page('/');
    expect(text).toContain('Do not sell or share my data');
    expect(text).toContain('no ID needed');
    expect(text).toContain('US$5');
  });

  it('shows that the browser’s opt-out signal is honoured, for exactly "1" (L-23)', async () => {
    expect(await at().page('/', { 'sec-gpc': '1' })).toContain('data-signal="honoured"');
    expect(await at().page('/', { 'sec-gpc': '0' })).not.toContain('data-signal');
    expect(await at().page('/')).not.toContain('data-signal');
  });
});

describe('the form', () => {
  it.each([
    ['japan', 'appi'],
    ['elsewhere', 'appi'],
    ['california', 'ccpa'],
  ] as const)(
    'offers one who lives in %s every right of %s, and inquiries',
    async (where, regime) => {
      const page = await at().page(`/request?residence=${where}`);
      const offered = [...page.matchAll(/name="rights"[^>]*value="([^"]+)"/g)].map(
        ([, one]) => one,
      );
      expect(offered.toSorted()).toEqual(rightsUnder(regime).toSorted());
      expect(offered.at(-1)).toBe('inquiry');
    },
  );
});

describe('the certificates', () => {
  it('are published with their fingerprints', async () => {
    const pem = await at().page('/.well-known/kaiji/certificates.pem');
    expect(pem).toContain('-----BEGIN CERTIFICATE-----');
    expect(await at().page('/keys')).toMatch(/([0-9a-f]{4} ){15}[0-9a-f]{4}/);
  });

  it('of the past are published, too, with the day of their replacement, as page, PEM and JWK Set', async () => {
    const { ports } = at().rig.context;
    const dir = mkdtempSync(join(tmpdir(), 'past-'));
    const past = { dir, organisation: 'Earlier', email: 'a@example.com', clock: ports.clock };
    const [certificate = new Uint8Array()] = await (
      await createSigner({ ...past, algorithm: 'ES256' })
    ).certificates();
    rmSync(dir, { recursive: true });
    const signer = {
      ...ports.signer,
      pastCertificates: async () => [{ certificate, until: '2026-05-06T00:00:00.000Z' }],
    };
    const portal = portalApp({ ...at().rig.context, ports: { ...ports, signer } });
    const text = async (path: string) => (await portal.request(path)).text();
    for (const [language, day, kind] of [
      ['en', '6 May 2026', 'ECDSA P-256'],
      ['ja', '2026年5月6日', 'ECDSA P-256'],
    ]) {
      const page = await text(`/keys?lang=${language}`);
      expect(page.match(/([0-9a-f]{4} ){15}[0-9a-f]{4}/g)).toHaveLength(2);
      expect(page).toContain(day);
      expect(page).toContain(kind);
    }
    expect((await text('/.well-known/kaiji/certificates.pem')).match(/BEGIN CERT/g)).toHaveLength(
      2,
    );
    const { keys } = JSON.parse(await text('/.well-known/kaiji/jwks.json'));
    expect(keys.map(({ kty, alg }: Record<string, string>) => [kty, alg])).toEqual([
      ['RSA', 'RS256'],
      ['EC', 'ES256'],
    ]);
    const jwks = createLocalJWKSet({ keys });
    expect(await jwks({ alg: 'ES256' })).toMatchObject({ type: 'public' });
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });
});

describe('the form', () => {
  it('asks first where the person lives', async () => {
    const text = await at().page('/request');
    expect(text).toContain('href="/request?residence=california"');
    expect(text).not.toContain('<form');
  });

  it('offers the rights of that law only, opt-out first for Californians', async () => {
    const text = await at().page('/request?residence=california');
    expect(text).not.toContain('value="appi.');
    expect(text.indexOf('ccpa.opt-out')).toBeLessThan(text.indexOf('ccpa.know-specific'));
    const appi = await at().page('/request?residence=elsewhere');
    expect(appi).not.toContain('value="ccpa.');
    expect(appi).toContain('name="delivery"');
  });

  it('says what is wrong beside each field, and keeps what was entered', async () => {
    const form = at().entered({
      residence: 'california',
      rights: 'ccpa.limit',
      email: 'not-an-address',
    });
    const response = await at().rig.post('/request', { ...form, name: '' });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('<a href="#email">');
    expect(text).toContain('<a href="#name">');
    expect(text).toContain('value="not-an-address"');
    expect(text).toMatch(/value="ccpa.limit" checked/);
    expect(text).toContain(`name="nonce" value="${form.nonce}"`);
  });

  it('refuses a period that ends before it begins or lies in the future (L-15)', async () => {
    const dates = { period: 'range', from: '2025-05-01', to: '2025-04-01' };
    const response = await at().rig.post('/request', at().entered({ ...know, ...dates }));
    expect(await response.text()).toContain('href="#from"');
    const future = { period: 'range', from: '2025-05-01', to: '2999-04-01' };
    expect((await at().rig.post('/request', at().entered({ ...know, ...future }))).status).toBe(
      422,
    );
    const { caseId } = await at().ask({
      ...know,
      period: 'range',
      from: '2025-01-01',
      to: '2025-04-01',
    });
    const state = await at().rig.context.cases.read(caseId);
    expect(state.period).toEqual({ from: '2025-01-01', to: '2025-04-01' });
  });

  it('makes one case of a form that is sent twice', async () => {
    const { caseId, form } = await at().ask(optOut);
    expect(caseIn(await at().rig.post('/request', form))).toBe(caseId);
  });

  it('makes another case where the address was mistyped and the form is sent again', async () => {
    const { caseId, form } = await at().ask(optOut);
    const corrected = { ...form, email: 'corrected@example.com' };
    expect(caseIn(await at().rig.post('/request', corrected))).not.toBe(caseId);
  });

  it('says the same to everybody and never shows the private link (L-32)', async () => {
    const { caseId, link } = await at().ask(optOut);
    const known = await at().page(`/request/received?case=${caseId}`);
    const unknown = await at().page('/request/received?case=KJ-00000-00000');
    expect(known.replaceAll(caseId, '')).toBe(unknown.replaceAll('KJ-00000-00000', ''));
    expect(known).toContain('We have sent a mail to the address you gave.');
    expect(known).not.toContain(link);
  });

  it('takes nothing from a machine that fills in every field, and tells it nothing', async () => {
    const response = await at().rig.post(
      '/request',
      at().entered({ ...optOut, website: 'http://spam' }),
    );
    expect(response.status).toBe(303);
    expect(await at().rig.context.cases.find(caseIn(response))).toBeNull();
  });

  it('refuses a post from another site, and one that is too large', async () => {
    const foreign = await at().rig.post('/request', at().entered(optOut), {
      'sec-fetch-site': 'cross-site',
    });
    expect(foreign.status).toBe(403);
    const large = await at().rig.post(
      '/request',
      at().entered({ ...optOut, message: 'x'.repeat(70_000) }),
    );
    expect(large.status).toBe(413);
  });

  it('does not take a right of the other law', async () => {
    const response = await at().rig.post(
      '/request',
      at().entered({ residence: 'japan', rights: ['ccpa.delete'] }),
    );
    expect(response.status).toBe(422);
  });
});

describe('a light request', () => {
  it('is carried out without identity or fee, and shown as done (L-06)', async () => {
    const { caseId, link } = await at().ask(optOut);
    await at().rig.until(caseId, (state) => state.closed !== null);
    const text = await at().page(link);
    expect(text).toContain('We have carried out what you asked for');
    expect(text).not.toContain('Identity');
    expect(text).not.toContain('Fee');
  });
});

describe('a lost link', () => {
  it('is mailed again only where number and address belong together; the answer is the same (L-32)', async () => {
    const { caseId, link, form } = await at().ask(disclosure);
    await at().rig.untilAsked(caseId, 'confirm-contact');
    const before = (await at().rig.mails(form.email)).length;
    const wrong = await at().rig.post('/lost-link', { caseId, email: 'other@example.com' });
    expect(await at().rig.mails(form.email)).toHaveLength(before);
    const right = await at().rig.post('/lost-link', {
      caseId: caseId.toLowerCase(),
      email: form.email.toUpperCase(),
    });
    expect(await right.text()).toBe(await wrong.text());
    const mails = await at().rig.mails(form.email);
    expect(mails).toHaveLength(before + 1);
    expect(mails.at(-1)?.text).toContain(link);
    expect(await at().rig.mails('other@example.com')).toHaveLength(0);
    await at().rig.post('/lost-link', { caseId, email: form.email });
    expect(await at().rig.mails(form.email)).toHaveLength(before + 1);
  });
});

describe('a path that nobody answers', () => {
  it('is a page in words, as guarded as the others', async () => {
    const app = new Hono().notFound(portalNotFound(at().rig.context));
    const response = await app.request('/nowhere', { headers: { 'accept-language': 'ja' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('ページが見つかりません');
  });
});

describe('a fault of ours', () => {
  it('shows a number and nothing of the inside', async () => {
    const ports = {
      ...at().rig.context.ports,
      signer: {
        ...at().rig.context.ports.signer,
        certificates: () => Promise.reject(new TypeError('the inside')),
      },
    };
    const response = await portalApp({ ...at().rig.context, ports }).request('/keys');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('inside');
    const { facts } = at().rig.logged.at(-1) ?? {};
    expect(facts).toMatchObject({ path: '/keys', error: 'TypeError' });
    expect(text).toContain(String(facts?.number));
  });
});
