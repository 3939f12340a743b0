import { describe, expect, it } from 'vitest';
import { CHECK_WORDS } from '../../../functions/portal/words/check.ts';
import { en } from '../../../functions/portal/words/en.ts';
import { ja } from '../../../functions/portal/words/ja.ts';
import { KEYS_WORDS } from '../../../functions/portal/words/keys.ts';
import { RECEIPT_WORDS } from '../../../functions/portal/words/receipt.ts';

/** Every sentence with its place; what takes a value is asked with one. */
function sentences(words: unknown, place = ''): [string, string][] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') return [[place, String(words('5', '03-0000-0000'))]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([name, inner]) => sentences(inner, `${place}.${name}`));
}

const NAMES_OF_LANGUAGES = /^\.form\.languages\./;

/** Those of pages that keep theirs apart stand beside the others. */
const BOTH = {
  en: { ...en, keys: KEYS_WORDS.en, check: CHECK_WORDS.en, receipt: RECEIPT_WORDS.en },
  ja: { ...ja, keys: KEYS_WORDS.ja, check: CHECK_WORDS.ja, receipt: RECEIPT_WORDS.ja },
};

describe('the words', () => {
  it('are the same in both languages', () => {
    const places = (words: unknown) => sentences(words).map(([place]) => place);
    expect(places(BOTH.ja)).toEqual(places(BOTH.en));
  });

  it('are Japanese in Japanese and English in English', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    for (const [place, text] of sentences(BOTH.ja))
      if (!NAMES_OF_LANGUAGES.test(place)) expect(text, place).toMatch(japanese);
    for (const [place, text] of sentences(BOTH.en))
      if (!NAMES_OF_LANGUAGES.test(place)) expect(text, place).not.toMatch(japanese);
  });
});
