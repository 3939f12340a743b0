import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { openFromMail } from '../../../core/case/opening.ts';
import type { CaseId } from '../../../core/ids.ts';
import { caseIdFor } from '../../../functions/acts/open-request.ts';
import { act } from '../../../functions/desk.ts';
import { portalApp } from '../../../functions/portal/app.ts';
import { caseIn, PortalRig } from '../../support/portal-rig.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let directory: string;
let rig: PortalRig;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kaiji-portal-'));
  rig = await PortalRig.open(directory, {
    evenTime: 0,
    limits: { requests: 1000, posts: 1000 },
  });
});
afterAll(async () => {
  await rig.close();
  rmSync(directory, { recursive: true, force: true });
});

let count = 0;
/** What a person enters; each time another person unless said otherwise. */
const entered = (more: Record<string, string | readonly string[]>) => {
  count += 1;
  return {
    language: 'en',
    name: 'Secret Name',
    email: `person${count}@example.com`,
    nonce: `nonce-of-the-form-${String(count).padStart(4, '0')}`,
    ...more,
  };
};

async function ask(more: Record<string, string | readonly string[]>) {
  const form = entered(more);
  const response = await rig.post('/request', form);
  expect(response.status).toBe(303);
  const caseId = caseIn(response);
  return { caseId, form, link: await rig.link(caseId) };
}

const disclosure = { residence: 'japan', rights: ['appi.disclose'], language: 'ja' };
const optOut = { residence: 'california', rights: ['ccpa.opt-out'] };
const know = { residence: 'california', rights: ['ccpa.know-specific'], period: 'all' };

const page = async (path: string, headers: Record<string, string> = {}) =>
  (await rig.get(path, headers)).text();

describe('the start page', () => {
  it('speaks the language that the browser asks for, and the other on request', async () => {
    expect(await page('/', { 'accept-language': 'ja' })).toContain('<html lang="ja">');
    expect(await page('/?lang=en', { 'accept-language': 'ja' })).toContain('<html lang="en">');
  });

  it('names every right, and says which need no ID', async () => {
    const text = await page('/');
    expect(text).toContain('Do not sell or share my data');
    expect(text).toContain('no ID needed');
    expect(text).toContain('US$5');
  });

  it('shows that the browser’s opt-out signal is honoured, for exactly "1" (L-23)', async () => {
    expect(await page('/', { 'sec-gpc': '1' })).toContain('data-signal="honoured"');
    expect(await page('/', { 'sec-gpc': '0' })).not.toContain('data-signal');
    expect(await page('/')).not.toContain('data-signal');
  });
});

describe('the certificates', () => {
  it('are published with their fingerprints', async () => {
    const pem = await page('/.well-known/kaiji/certificates.pem');
    expect(pem).toContain('-----BEGIN CERTIFICATE-----');
    expect(await page('/keys')).toMatch(/([0-9a-f]{4} ){15}[0-9a-f]{4}/);
  });
});

