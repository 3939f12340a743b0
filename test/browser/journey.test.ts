import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFile } from '../../functions/answer/verify.ts';
import { portrait } from '../../platform/embedded/demo/portrait.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';
import { executablePath, launch } from './chromium.ts';
import { Guest } from './guest.ts';
import { looksRight } from './page-checks.ts';
import { forReadme } from './pictures.ts';

const HANAKO = 'hanako.yamada@example.jp';
const scan = { name: 'passport.png', mimeType: 'image/png', buffer: portrait(7) };

const PAGES = [
  ['home', '/'],
  ['residence', '/request'],
  ['request', '/request?residence=california'],
  ['received', '/request/received?case=KJ-7F3K2-9QXM4'],
  ['lost-link', '/lost-link'],
  ['keys', '/keys'],
  ['check', '/check'],
  ['not-found', '/p/nobody-has-this-link'],
  ['ask-sign-in', '/console/sign-in'],
] as const;

let service: Service;
let browser: Browser;
let hanako: Guest;
let officer: Guest;
let link = '';
let caseId = '';

const ja = (name: string, more: { keep?: boolean; again?: boolean } = {}) =>
  looksRight(hanako, { name, language: 'ja', ...more });
const en = (name: string, more: { again?: boolean } = {}) =>
  looksRight(officer, { name, language: 'en', ...more });

/** The operator's page of the case, once it has this form. */
const opens = (act: string) =>
  officer.waitsFor(`/console/cases/${caseId}`, `form[action$="/${act}"]`);

