/**
 * My Number (個人番号), recognised by its check digit so that it can be refused at the door (L-11).
 * Ministerial Ordinance of Internal Affairs and Communications No. 85 of 2014, art. 5 (S).
 */
const LENGTH = 12;

/** Q of the ordinance for the nth digit from the right, the check digit not counted: 2…7, then 2…6. */
function weight(n: number): number {
  return n <= 6 ? n + 1 : n - 5;
}

/** Whether twelve ASCII digits carry the right check digit. One number in eleven does by chance. */
export function isMyNumber(digits: string): boolean {
  if (!/^[0-9]{12}$/.test(digits)) return false;
  const sum = [...digits.slice(0, LENGTH - 1)]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * weight(index + 1), 0);
  const rest = sum % 11;
  const check = rest <= 1 ? 0 : 11 - rest;
  return check === Number(digits.at(-1));
}

/** Full-width digits and the many dashes and spaces of Japanese forms read as ASCII. */
const plain = (text: string) => text.normalize('NFKC').replace(/[‐‑‒–—―−ー]/g, '-');

/**
 * Twelve digits with a valid check digit, written together or in groups of four, that are not part of a
 * longer number. The number itself for the caller to refuse by, never to store, log or show; null when none.
 */
export function findMyNumber(text: string): string | null {
  const candidates = plain(text).matchAll(/(?<![0-9])[0-9]{4}([ -]?)[0-9]{4}\1[0-9]{4}(?![0-9])/g);
  for (const [candidate] of candidates) {
    const digits = candidate.replace(/[^0-9]/g, '');
    if (isMyNumber(digits)) return digits;
  }
  return null;
}