describe('the form', () => {
  it('asks first where the person lives', async () => {
    const text = await page('/request');
    expect(text).toContain('href="/request?residence=california"');
    expect(text).not.toContain('<form');
  });

  it('offers the rights of that law only, opt-out first for Californians', async () => {
    const text = await page('/request?residence=california');
    expect(text).not.toContain('value="appi.');
    expect(text.indexOf('ccpa.opt-out')).toBeLessThan(text.indexOf('ccpa.know-specific'));
    const appi = await page('/request?residence=elsewhere');
    expect(appi).not.toContain('value="ccpa.');
    expect(appi).toContain('name="delivery"');
  });

  it('says what is wrong beside each field, and keeps what was entered', async () => {
    const form = entered({
      residence: 'california',
      rights: 'ccpa.limit',
      email: 'not-an-address',
    });
    const response = await rig.post('/request', { ...form, name: '' });
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
    const response = await rig.post('/request', entered({ ...know, ...dates }));
    expect(await response.text()).toContain('href="#from"');
    const future = { period: 'range', from: '2025-05-01', to: '2999-04-01' };
    expect((await rig.post('/request', entered({ ...know, ...future }))).status).toBe(422);
    const { caseId } = await ask({
      ...know,
      period: 'range',
      from: '2025-01-01',
      to: '2025-04-01',
    });
    const state = await rig.context.cases.read(caseId);
    expect(state.period).toEqual({ from: '2025-01-01', to: '2025-04-01' });
  });

  it('makes one case of a form that is sent twice', async () => {
    const { caseId, form } = await ask(optOut);
    expect(caseIn(await rig.post('/request', form))).toBe(caseId);
  });

  it('says the same to everybody and never shows the private link (L-32)', async () => {
    const { caseId, link } = await ask(optOut);
    const known = await page(`/request/received?case=${caseId}`);
    const unknown = await page('/request/received?case=KJ-00000-00000');
    expect(known.replaceAll(caseId, '')).toBe(unknown.replaceAll('KJ-00000-00000', ''));
    expect(known).toContain('We have sent a mail to the address you gave.');
    expect(known).not.toContain(link);
  });

  it('takes nothing from a machine that fills in every field, and tells it nothing', async () => {
    const response = await rig.post('/request', entered({ ...optOut, website: 'http://spam' }));
    expect(response.status).toBe(303);
    expect(await rig.context.cases.find(caseIn(response))).toBeNull();
  });

  it('refuses a post from another site, and one that is too large', async () => {
    const foreign = await rig.post('/request', entered(optOut), {
      'sec-fetch-site': 'cross-site',
    });
    expect(foreign.status).toBe(403);
    const large = await rig.post('/request', entered({ ...optOut, message: 'x'.repeat(70_000) }));
    expect(large.status).toBe(413);
  });

  it('does not take a right of the other law', async () => {
    const response = await rig.post(
      '/request',
      entered({ residence: 'japan', rights: ['ccpa.delete'] }),
    );
    expect(response.status).toBe(422);
  });
});

describe('a light request', () => {
  it('is carried out without identity or fee, and shown as done (L-06)', async () => {
    const { caseId, link } = await ask(optOut);
    await rig.until(caseId, (state) => state.closed !== null);
    const text = await page(link);
    expect(text).toContain('We have carried out what you asked for');
    expect(text).not.toContain('Identity');
    expect(text).not.toContain('Fee');
  });
});

