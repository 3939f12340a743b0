/**
 * Normal forms: two ways of writing the same thing give the same text. The SQL of
 * `connectors/postgres/` computes the forms of e-mail, phone and name inside the
 * database; `test/connectors/postgres.test.ts` holds the two together.
 */

/** Width, compatibility forms, invisible characters and outer spaces; case is kept. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').trim();
}

/** Zero-width characters, soft hyphen, direction marks: pasted along, never meant. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu;

export function normalEmail(text: string): string {
  return plain(text).toLowerCase();
}

/**
 * National digits: `0312345678` for Japan, `4155550123` for North America; other
 * countries keep their code. Japanese numbers begin with 0, American ones never do.
 */
export function normalPhone(text: string): string {
  const digits = plain(text).replace(/[^0-9]/gu, '');
  const japan = /^(?:0?1?0?81)0?([1-9][0-9]{8,9})$/u.exec(digits);
  if (japan) return `0${japan[1]}`;
  const america = /^1([2-9][0-9]{9})$/u.exec(digits);
  return america?.[1] ?? digits;
}

/** Every string of digits that `normalPhone` turns into this form; for stores that compare digits. */
export function phoneDigits(normal: string): string[] {
  if (/^0[1-9]/u.test(normal)) {
    const rest = normal.slice(1);
    return [normal, `81${rest}`, `810${rest}`, `01081${rest}`, `0081${rest}`];
  }
  return /^[2-9][0-9]{9}$/u.test(normal) ? [normal, `1${normal}`] : [normal];
}

/** Letters that are written in two ways in the same person's name. */
export const NAME_VARIANTS = {
  from: '髙﨑𠮷濵濱澤邊邉齋齊斉廣國嶋嶌櫻惠眞瀨塚德',
  to: '高崎吉浜浜沢辺辺斎斎斎広国島島桜恵真瀬塚徳',
};

const variants = new Map(
  Array.from(NAME_VARIANTS.from, (letter, at) => [letter, Array.from(NAME_VARIANTS.to)[at] ?? '']),
);

/** Case, spaces, punctuation, accents, hiragana and katakana, and old forms of kanji do not count. */
export function normalName(text: string): string {
  const bare = plain(text)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replace(/[\s\p{P}]/gu, '');
  return Array.from(bare, (letter) => variants.get(letter) ?? katakana(letter)).join('');
}

function katakana(letter: string): string {
  return letter >= 'ぁ' && letter <= 'ゖ'
    ? String.fromCharCode(letter.charCodeAt(0) + 0x60)
    : letter;
}

const ERAS: Record<string, number> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * `YYYY-MM-DD`, from ISO, slashes, dots, 年月日 with or without an era, American
 * month/day/year and spelled months. `''` when it is no date.
 */
export function normalDate(text: string): string {
  const given = plain(text).toLowerCase().replace(/元年/u, '1年');
  const ymd =
    /^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?(?:[t ].*)?$/u.exec(given) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(given);
  if (ymd) return iso(ymd[1], ymd[2], ymd[3]);
  const era = /^(令和|平成|昭和|[rhs])\s*(\d{1,2})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?$/u.exec(
    given,
  );
  if (era) return iso(String((ERAS[era[1] ?? ''] ?? 0) + Number(era[2])), era[3], era[4]);
  const american = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u.exec(given);
  if (american) return iso(american[3], american[1], american[2]);
  const spelled = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(given);
  if (spelled) return iso(spelled[3], monthOf(spelled[1]), spelled[2]);
  const british = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,? (\d{4})$/u.exec(given);
  return british ? iso(british[3], monthOf(british[2]), british[1]) : '';
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name) + 1);
}

function iso(year = '', month = '', day = ''): string {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : '';
}
