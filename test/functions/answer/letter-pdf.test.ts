import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterFor } from '../../../core/letter/content.ts';
import { letterPdf } from '../../../functions/answer/letter-pdf.ts';
import { disclosure, knowAndOptOut } from '../../core/letter/examples.ts';
import { hasTool } from '../../support/tools.ts';

const dir = mkdtempSync(join(tmpdir(), 'letter-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('the letter on paper', () => {
  it('gives the same bytes for the same words', async () => {
    const [once, again] = await Promise.all([
      letterPdf(letterFor(disclosure)),
      letterPdf(letterFor(disclosure)),
    ]);
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it('says that it is tagged, in which language, and what it is called', async () => {
    const text = Buffer.from(await letterPdf(letterFor(disclosure))).toString('latin1');
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (ja)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('/S /H1');
    expect(text).toContain('/S /Table');
  });
});

describe.skipIf(!hasTool('pdftotext'))('the letter, read back by poppler', () => {
  const read: Record<string, string> = {};
  beforeAll(async () => {
    for (const [name, data] of Object.entries({ disclosure, knowAndOptOut })) {
      const file = join(dir, `${name}.pdf`);
      writeFileSync(file, await letterPdf(letterFor(data)));
      read[name] = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      read[`${name} fonts`] = execFileSync('pdffonts', [file], { encoding: 'utf8' });
      read[`${name} info`] = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    }
  });

  it('is A4 for Japanese and US Letter for English', () => {
    expect(read['disclosure info']).toContain('A4');
    expect(read['knowAndOptOut info']).toContain('612 x 792');
  });

  it('has its typefaces inside, as subsets', () => {
    const fonts = read['disclosure fonts']?.trim().split('\n').slice(2) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/yes yes yes/);
  });

  it('carries the code, the address and the page number on every page', () => {
    const pages = read.disclosure?.split('\f').filter((page) => page.trim() !== '') ?? [];
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(page).toContain(disclosure.verification.code);
      expect(page).toContain(disclosure.verification.address);
      expect(page).toContain(`${index + 1} / ${pages.length} ページ`);
    });
  });

  it('writes names whole, in whatever script they come', () => {
    expect(read.disclosure).toContain('髙橋 グエン・ティ・フオン 様');
    expect(read.knowAndOptOut).toContain('María-José Nguyễn Thị Hương');
    expect(read.knowAndOptOut).toContain('赵陈 김민준');
  });

  it('never prints an empty box: what no typeface has is spelled by its number', () => {
    expect(read.knowAndOptOut).toContain('[U+0928]');
    expect(read.knowAndOptOut).toContain('😀');
  });

  it('says of a store that was not searched that it was not (L-18)', () => {
    expect(read.disclosure).toContain('未調査');
  });

  it('survives a reason of many pages', async () => {
    const [right] = disclosure.rights;
    if (right === undefined) throw new Error('the example has a right');
    const reasons = [{ text: '長い理由です。'.repeat(900) }];
    const file = join(dir, 'long.pdf');
    writeFileSync(
      file,
      await letterPdf(letterFor({ ...disclosure, rights: [{ ...right, reasons }] })),
    );
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expect(text.replace(/\s/g, '').match(/長い理由です。/g)?.length ?? 0).toBeGreaterThan(850);
  });
});
