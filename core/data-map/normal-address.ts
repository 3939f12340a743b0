/** Normal forms of what only confirms a person: where they live, what they attended, where they worked. */
import { normalName, plain } from './normal.ts';

const KANJI_DIGITS = '〇一二三四五六七八九';

/** Words of American addresses, each with its short form. */
const STREET_WORDS: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  boulevard: 'blvd',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  place: 'pl',
  apartment: 'apt',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  california: 'ca',
  '#': 'apt',
};

/** `東京都渋谷区神南一丁目２番３号` and `渋谷区神南1-2-3` share all but the prefecture. */
export function normalAddress(text: string): string {
  const given = plain(text)
    .toLowerCase()
    .replace(/〒?\s*\d{3}-\d{4}/gu, ' ')
    .replace(/[〇一二三四五六七八九十]+(?=丁目|番|号)/gu, (digits) => String(kanjiNumber(digits)))
    .replace(/(?<=\d)(?:丁目|番地の?|番|号室?|の)(?=\s*\d)/gu, '-')
    .replace(/(?<=\d)(?:丁目|番地|番|号室?)/gu, ' ')
    .replace(/(?<=\d)\s*[-‐‑–—―−ーｰ]\s*(?=\d)/gu, '-')
    .replace(/#/gu, ' # ')
    .replace(/[.,、。]/gu, ' ')
    .replace(/(?<=\s(?:ca|california|[a-z]{2})\s+)\d{5}(?:-\d{4})?(?=\s|$)/gu, '');
  return given
    .split(/\s+/u)
    .map((word) => STREET_WORDS[word] ?? word)
    .filter((word) => word !== 'usa')
    .join('');
}

/** Up to 99: house numbers in kanji are never longer. */
function kanjiNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : digit(tens)) : 0;
  return ten * 10 + (ones === '' ? 0 : digit(ones));
}

function digit(text = ''): number {
  return Number(Array.from(text, (letter) => Math.max(0, KANJI_DIGITS.indexOf(letter))).join(''));
}

/** A company or school without its legal form: `株式会社青空` = `(株)青空`, `Acme Inc.` = `ACME`. */
export function normalOrganisation(text: string): string {
  const bare = plain(text)
    .toLowerCase()
    .replace(/株式会社|有限会社|合同会社|学校法人|国立大学法人|\((?:株|有|合|学)\)/gu, '')
    .replace(/\buniv\b\.?/gu, 'university')
    .replace(/[\s,]+(?:inc|corp|corporation|co|ltd|llc|company|limited)\b\.?/gu, '')
    .replace(/\b(?:the|of|at)\b/gu, '');
  return normalName(bare);
}

/**
 * Whether two normal addresses are the same place: equal, or one is the other with
 * a building or without a prefecture. Needs a house number and most of the text, so
 * that a town alone never matches.
 */
export function sameAddress(one: string, other: string): boolean {
  if (one === other) return one !== '';
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const enough = short.length >= 8 && short.length * 5 >= long.length * 3 && /\d/u.test(short);
  return enough && (long.startsWith(short) || long.endsWith(short));
}