describe('the case page', () => {
  it('is the same 404 for unknown, altered and outdated links', async () => {
    const { caseId, link } = await ask(disclosure);
    const altered = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    const unknown = link.replace(caseId, 'KJ-00000-00000');
    await act(rig.context, caseId, 'requester', () => [
      { type: 'link.reissued', data: { epoch: 7 } },
    ]);
    const pages: string[] = [];
    for (const path of [altered, unknown, link, `${link}/points`, '/p/x', `${altered}/withdraw`]) {
      const response = await rig.get(path, { 'accept-language': 'en' });
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      pages.push((await response.text()).replace(/href="[^"]*lang=ja"/, ''));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('shows nothing personal to whoever holds the link', async () => {
    const { caseId, link, form } = await ask({ ...disclosure, phone: '090-1234-5678' });
    await rig.untilAsked(caseId, 'confirm-contact');
    for (const path of [link, `${link}/withdraw`]) {
      const text = await page(path);
      for (const secret of [form.name, form.email, '090-1234-5678'])
        expect(text).not.toContain(secret);
    }
  });

  it('confirms the address by a button, never by the link alone', async () => {
    const { caseId, link } = await ask(disclosure);
    await rig.untilAsked(caseId, 'confirm-contact');
    await rig.get(link);
    expect((await rig.get(`${link}/confirm`)).status).toBe(404);
    expect((await rig.context.cases.read(caseId)).contactConfirmed).toBe(false);
    const response = await rig.post(`${link}/confirm`);
    expect(response.headers.get('location')).toBe(link);
    expect((await rig.context.cases.read(caseId)).contactConfirmed).toBe(true);
    expect((await rig.post(`${link}/confirm`)).status).toBe(303);
  });

  it('speaks the language of the case unless another is chosen', async () => {
    const { link } = await ask(disclosure);
    expect(await page(link, { 'accept-language': 'en' })).toContain('<html lang="ja">');
    expect(await page(`${link}?lang=en`)).toContain('<html lang="en">');
  });

  it('lets the requester withdraw after one question', async () => {
    const { caseId, link } = await ask(disclosure);
    await rig.untilAsked(caseId, 'confirm-contact');
    expect(await page(`${link}/withdraw?lang=en`)).toContain('Withdraw the request?');
    await rig.post(`${link}/withdraw`);
    await rig.until(caseId, (state) => state.closed?.outcome === 'withdrawn');
    expect(await page(`${link}?lang=en`)).toContain('You withdrew this request');
    const again = await rig.post(`${link}/withdraw`);
    expect(again.headers.get('location')).toBe(`${link}?already`);
  });

  it('carries the headers that keep it private', async () => {
    const { link } = await ask(disclosure);
    const { headers } = await rig.get(link);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain(
      "form-action 'self' https://checkout.stripe.com",
    );
  });
});

describe('an e-mail to be completed', () => {
  it('is asked the same questions, and the name anew (L-31)', async () => {
    const submission = 'mail-1@example.com';
    const caseId = await caseIdFor(rig.context, 'mail', submission);
    const person = { name: 'Secret Name', email: 'mail@example.com' };
    await rig.context.cases.open(
      caseId,
      'mail',
      openFromMail('en', person, { subjectKeys: [], submission }),
    );
    await rig.context.ports.workflow.start(caseId, { caseId });
    await rig.untilAsked(caseId, 'complete-request');
    const link = await rig.link(caseId);
    expect(await page(link)).toContain(`${link}/complete`);
    const form = await page(`${link}/complete?residence=california`);
    expect(form).not.toContain('Secret Name');
    const wrong = await rig.post(`${link}/complete`, { residence: 'california', language: 'en' });
    expect(await wrong.text()).toContain('href="#rights"');
    const sent = await rig.post(`${link}/complete`, {
      ...{ residence: 'california', language: 'en', name: 'Emily Tanaka' },
      rights: ['ccpa.know-categories'],
    });
    expect(sent.headers.get('location')).toBe(link);
    const state = await rig.untilAsked(caseId, 'provide-points');
    expect(state).toMatchObject({ rights: ['ccpa.know-categories'], contactConfirmed: true });
    expect((await rig.get(`${link}/complete`)).headers.get('location')).toBe(`${link}?already`);
  });
});

async function toPoints(request: Record<string, string | readonly string[]>) {
  const asked = await ask(request);
  await rig.untilAsked(asked.caseId, 'confirm-contact');
  await rig.post(`${asked.link}/confirm`);
  await rig.untilAsked(asked.caseId, 'provide-points');
  return asked;
}

const emily = {
  name: 'Emily Tanaka',
  email: 'emily.tanaka@example.com',
  phone: '415-555-0142',
  dateOfBirth: '1994-09-30',
};

describe('the details to be recognised by', () => {
  it('must be as many as are compared, and need the declaration for specific pieces (L-10)', async () => {
    const { caseId, link } = await toPoints({ ...know, email: emily.email });
    const few = await (await rig.post(`${link}/points`, { name: 'Emily Tanaka' })).text();
    expect(few).toContain('at least 3');
    expect(few).toContain('href="#declare"');
    expect(few).toContain('value="Emily Tanaka"');
    const unsigned = { ...emily, declare: 'yes', signature: 'Somebody Else' };
    expect(await (await rig.post(`${link}/points`, unsigned)).text()).toContain(
      'href="#signature"',
    );
    await rig.post(`${link}/points`, { ...unsigned, signature: 'emily  tanaka' });
    const state = await rig.until(caseId, (now) => now.identity !== null);
    expect(state.declared).toBe(true);
    expect(state.identity?.outcome).toBe('verified');
  });

  it('ask for no declaration elsewhere', async () => {
    const { link } = await toPoints(disclosure);
    expect(await page(`${link}/points`)).not.toContain('name="declare"');
  });
});

async function toEvidence() {
  const asked = await toPoints({ ...disclosure, email: emily.email });
  await rig.post(`${asked.link}/points`, emily);
  await rig.untilAsked(asked.caseId, 'upload-evidence');
  return asked;
}

async function sendDocument(link: string, file: File): Promise<string> {
  const form = await page(`${link}/evidence?kind=passport`);
  const response = await rig.upload(form, file);
  return response.headers.get('location') ?? (await response.text());
}

const picture = () => new File([PNG], 'passport.png', { type: 'image/png' });

describe('a document', () => {
  it('of a My Number card is asked for its front only (L-11)', async () => {
    const { link } = await toEvidence();
    expect(await page(`${link}/evidence?kind=my-number-card&lang=en`)).toContain('Only the front');
  });

  it('is received, judged, asked for again with the reason in words, then accepted', async () => {
    const { caseId, link } = await toEvidence();
    const back = await sendDocument(link, picture());
    expect(await page(`${back}&lang=en`)).toContain('Your document has arrived');
    await rig.judge(caseId, 'better', 'unreadable');
    await rig.untilAsked(caseId, 'upload-evidence');
    expect(await page(`${link}?lang=en`)).toContain('too blurred');
    await sendDocument(link, picture());
    await rig.judge(caseId, 'accepted');
    await rig.untilAsked(caseId, 'pay-fee');
  });

  it('that is none is turned away in words', async () => {
    const { link } = await toEvidence();
    const text = await sendDocument(link, new File(['MZ not a picture'], 'a.png'));
    expect(text).toContain('JPEG or PNG picture, or a PDF');
    const since = new Date(rig.clock.now().getTime() - 1000).toISOString();
    expect(await page(`${link}/evidence/sent?since=${since}&lang=en`)).toContain(
      'Has the file arrived?',
    );
  });
});

async function toAnswer() {
  const asked = await toPoints({ ...know, rights: ['ccpa.know-categories'], email: emily.email });
  const { caseId, link } = asked;
  await rig.post(`${link}/points`, emily);
  await rig.untilAsked(caseId, 'decide');
  await act(rig.context, caseId, 'operator:test', (now) =>
    decide(now, [{ right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] }]),
  );
  await rig.untilAsked(caseId, 'fetch-answer');
  return asked;
}

async function codeFor(caseId: CaseId): Promise<string> {
  const to = (await rig.context.cases.read(caseId)).requester?.email ?? '';
  const mail = (await rig.mails(to)).findLast(
    ({ subject, text }) => subject.includes(caseId) && /Your code is/.test(text),
  );
  return /\b\d{6}\b/.exec(mail?.text.replace(caseId, '') ?? '')?.[0] ?? '';
}

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0];

