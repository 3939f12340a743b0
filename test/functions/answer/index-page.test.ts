import { Readable } from 'node:stream';
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { recordHtml } from '../../../functions/answer/index-page/reader.js';
import { indexPage } from '../../../functions/answer/index-page.ts';
import { firstRows } from '../../../functions/answer/rows.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { about, HOSTILE, pageWith } from './example-page.ts';

const shown = (row: Record<string, unknown>, only?: string) =>
  parse(recordHtml(row, 1, about, only));
const textIn = (
  html: { querySelectorAll(selector: string): { text: string }[] },
  selector: string,
) => html.querySelectorAll(selector).map(({ text }) => text);

describe('a record', () => {
  it('is read in both languages: days, yes and no, what is empty', () => {
    const html = shown({
      born: '1998-04-12',
      seen: '2024-03-02T01:23:45.000Z',
      ok: true,
      fax: null,
    });
    expect(textIn(html, 'dd [lang=en]')).toEqual([
      '12 April 1998',
      '2 March 2024, 01:23:45 UTC',
      'Yes',
    ]);
    expect(textIn(html, 'dd [lang=ja]')).toEqual([
      '1998年4月12日',
      '2024年3月2日 01:23:45（UTC）',
      'はい',
    ]);
    expect(html.querySelector('time')?.getAttribute('datetime')).toBe('1998-04-12');
    expect(html.querySelector('.empty bdi')?.text).toBe('fax');
  });

  it('takes no text for a day that is none', () => {
    expect(shown({ code: '2024-13-01', other: '2024-01-40' }).querySelector('time')).toBeNull();
  });

  it('keeps zeros, numbers and texts as they are', () => {
    const html = shown({ balance: 0, phone: '090-0000-1201', note: ' two\nlines ' });
    expect(textIn(html, 'dd').map(decoded)).toEqual(['0', '090-0000-1201', ' two\nlines ']);
  });

  it('names what is withheld by its kind, and no value', () => {
    const html = shown({ password_hash: { withheld: 'password' } });
    expect(html.querySelector('.withheld [lang=en]')?.text).toBe(
      'Not handed out: account password',
    );
  });

  it('shows a small picture, and links to other originals', () => {
    const html = shown({ photo: { file: 'photo.png' }, cv: { file: 'cv.pdf' } });
    expect(html.querySelectorAll('img').map((one) => one.getAttribute('src'))).toEqual([
      'data/crm/files/photo.png',
    ]);
    expect(html.querySelectorAll('a').map((one) => one.getAttribute('href'))).toEqual([
      'data/crm/files/photo.png',
      'data/crm/files/cv%20%23.pdf',
    ]);
  });

  it('links to no file that is not in the package', () => {
    const html = shown({ a: { file: '../../etc/passwd' }, b: { file: 'constructor' } });
    expect(html.querySelectorAll('a, img')).toEqual([]);
  });

  it('folds a long text, and says where the rest of a huge one is', () => {
    const html = shown({ resume: 'あ'.repeat(1_000_000) });
    expect(html.querySelector('details summary [lang=ja]')?.text).toBe('1000000文字');
    expect(html.querySelector('details > a')?.getAttribute('href')).toBe('data/crm/members.json');
    expect(html.toString().length).toBeLessThan(25_000);
  });

  it('of a kind holds only the fields of that kind, also within lists', () => {
    const row = { email: 'a@b.example', jobs: [{ title: 'cook', at: 'home' }, { at: 'x' }] };
    expect(textIn(shown(row, 'work-experience'), 'dt bdi')).toEqual(['jobs', 'title']);
  });

  it('survives a nesting of any depth', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 2000; i += 1) deep = { a: deep };
    expect(shown({ deep }).querySelectorAll('dl').length).toBeLessThan(12);
  });

  it.each(HOSTILE)('shows %j as nothing but text', (text) => {
    const html = shown({ [text]: text, list: [text], deep: { [text]: { file: text } } });
    expect(html.querySelectorAll('script, img, a, iframe, style, svg, input')).toEqual([]);
    expect(html.toString()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    for (const element of html.querySelectorAll('*'))
      for (const name of Object.keys(element.attributes))
        expect(['class', 'lang', 'dir', 'datetime']).toContain(name);
  });
});

