/** The page of a package, opened from the disk as the person does who has unpacked it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPage } from '../../functions/answer/index-page.ts';
import { portrait } from '../../platform/embedded/demo/portrait.ts';
import { HOSTILE, pageWith } from '../functions/answer/example-page.ts';
import { executablePath, launch } from './chromium.ts';

const ROWS = [
  { email: 'hanako@example.jp', photo: { file: 'photo.png' }, resume: '職務経歴。'.repeat(300) },
  ...HOSTILE.map((text) => ({ [text]: text, note: text })),
  ...Array.from({ length: 1500 }, (_, id) => ({ id, seen: '2025-01-02', path: `/jobs/${id}` })),
];

let browser: Browser;
let directory: string;
let address: string;

describe.skipIf(executablePath === null)('the page of a package, opened from the disk', () => {
  beforeAll(async () => {
    browser = await launch();
    directory = await mkdtemp(join(tmpdir(), 'kaiji-page-'));
    await mkdir(join(directory, 'data/crm/files'), { recursive: true });
    await writeFile(join(directory, 'data/crm/files/photo.png'), portrait(7));
    await writeFile(join(directory, 'index.html'), indexPage(pageWith(ROWS, 9000)));
    address = pathToFileURL(join(directory, 'index.html')).href;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function opened(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', async (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url());
    });
    await page.goto(address);
    return { page, complaints, close: () => context.close() };
  }
  const records = (page: Page) => page.locator('.record').count();

  it('shows ten records of thousands at a time, pictures too, and finds words in all of them', async () => {
    const { page, complaints, close } = await opened();
    expect(await records(page)).toBe(10);
    expect(
      await page.evaluate("document.querySelector('.files img').naturalWidth"),
    ).toBeGreaterThan(0);
    await page.locator('.more button').click();
    expect(await records(page)).toBe(20);
    expect(await page.evaluate("document.activeElement.querySelector('h5').textContent")).toContain(
      '11',
    );
    await page.fill('#words', 'ｊｏｂｓ／１４９９');
    await page.locator('#found', { hasText: '1 record found' }).waitFor();
    expect(await page.locator('.record h5 [lang=en]').textContent()).toBe('Record 1514');
    await page.fill('#words', 'nothing like this');
    await page.locator('#found', { hasText: '0 records found' }).waitFor();
    expect(await page.locator('.collection').isVisible()).toBe(false);
    await page.locator('button[type=reset]').click();
    await page.locator('.record').nth(9).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows by kind of information only what is of that kind', async () => {
    const { page, close } = await opened();
    await page.locator('.kinds button').click();
    expect(await page.locator('.record dt bdi').allTextContents()).toEqual(['email']);
    await close();
  });

  it('switches language, options and all', async () => {
    const { page, close } = await opened();
    expect(await page.locator('h1').innerText()).toBe('Your personal information');
    await page.locator('label[for=ja]').click();
    expect(await page.locator('h1').innerText()).toBe('お客様の個人情報');
    expect(await page.evaluate('document.documentElement.lang')).toBe('ja');
    expect(await page.locator('#kind option').allTextContents()).toEqual([
      'すべて',
      'メールアドレス',
    ]);
    await close();
  });

  it('does nothing that a value wants', async () => {
    const { page, complaints, close } = await opened();
    await page.locator('.more button').click();
    expect(await page.locator('.record script, .record iframe, .record [onerror]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows first records, pictures and links where scripts do not run', async () => {
    const { page, close } = await opened({ javaScriptEnabled: false });
    expect(await records(page)).toBe(10);
    expect(await page.locator('#search').isVisible()).toBe(false);
    expect(await page.locator('.more').innerText()).toContain('The first 10 of 9,000 records');
    await page.locator('label[for=ja]').click();
    expect(await page.locator('h1').innerText()).toBe('お客様の個人情報');
    await close();
  });

  it('prints every record that is found, unfolded', async () => {
    const { page, close } = await opened();
    await page.fill('#words', '職務経歴');
    await page.locator('#found', { hasText: '1 record found' }).waitFor();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.long .text').isVisible()).toBe(true);
    await page.fill('#words', 'jobs');
    await page.locator('#found', { hasText: '1500 records' }).waitFor();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await records(page)).toBe(1500);
    await close();
  });

  it.each([
    [320, 'light'],
    [1280, 'dark'],
  ] as const)('fits %i px and shuts nobody out (%s)', async (width, colorScheme) => {
    const { page, close } = await opened({ viewport: { width, height: 800 }, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`,
    );
    expect(found).toEqual([]);
    await close();
  });
});
