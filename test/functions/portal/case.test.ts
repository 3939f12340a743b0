import { describe, expect, it } from 'vitest';
import { extend as extendCase } from '../../../core/case/extension.ts';
import { openFromMail } from '../../../core/case/opening.ts';
import { extend } from '../../../functions/acts/extend.ts';
import { caseIdFor } from '../../../functions/acts/open-request.ts';
import { act } from '../../../functions/desk.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { disclosure, emily, know, openPortal } from './requester.ts';

const at = openPortal();

describe('the case page', () => {
  it('is the same 404 for unknown, altered and outdated links', async () => {
    const { caseId, link } = await at().ask(disclosure);
    const altered = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    const unknown = link.replace(caseId, 'KJ-00000-00000');
    await act(at().rig.context, caseId, 'requester', () => [
      { type: 'link.reissued', data: { epoch: 7 } },
    ]);
    const pages: string[] = [];
    for (const path of [altered, unknown, link, `${link}/points`, '/p/x', `${altered}/withdraw`]) {
      const response = await at().rig.get(path, { 'accept-language': 'en' });
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      pages.push((await response.text()).replace(/href="[^"]*lang=ja"/, ''));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('is opened by the link letter by letter, not by what would decode to the same', async () => {
    const { link } = await at().ask(disclosure);
    const relaxed = [`${link}~x`, `${link}%0a`, link.replace('~', '~.'), `${link}%2f..`];
    for (const path of relaxed) expect((await at().rig.get(path)).status).toBe(404);
    expect((await at().rig.get(link)).status).toBe(200);
  });

  it('shows nothing personal to whoever holds the link', async () => {
    const { caseId, link, form } = await at().ask({ ...disclosure, phone: '090-1234-5678' });
    await at().rig.untilAsked(caseId, 'confirm-contact');
    for (const path of [link, `${link}/withdraw`]) {
      const text = await at().page(path);
      for (const secret of [form.name, form.email, '090-1234-5678'])
        expect(text).not.toContain(secret);
    }
  });

  it('confirms the address by a button, never by the link alone', async () => {
    const { caseId, link } = await at().ask(disclosure);
    await at().rig.untilAsked(caseId, 'confirm-contact');
    await at().rig.get(link);
    expect((await at().rig.get(`${link}/confirm`)).status).toBe(404);
    expect((await at().rig.context.cases.read(caseId)).contactConfirmed).toBe(false);
    const response = await at().rig.post(`${link}/confirm`);
    expect(response.headers.get('location')).toBe(link);
    expect((await at().rig.context.cases.read(caseId)).contactConfirmed).toBe(true);
    expect((await at().rig.post(`${link}/confirm`)).status).toBe(303);
  });

  it('says by when we expect to answer, and how that is counted (L-01, L-04)', async () => {
    const { caseId, link } = await at().ask(know);
    const { plan } = await at().rig.untilAsked(caseId, 'confirm-contact');
    const target = plan?.clocks.find(({ kind }) => kind === 'answer')?.target;
    const page = await at().page(link);
    expect(page).toContain(`we expect to answer by <time datetime="${target}">`);
    expect(page).toMatch(/45 days from \d+ \w+ \d{4}; every day counted\./);
    const japanese = await at().page(`${link}?lang=ja`);
    expect(japanese).toContain(`回答予定日 <time datetime="${target}">`);
    expect(japanese).toMatch(/から45日（すべての日を数えます）/);
  });

  it('says that and why the period was extended, with the new day (L-02)', async () => {
    const { caseId, link } = await at().ask(know);
    await at().rig.untilAsked(caseId, 'confirm-contact');
    await extend(at().rig.context, caseId, 'operator:test', 'verification');
    const { plan } = await at().rig.context.cases.read(caseId);
    const target = plan?.clocks.find(({ kind }) => kind === 'extended-answer')?.target;
    const page = await at().page(link);
    expect(page).toContain(`we expect to answer by <time datetime="${target}">`);
    expect(page).toContain('We have extended the period once, because making sure');
    expect(page).toContain('We extended the period for our answer.');
    expect(await at().page(`${link}?lang=ja`)).toContain('回答期限を1回延長しています。');
  });

  it('is told of an extension once, by the sweep where a crash kept the mail back (L-02)', async () => {
    const { rig } = at();
    const { caseId, form } = await at().ask(know);
    await rig.untilAsked(caseId, 'confirm-contact');
    const now = rig.clock.now().toISOString();
    await rig.context.cases.act(caseId, 'operator:test', (state) =>
      extendCase(state, 'systems', now),
    );
    const told = async () =>
      (await rig.mails(form.email)).filter(({ subject }) => subject.includes('more time'));
    expect(await told()).toEqual([]);
    await sweep(rig.context);
    await sweep(rig.context);
    expect(await told()).toHaveLength(1);
    expect((await rig.context.cases.read(caseId)).unfinishedSince).toBeNull();
  });

  it('speaks the language of the case unless another is chosen', async () => {
    const { link } = await at().ask(disclosure);
    expect(await at().page(link, { 'accept-language': 'en' })).toContain('<html lang="ja">');
    expect(await at().page(`${link}?lang=en`)).toContain('<html lang="en">');
  });

  it('lets the requester withdraw after one question', async () => {
    const { caseId, link } = await at().ask(disclosure);
    await at().rig.untilAsked(caseId, 'confirm-contact');
    expect(await at().page(`${link}/withdraw?lang=en`)).toContain('Withdraw the request?');
    await at().rig.post(`${link}/withdraw`);
    await at().rig.until(caseId, (state) => state.closed?.outcome === 'withdrawn');
    expect(await at().page(`${link}?lang=en`)).toContain('You withdrew this request');
    const again = await at().rig.post(`${link}/withdraw`);
    expect(again.headers.get('location')).toBe(`${link}?already`);
  });

  it('carries the headers that keep it private', async () => {
    const { link } = await at().ask(disclosure);
    const { headers } = await at().rig.get(link);
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
    const caseId = await caseIdFor(at().rig.context, 'mail', submission);
    const person = { name: 'Secret Name', email: 'mail@example.com' };
    await at().rig.context.cases.open(
      caseId,
      'mail',
      openFromMail('en', person, { subjectKeys: [], submission }),
    );
    await at().rig.context.ports.workflow.start(caseId, { caseId });
    await at().rig.untilAsked(caseId, 'complete-request');
    const link = await at().rig.link(caseId);
    expect(await at().page(link)).toContain(`${link}/complete`);
    const form = await at().page(`${link}/complete?residence=california`);
    expect(form).not.toContain('Secret Name');
    const wrong = await at().rig.post(`${link}/complete`, {
      residence: 'california',
      language: 'en',
    });
    expect(await wrong.text()).toContain('href="#rights"');
    const sent = await at().rig.post(`${link}/complete`, {
      ...{ residence: 'california', language: 'en', name: 'Emily Tanaka' },
      rights: ['ccpa.know-categories'],
    });
    expect(sent.headers.get('location')).toBe(link);
    const state = await at().rig.untilAsked(caseId, 'provide-points');
    expect(state).toMatchObject({ rights: ['ccpa.know-categories'], contactConfirmed: true });
    expect((await at().rig.get(`${link}/complete`)).headers.get('location')).toBe(
      `${link}?already`,
    );
  });
});

describe('the details to be recognised by', () => {
  it('must be as many as are compared, and need the declaration for specific pieces (L-10)', async () => {
    const { caseId, link } = await at().toPoints({ ...know, email: emily.email });
    const few = await (await at().rig.post(`${link}/points`, { name: 'Emily Tanaka' })).text();
    expect(few).toContain('at least 3');
    expect(few).toContain('href="#declare"');
    expect(few).toContain('value="Emily Tanaka"');
    const unsigned = { ...emily, declare: 'yes', signature: 'Somebody Else' };
    expect(await (await at().rig.post(`${link}/points`, unsigned)).text()).toContain(
      'href="#signature"',
    );
    await at().rig.post(`${link}/points`, { ...unsigned, signature: 'emily  tanaka' });
    const state = await at().rig.until(caseId, (now) => now.identity !== null);
    expect(state.declared).toBe(true);
    expect(state.identity?.outcome).toBe('verified');
  });

  it('ask for no declaration elsewhere', async () => {
    const { link } = await at().toPoints(disclosure);
    expect(await at().page(`${link}/points`)).not.toContain('name="declare"');
  });
});
