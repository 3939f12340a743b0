import { describe, expect, it } from 'vitest';
import { en } from '../../../functions/portal/words/en.ts';
import { ja } from '../../../functions/portal/words/ja.ts';

/** Every sentence with its place; what takes a value is asked with one. */
function sentences(words: unknown, place = ''): [string, string][] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') return [[place, String(words('5', '03-0000-0000'))]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([name, inner]) => sentences(inner, `${place}.${name}`));
}

const NAMES_OF_LANGUAGES = /^\.form\.languages\./;

describe('the words', () => {
  it('are the same in both languages', () => {
    expect(sentences(ja).map(([place]) => place)).toEqual(sentences(en).map(([place]) => place));
  });

  it('are Japanese in Japanese and English in English', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    for (const [place, text] of sentences(ja))
      if (!NAMES_OF_LANGUAGES.test(place)) expect(text, place).toMatch(japanese);
    for (const [place, text] of sentences(en))
      if (!NAMES_OF_LANGUAGES.test(place)) expect(text, place).not.toMatch(japanese);
  });
});
