import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CoverSheet, coverFor } from '../../../core/letter/cover.ts';
import { letterPdf } from '../../../functions/answer/letter-pdf.ts';
import { disclosure, knowAndOptOut } from '../../core/letter/examples.ts';
import { hasTool } from '../../support/tools.ts';

const dir = mkdtempSync(join(tmpdir(), 'cover-'));
afterAll(() => rmSync(dir, { recursive: true }));

const japanese: CoverSheet = {
  caseId: 'KJ-7F3K2-9QXM4',
  language: 'ja',
  organisation: disclosure.organisation,
  recipient: {
    name: '髙橋 グエン・ティ・フオン',
    address: ['〒231-0023', '神奈川県横浜市中区山下町2番地', 'ハイツ・ベイサイド 1203号室'],
  },
  postedAt: '2026-11-27T15:30:00.000Z',
  enclosures: ['letter', 'data'],
};
const english: CoverSheet = {
  ...japanese,
  language: 'en',
  organisation: knowAndOptOut.organisation,
  recipient: {
    name: 'Ana Lee',
    address: ['2 Yamashita-cho, Naka-ku', 'Yokohama 231-0023', 'Japan'],
  },
  enclosures: ['letter'],
};

const MM = 72 / 25.4;

describe.skipIf(!hasTool('pdftotext'))('the cover sheet of an answer on paper (L-19)', () => {
  async function read(cover: CoverSheet, ...options: string[]): Promise<string> {
    const file = join(dir, 'cover.pdf');
    writeFileSync(file, await letterPdf(coverFor(cover)));
    return execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' });
  }

  it('says to whom, from whom, of which case, on which day in Japan, and what is enclosed', async () => {
    const ja = await read(japanese);
    for (const words of [
      '〒231-0023',
      '髙橋 グエン・ティ・フオン 様',
      '親展',
      'レバレジーズ株式会社',
      'KJ-7F3K2-9QXM4',
      '2026年11月28日',
      '個人情報に関するご請求へのご回答',
      '開示する個人データ（印刷したもの）',
    ])
      expect(ja).toContain(words);
    const en = await read(english);
    expect(en.indexOf('Ana Lee')).toBeLessThan(en.indexOf('Yamashita-cho'));
    expect(en).toContain('November 28, 2026');
    expect(en).toContain('Personal and confidential');
    expect(en).not.toContain('printed');
  });

  it('is one page of A4 that carries no code: it may be seen by others', async () => {
    for (const cover of [japanese, english]) {
      expect((await read(cover)).split('\f').filter((page) => page.trim() !== '')).toHaveLength(1);
      expect(await read(cover)).not.toContain(disclosure.verification.code);
      const info = execFileSync('pdfinfo', [join(dir, 'cover.pdf')], { encoding: 'utf8' });
      expect(info).toContain('(A4)');
    }
  });

  it.each([
    ['a short address', japanese.recipient.address],
    [
      'a long one',
      [
        ...japanese.recipient.address,
        ...Array(3).fill('とても長い建物の名前が続くところ'.repeat(2)),
      ],
    ],
  ])(
    'shows %s whole in the window of an envelope, and nothing else there',
    async (_what, address) => {
      const boxes = await read({ ...japanese, recipient: { name: '髙橋 花子', address } }, '-bbox');
      const words = [
        ...boxes.matchAll(
          /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
        ),
      ].map(([, left, top, right, bottom, text = '']) => ({
        text,
        seen:
          Number(left) >= 20 * MM &&
          Number(top) >= 17 * MM &&
          Number(right) <= 105 * MM &&
          Number(bottom) <= 62 * MM,
      }));
      const seen = words
        .filter((word) => word.seen)
        .map(({ text }) => text)
        .join('');
      expect(seen).toBe(`${address.join('')}髙橋花子様親展`.replaceAll(' ', ''));
    },
  );
});