describe('the answer', () => {
  it('opens by a code from the mail, downloads in parts, and is logged (L-12, L-30)', async () => {
    const { caseId, link } = await toAnswer();
    expect((await rig.get(`${link}/answer/package`)).status).toBe(303);
    const sent = await rig.post(`${link}/answer/code`);
    expect(sent.headers.get('location')).toBe(`${link}/answer/code`);
    const wrong = await rig.post(`${link}/answer/enter`, { code: '000 00' });
    expect(wrong.status).toBe(422);
    const entered = await rig.post(`${link}/answer/enter`, { code: await codeFor(caseId) });
    expect(entered.headers.get('set-cookie')).toMatch(
      new RegExp(`Path=${link}; HttpOnly; SameSite=Strict`),
    );
    const cookie = cookieOf(entered) ?? '';
    expect(await page(`${link}/answer`, { cookie })).toContain(`${link}/answer/package`);

    const head = await rig.get(`${link}/answer/package`, { cookie, range: 'bytes=0-9' });
    expect(head.status).toBe(206);
    expect(head.headers.get('content-range')).toMatch(/^bytes 0-9\/\d+$/);
    expect(
      Buffer.from(await head.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await rig.context.cases.read(caseId)).closed).toBeNull();

    const whole = await rig.get(`${link}/answer/package`, { cookie });
    const bytes = await whole.arrayBuffer();
    expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="${caseId}.zip"`);
    expect(String(bytes.byteLength)).toBe(whole.headers.get('content-length'));
    const state = await rig.until(caseId, (now) => now.closed !== null);
    expect(state.downloads.map(({ complete }) => complete)).toEqual([false, true]);
    expect(await page(`${link}?lang=en`)).toContain('Your request is answered');
  });

  it('asks for a new link after 7 days; the old one opens nothing any more', async () => {
    const { caseId, link } = await toAnswer();
    rig.clock.walk(24 * 7 + 1);
    expect(await page(`${link}/answer`)).toContain('This link has expired');
    expect(await (await rig.post(`${link}/answer/renew`)).text()).toContain('on its way');
    expect((await rig.get(link)).status).toBe(404);
    expect((await rig.get(await rig.link(caseId))).status).toBe(200);
  });

  it('says when no more codes are sent', async () => {
    const { link } = await toAnswer();
    for (let sent = 1; sent <= 5; sent += 1) await rig.post(`${link}/answer/code`);
    expect((await rig.post(`${link}/answer/code`)).status).toBe(429);
  });
});

describe('the fee', () => {
  it('is paid on Stripe’s page, and the way back carries no link (L-09)', async () => {
    const { caseId, link } = await toEvidence();
    await sendDocument(link, picture());
    await rig.judge(caseId, 'accepted');
    await rig.untilAsked(caseId, 'pay-fee');
    expect(await page(link)).toContain('5米ドル');
    const off = await rig.post(`${link}/pay`);
    const checkout = off.headers.get('location') ?? '';
    expect(await page(checkout)).not.toContain(link);
    const cookie = cookieOf(off) ?? '';
    expect(await page(`${link}?paid&lang=en`)).toContain('Your payment is being confirmed');
    const back = await rig.get('/paid', { cookie });
    expect(back.headers.get('location')).toBe(`${link}?paid`);
    expect((await rig.get('/paid?not', { cookie })).headers.get('location')).toBe(link);
    expect((await rig.get('/paid')).status).toBe(200);
    await rig.post(checkout, { act: 'pay' });
    await rig.untilAsked(caseId, 'decide');
    expect(await page(`${link}?paid&lang=en`)).toContain('reviews what was found');
  });
});

describe('a lost link', () => {
  it('is mailed again only where number and address belong together; the answer is the same (L-32)', async () => {
    const { caseId, link, form } = await ask(disclosure);
    await rig.untilAsked(caseId, 'confirm-contact');
    const before = (await rig.mails(form.email)).length;
    const wrong = await rig.post('/lost-link', { caseId, email: 'other@example.com' });
    const right = await rig.post('/lost-link', {
      caseId: caseId.toLowerCase(),
      email: form.email.toUpperCase(),
    });
    expect(await right.text()).toBe(await wrong.text());
    const mails = await rig.mails(form.email);
    expect(mails).toHaveLength(before + 1);
    expect(mails.at(-1)?.text).toContain(link);
    expect(await rig.mails('other@example.com')).toHaveLength(0);
    await rig.post('/lost-link', { caseId, email: form.email });
    expect(await rig.mails(form.email)).toHaveLength(before + 1);
  });
});

describe('a fault of ours', () => {
  it('shows a number and nothing of the inside', async () => {
    const ports = {
      ...rig.context.ports,
      signer: {
        ...rig.context.ports.signer,
        certificates: () => Promise.reject(new TypeError('the inside')),
      },
    };
    const response = await portalApp({ ...rig.context, ports }).request('/keys');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('inside');
    const { facts } = rig.logged.at(-1) ?? {};
    expect(facts).toMatchObject({ error: 'TypeError' });
    expect(text).toContain(String(facts?.number));
  });
});
