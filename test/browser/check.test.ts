import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterFor } from '../../core/letter/content.ts';
import { signFile } from '../../functions/answer/file-signatures.ts';
import { signedLetterPdf } from '../../functions/answer/letter-pdf.ts';
import { createSigner } from '../../platform/embedded/signer.ts';
import type { Signer } from '../../platform/ports.ts';
import { disclosure } from '../core/letter/examples.ts';
import { smallPackage } from '../functions/proof/small-package.ts';
import { PortalRig } from '../support/portal-rig.ts';
import { executablePath, launch } from './chromium.ts';
import { Guest } from './guest.ts';
import { looksRight } from './page-checks.ts';

type Dropped = { name: string; mimeType: string; buffer: Buffer };
const file = (name: string, bytes: Uint8Array | string): Dropped => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

describe.skipIf(executablePath === null)('a file, checked on the page in a browser', () => {
  const dir = mkdtempSync(join(tmpdir(), 'check-'));
  const issuedAt = new Date().toISOString();
  let rig: PortalRig;
  let browser: Browser;
  let guest: Guest;
  let signer: Signer;

  beforeAll(async () => {
    [rig, browser] = await Promise.all([PortalRig.open(join(dir, 'rig')), launch()]);
    const { baseUrl } = rig;
    guest = await Guest.arrives(browser, { baseUrl, locale: 'ja-JP', width: 375, height: 800 });
    signer = rig.context.ports.signer;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rig?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** What the page says of the files, without a network, and without having asked for one. */
  async function shown(files: readonly Dropped[], language = 'ja') {
    const { page } = guest;
    await page.goto(`/check?lang=${language}`, { waitUntil: 'networkidle' });
    const asked: string[] = [];
    const listen = (request: { url(): string }) => asked.push(request.url());
    page.on('request', listen);
    await page.context().setOffline(true);
    await page.setInputFiles('#dropped', [...files]);
    const card = page.locator('#file [data-outcome]');
    await card.waitFor();
    await page.context().setOffline(false);
    page.off('request', listen);
    expect(asked).toEqual([]);
    return { outcome: await card.getAttribute('data-outcome'), text: await card.innerText() };
  }

  it('is genuine, altered or not from us, as package, letter and receipt', {
    timeout: 60_000,
  }, async () => {
    const made = await smallPackage({ signer, issuedAt });
    const genuine = await shown([file('package.zip', made)]);
    expect(genuine).toMatchObject({
      outcome: 'genuine',
      text: expect.stringContaining('本物です'),
    });
    expect(genuine.text).toContain('確認していないこと');
    await looksRight(guest, { name: 'check-genuine', language: 'ja', keep: true });

    const changed = Buffer.from(made);
    changed[made.indexOf('%PDF-1.7')] = 0x20;
    const altered = await shown([file('package.zip', changed)], 'en');
    expect(altered.outcome).toBe('altered');
    expect(altered.text).toContain('letter.pdf: it has been changed');
    await looksRight(guest, { name: 'check-altered', language: 'en', keep: true });

    const other = await createSigner({
      ...{ dir: join(dir, 'other'), organisation: 'Somebody else', email: 'a@example.com' },
      clock: { now: () => new Date() },
    });
    const foreign = await smallPackage({ signer: other, issuedAt });
    expect((await shown([file('package.zip', foreign)])).outcome).toBe('foreign');

    const { pdf } = await signedLetterPdf({ signer }, letterFor(disclosure), new Date(issuedAt));
    expect((await shown([file('letter.pdf', pdf)])).outcome).toBe('genuine');

    const receipt = JSON.stringify({ format: 'kaiji-receipt/1', caseId: 'KJ-1', issuedAt });
    const { jws } = await signFile(signer, Buffer.from(receipt), new Date(issuedAt));
    const both = [file('receipt.json', receipt), file('receipt.jws', jws)];
    expect((await shown(both)).outcome).toBe('genuine');
    const alone = await shown(both.slice(0, 1), 'en');
    expect(alone).toMatchObject({
      outcome: 'unknown',
      text: expect.stringContaining('receipt.jws'),
    });
  });

  it('is left to other tools where scripts are not allowed', { timeout: 60_000 }, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(`${rig.baseUrl}/verify`);
    expect(new URL(page.url()).pathname).toBe('/check');
    expect(await page.isVisible('.no-script')).toBe(true);
    expect(await page.isVisible('#dropped')).toBe(false);
    expect(await page.isVisible('input[name=code]')).toBe(true);
    await context.close();
  });
});
