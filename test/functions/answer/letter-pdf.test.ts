import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterFor } from '../../../core/letter/content.ts';
import type { LetterData } from '../../../core/letter/data.ts';
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
    expect(text.match(/\/S \/TH\b/g)).toHaveLength(text.match(/\/Scope \/Column/g)?.length ?? -1);
  });

  it('says that it keeps to PDF/A-2a and PDF/UA-1, whatever signs its names hold', async () => {
    const organisation = { ...disclosure.organisation, name: 'Lee & Sons <Tokyo>' };
    const text = Buffer.from(await letterPdf(letterFor({ ...disclosure, organisation }))).toString(
      'latin1',
    );
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('<rdf:li>Lee &amp; Sons &lt;Tokyo&gt;</rdf:li>');
    expect(text).not.toContain('<rdf:li>Lee & Sons');
    expect(text).toContain('(Lee & Sons <Tokyo>)');
  });

  it('has an identifier of its own for other words of the same moment', async () => {
    const other = { ...disclosure, objection: ['別の文'] };
    const ids = await Promise.all(
      [disclosure, disclosure, other].map(async (data) => {
        const text = Buffer.from(await letterPdf(letterFor(data))).toString('latin1');
        return /\/ID \[<([0-9a-f]{32})>/.exec(text)?.[1];
      }),
    );
    expect(ids[0]).toBeDefined();
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('is on the paper of the country whose law is answered', () => {
    expect(letterFor({ ...disclosure, language: 'en' }).paper).toBe('A4');
    expect(letterFor({ ...knowAndOptOut, language: 'ja' }).paper).toBe('LETTER');
  });
});

describe.skipIf(!hasTool('pdftotext'))('the letter, read back by poppler', () => {
  const read: Record<string, string> = {};
  async function readBack(data: LetterData): Promise<string> {
    const file = join(dir, 'read-back.pdf');
    writeFileSync(file, await letterPdf(letterFor(data)));
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  }
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

  it('can be followed where it names a page, and says so to whoever hears it', async () => {
    await readBack(knowAndOptOut);
    const file = join(dir, 'read-back.pdf');
    const read = (option: string) => execFileSync('pdfinfo', [option, file], { encoding: 'utf8' });
    expect(read('-url')).toMatch(/Annotation +https:\/\/privacy\.example\.com\/verify$/m);
    expect(read('-url')).toMatch(/Annotation +mailto:privacy@example\.com$/m);
    expect(read('-struct-text')).toMatch(
      /Link \(inline\)\s+"https:\/\/privacy\.example\.com\/verify"\s+Object/,
    );
  });

  it('writes the names of Europe with all their marks', async () => {
    const requester = { name: 'Lech Wałęsa, Şükrü Çağlı, Μαρία Σταύρου, Олена Ґрещук' };
    const text = await readBack({ ...knowAndOptOut, requester });
    expect(text).toContain('Lech Wałęsa, Şükrü Çağlı, Μαρία Σταύρου, Олена Ґрещук');
  });

  it('repeats the head of a table on every page that it runs over', async () => {
    const [right] = disclosure.rights;
    const [store] = right?.stores ?? [];
    if (right === undefined || store === undefined) throw new Error('the example has a store');
    const stores = Array.from({ length: 40 }, (_, index) => ({ ...store, count: 1000 + index }));
    stores[20] = { ...store, how: '一行ずつ確認しました。'.repeat(150) };
    const text = await readBack({ ...disclosure, rights: [{ ...right, stores }] });
    const pages = text.split('\f').filter((page) => /1,0\d\d件|一行ずつ/.test(page));
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) expect(page).toMatch(/システム +該当 +調査 +方法/);
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
