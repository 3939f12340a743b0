import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../core/letter/blocks.ts';
import { breakLines } from '../../../functions/answer/line-breaking.ts';

/** One for a Latin letter, two for anything wider. */
const measure = ({ text }: { text: string }) => (/^\p{ASCII}$/u.test(text) ? 1 : 2);
const asRead = (line: Line, width: number) =>
  breakLines(line, width, measure).map((pieces) => pieces.map(({ text }) => text).join(''));
const lines = (line: Line, width: number) => asRead(line, width).map((text) => text.trimEnd());

describe('where a line ends', () => {
  it('never puts 、。 or a closing bracket at the head of a line', () => {
    const text = '「開示」を、求める。（詳細）ですか？はい！';
    for (let width = 6; width < 30; width += 1)
      for (const line of lines([text], width).slice(1)) expect(line).not.toMatch(/^[、。」）？！]/);
  });

  it('never leaves an opening bracket at the end of a line', () => {
    for (let width = 6; width < 30; width += 1)
      for (const line of lines(['個人情報（保有）を「開示」します'], width))
        expect(line).not.toMatch(/[（「]$/);
  });

  it('breaks English between words', () => {
    expect(lines(['the quick brown fox'], 10)).toEqual(['the quick', 'brown fox']);
  });

  it('keeps the space between words for whoever hears the text, and adds none', () => {
    expect(asRead(['the quick brown fox'], 10)).toEqual(['the quick ', 'brown fox']);
    expect(asRead(['開示を求める'], 6)).toEqual(['開示を', '求める']);
  });

  it('leads to pages and mail addresses, without the full stop behind them', () => {
    const text =
      '詳細は https://example.com/a?b=c.（a.b@example.co.jp）まで、または http://x.jp/。';
    const hrefs = breakLines([text], 999, measure)
      .flat()
      .map(({ text, href }) => [text, href]);
    expect(hrefs.filter(([, href]) => href)).toEqual([
      ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
      ['a.b@example.co.jp', 'mailto:a.b@example.co.jp'],
      ['http://x.jp/', 'http://x.jp/'],
    ]);
  });

  it('keeps a name whole, though it has spaces and Japanese in it', () => {
    const name = 'María José 髙橋';
    const set = lines(['Dear ', { text: name, unbroken: true }, ', welcome'], 18);
    expect(set.some((line) => line.includes(name))).toBe(true);
  });

  it('does not part a number from what it counts', () => {
    for (let width = 6; width < 20; width += 1)
      for (const line of lines(['法第33条第2項第1号による12件の記録'], width))
        expect(line).not.toMatch(/\d$|第$/);
  });

  it('does not part § from its number', () => {
    for (let width = 6; width < 40; width += 1)
      for (const line of lines(['California Civil Code § 1798.105(d) and § 7022(f)'], width))
        expect(line).not.toMatch(/§ ?$/);
  });

  it('breaks what is wider than the line anywhere rather than lose it', () => {
    expect(lines(['a'.repeat(25)], 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
  });

  it('loses no letter and exceeds no width, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('あ', '漢', '、', '。', '「', '」', 'a', 'b', ' ', '1', '-', '/'),
          {
            maxLength: 60,
          },
        ),
        fc.integer({ min: 2, max: 20 }),
        (letters, width) => {
          const text = letters.join('');
          const set = lines([text], width);
          expect(set.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of set)
            expect(
              Array.from(line).reduce((sum, t) => sum + measure({ text: t }), 0),
            ).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