function decoded(text: string): string {
  return parse(`<p>${text}</p>`).text;
}

describe('the page of a package', () => {
  it('lets no value end the element in which it stands', () => {
    const rows = HOSTILE.map((text) => ({ [text]: text }));
    const page = indexPage(pageWith(rows));
    expect(page.match(/<\/?script/g)).toHaveLength(4);
    const data = parse(page).querySelector('#records')?.rawText ?? '';
    expect(JSON.parse(data).collections[0].rows).toEqual(rows);
  });

  it('runs no script and takes no style but its own, and asks nobody for anything', () => {
    const page = indexPage(pageWith([{ a: 1 }]));
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src 'self' file:;/,
    );
    expect(page).not.toMatch(/https?:|@import|url\(/);
  });

  it('starts in the language of the person', () => {
    for (const language of ['en', 'ja'] as const) {
      const page = parse(indexPage({ ...pageWith([{ a: 1 }]), language }));
      expect(page.querySelector('html')?.getAttribute('lang')).toBe(language);
      expect(page.querySelector('input[checked]')?.id).toBe(language);
    }
  });

  it('leads from each kind of information to where it is, with the words of the law under CCPA', () => {
    const lawCategories = { identifiers: { en: 'Identifiers', ja: '識別子' } };
    const page = parse(indexPage({ ...pageWith([{ email: 'a@b.example' }]), lawCategories }));
    const [first] = page.querySelectorAll('.kinds > li');
    expect(first?.querySelector('b [lang=en]')?.text).toBe('E-mail address');
    expect(first?.querySelector('small [lang=en]')?.text).toBe('Identifiers');
    const target = first?.querySelector('a')?.getAttribute('href') ?? '';
    expect(page.querySelector(target)?.querySelector('h4 [lang=ja]')?.text).toBe('会員');
    expect(
      parse(indexPage(pageWith([{ email: 'a@b.example' }]))).querySelector('.kinds small'),
    ).toBeNull();
  });

  it('says without a script how many records there are, and where the rest lies', () => {
    const rows = Array.from({ length: 40 }, (_, id) => ({ id }));
    const page = parse(indexPage(pageWith(rows, 70_000)));
    expect(page.querySelectorAll('.record')).toHaveLength(10);
    expect(page.querySelector('.more [lang=en]')?.text).toContain('The first 10 of 70,000 records');
  });

  it('says what is withheld, and why under this law (L-14)', () => {
    const note = (regime: 'appi' | 'ccpa') =>
      parse(indexPage({ ...pageWith([{ a: 1 }]), regime })).querySelector('.collection .note')
        ?.text;
    expect(note('ccpa')).toContain('Not handed out: account password.');
    expect(note('ccpa')).toContain('11 CCR 7024(d)');
    expect(note('appi')).toContain('個人情報保護法第33条第2項第1号');
  });

  it('says which collections nobody could search, and why', () => {
    const page = parse(indexPage(pageWith([])));
    const notes = page.querySelectorAll('.note [lang=en]').map(({ text }) => text);
    expect(notes).toEqual([
      'Not searched, since nothing that we have verified about you leads there: Seminar guests.',
    ]);
  });

  it('says so when not even the first record fits', () => {
    const page = parse(indexPage(pageWith([], 3)));
    expect(page.querySelector('.more [lang=ja]')?.text).toContain('サイズが大きいため');
  });
});

describe('the first rows', () => {
  it('are whole lines only, as many as may be', async () => {
    const vault = new MemoryVault();
    await vault.put('k', Readable.from(['{"a":1}\n{"a":"', '漢字"}\n{"a":3}\n']), 'x');
    const first = (rows: number, bytes: number) => firstRows(vault, 'k', { rows, bytes });
    expect((await first(10, 100)).rows).toEqual([{ a: 1 }, { a: '漢字' }, { a: 3 }]);
    expect(await first(2, 100)).toEqual({ rows: [{ a: 1 }, { a: '漢字' }], bytes: 23 });
    expect((await first(10, 18)).rows).toEqual([{ a: 1 }]);
    expect((await first(10, 0)).rows).toEqual([]);
  });
});