describe.skipIf(executablePath === null)('in a browser', () => {
  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), launch()]);
    const { baseUrl } = service;
    hanako = await Guest.arrives(browser, { baseUrl, locale: 'ja-JP', width: 375, height: 800 });
    officer = await Guest.arrives(browser, { baseUrl, locale: 'en-US', width: 1280, height: 800 });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.end();
  });

  describe('a disclosure by keyboard alone', () => {
    it('is asked for in Japanese, on a phone', { timeout: 60_000 }, async () => {
      await hanako.page.goto('/');
      await ja('home');
      await hanako.enters('a.button[href="/request"]');
      await ja('residence');
      await hanako.enters('a[href*="residence=japan"]');
      await ja('request');
      await hanako.ticks('input[value="appi.disclose"]');
      await hanako.types('#name', '山田 花子');
      await hanako.types('#email', HANAKO);
      await hanako.enters('main form button');
      await ja('received');
      const mail = await new Mailbox(service.baseUrl, HANAKO).waitFor('KJ-');
      link = linkIn(mail);
      [caseId = ''] = /KJ-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail.subject) ?? [];
    });

    it('asks for an address, a few details and a document', { timeout: 60_000 }, async () => {
      await hanako.waitsFor(link, 'form[action$="/confirm"]');
      await ja('case-confirm');
      await hanako.enters('form[action$="/confirm"] button');
      await hanako.waitsFor(link, 'a[href$="/points"]');
      await ja('case-points', { again: true });
      await hanako.enters('a[href$="/points"]');
      await ja('points');
      await hanako.types('#name', '山田 花子');
      await hanako.types('#phone', '090-0000-1201');
      await hanako.enters('main form button');
      await hanako.waitsFor(link, 'a[href$="/evidence"]');
      await ja('case-evidence', { again: true });
      await hanako.enters('a[href$="/evidence"]');
      await ja('evidence-kind');
      await hanako.ticks('input[value="passport"]');
      await hanako.enters('main form button');
      await ja('evidence-upload', { again: true });
      await hanako.page.setInputFiles('#file', scan);
      await hanako.page.locator('#mask:not([hidden])').waitFor();
      await ja('evidence-mask', { keep: true });
      await hanako.enters('form.upload .actions button');
      await ja('evidence-sent');
      await hanako.page.goto(link);
      await ja('case-evidence-wait', { again: true });
    });

    it('is judged by an operator in the console', { timeout: 60_000 }, async () => {
      await officer.page.goto(service.firstSignIn ?? '');
      await en('console-sign-in');
      await officer.enters('main form button');
      await en('console-queue');
      await officer.page.keyboard.press('j');
      await officer.enters('a.case');
      expect(officer.page.url()).toContain(caseId);
      await opens('judge');
      await en('console-judge');
      await officer.ticks('input[value="accepted"]');
      await officer.enters('form[action$="/judge"] .actions button');
      await en('console-judged', { again: true });
    });

    it('is paid for', { timeout: 60_000 }, async () => {
      await hanako.waitsFor(link, 'form[action$="/pay"]');
      await ja('case-pay');
      await forReadme(hanako, { name: 'portal-ja', width: 375 });
      await forReadme(hanako, { name: 'portal', width: 900, language: 'en' });
      await hanako.page.goto(link);
      await hanako.enters('form[action$="/pay"] button');
      await ja('checkout');
      await hanako.enters('button.pay');
      expect(hanako.page.url()).toMatch(/\?paid$/);
      await ja('case-paid', { again: true });
    });

    it('is decided on, with what was found before one’s eyes', { timeout: 60_000 }, async () => {
      await opens('decide');
      await en('console-decide');
      await forReadme(officer, { name: 'console', width: 1280 });
      await officer.enters('#decide a[href*="/found/career"]');
      await en('console-found');
      await opens('decide');
      await officer.enters('form[action$="/decide"] .actions button:not(.second)');
      await en('console-decided', { again: true });
      await officer.page.goto('/console/stores');
      await en('console-stores');
    });

    it('is answered, behind a code', { timeout: 60_000 }, async () => {
      await hanako.waitsFor(link, 'a[href$="/answer"]');
      await ja('case-answer', { again: true });
      await hanako.enters('a[href$="/answer"]');
      await ja('answer');
      await hanako.enters('form[action$="/answer/code"] button');
      await ja('answer-code');
      const { text } = await new Mailbox(service.baseUrl, HANAKO).waitFor(/\b\d{6}\b/);
      await hanako.types('#code', /\b\d{6}\b/.exec(text)?.[0] ?? '');
      await hanako.enters('form[action$="/answer/enter"] button');
      await ja('answer-ready');
      await hanako.tabsTo('a[href$="/answer/package"]');
      const [download] = await Promise.all([
        hanako.page.waitForEvent('download'),
        hanako.page.keyboard.press('Enter'),
      ]);
      expect(await verifyFile(await download.path())).toMatchObject({ genuine: true });
      await service.closed(caseId);
      await hanako.page.goto(link);
      await ja('case-closed');
      await officer.page.goto(`/console/cases/${caseId}`);
      await en('console-closed', { again: true });
    });
  });

  describe('the portal', () => {
    it('shows its open pages in English to everyone, however they look', {
      timeout: 60_000,
    }, async () => {
      const { baseUrl } = service;
      const guest = await Guest.arrives(browser, {
        baseUrl,
        locale: 'en-US',
        width: 1280,
        height: 800,
      });
      for (const [name, address] of PAGES) {
        await guest.page.goto(address);
        await looksRight(guest, { name, language: 'en' });
      }
      await guest.leaves();
    });

    it('says what is wrong, first and with the focus on it', { timeout: 30_000 }, async () => {
      const { baseUrl } = service;
      const guest = await Guest.arrives(browser, {
        baseUrl,
        locale: 'ja-JP',
        width: 375,
        height: 800,
      });
      await guest.page.goto('/request?residence=japan');
      await guest.enters('main form button');
      expect(await guest.page.locator('section.errors:focus').count()).toBe(1);
      await looksRight(guest, { name: 'request-wrong', language: 'ja' });
      await guest.leaves();
    });

    it('needs no script: from the form to the document', { timeout: 60_000 }, async () => {
      const { baseUrl } = service;
      const options = { baseUrl, locale: 'ja-JP', width: 375, height: 800 } as const;
      const guest = await Guest.arrives(browser, { ...options, javaScript: false });
      const { page } = guest;
      const mio = new Requester(doorsOf(service), 'mio.watanabe@example.jp', 'ja');
      await page.goto('/request?residence=japan');
      await page.check('input[value="appi.disclose"]');
      await page.fill('#name', '渡邉 澪');
      await page.fill('#email', mio.email);
      await page.click('main form button');
      await mio.takesLinkFrom('KJ-');
      await guest.waitsFor(mio.link, 'form[action$="/confirm"]');
      await page.click('form[action$="/confirm"] button');
      await guest.waitsFor(mio.link, 'a[href$="/points"]');
      await page.click('a[href$="/points"]');
      await page.fill('#name', '渡邉 澪');
      await page.fill('#dateOfBirth', '2001-12-05');
      await page.click('main form button');
      await guest.waitsFor(mio.link, 'a[href$="/evidence"]');
      await page.click('a[href$="/evidence"]');
      await page.check('input[value="student-id"]');
      await page.click('main form button');
      const buffer = portrait(3);
      await page.setInputFiles('#file', { name: 'id.png', mimeType: 'image/png', buffer });
      await page.click('form.upload .actions button');
      expect(await page.locator('h1').textContent()).toBe('書類を受け取りました');
      expect(guest.complaints).toEqual([]);
      expect(guest.strangers).toEqual([]);
      await guest.leaves();
    });
  });
});
