/** Where an answer on paper is posted to (L-19): asked for in parts, kept as it stands on an envelope. */
import { html } from 'hono/html';
import type { Language, Residence } from '../../core/law/rights.ts';
import { type FieldErrors, type TextField, textField } from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import type { Entries } from './entries.ts';
import { ADDRESS_PARTS, type AddressPart, POSTAL_WORDS } from './words/postal.ts';

const AUTOCOMPLETE: Readonly<Record<AddressPart, string>> = {
  postalCode: 'shipping postal-code',
  region: 'shipping address-level1',
  street: 'shipping address-line1',
  building: 'shipping address-line2',
  country: 'shipping country-name',
};

/** From the country down to the door in Japanese, the other way in English: as people write it. */
const ORDER: Readonly<Record<Language, readonly AddressPart[]>> = {
  ja: ['country', 'postalCode', 'region', 'street', 'building'],
  en: ['street', 'building', 'region', 'postalCode', 'country'],
};

const LONGEST = 80;

/** Seen only while the answer is wanted on paper. */
export function postalFields(
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
  language: Language,
): Html {
  const words = POSTAL_WORDS[language];
  const parts = ORDER[language].filter((part) => part !== 'country' || residence === 'elsewhere');
  return html`<div class="for-paper"><p>${words.why}</p>
${parts.map((part) => {
  const field: TextField = {
    ...{ name: part, label: words.parts[part], hint: words.hints[part], language },
    ...{ autocomplete: AUTOCOMPLETE[part], maxlength: LONGEST, value: entries.one(part) },
    ...{ error: errors[part], unmarked: part !== 'building' },
  };
  return textField(field);
})}</div>`;
}

const line = (entries: Entries, part: AddressPart): string =>
  entries
    .one(part)
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);

/** Line by line, in the order of the language it is written in; undefined where nothing was entered. */
export function postalAddressFrom(entries: Entries): string | undefined {
  const parts = Object.fromEntries(ADDRESS_PARTS.map((part) => [part, line(entries, part)]));
  const { postalCode = '', region = '', street = '', building = '', country = '' } = parts;
  const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(region + street);
  const code = postalCode.normalize('NFKC').replace(/^(\d{3})(\d{4})$/, '$1-$2');
  const lines = japanese
    ? [country, code && `〒${code.replace(/^〒\s*/, '')}`, `${region}${street}`, building]
    : [building, street, [region, code].filter(Boolean).join(' '), country];
  return lines.filter((one) => one !== '').join('\n') || undefined;
}

/** What is missing, where the answer is wanted on paper; a building has no number of its own always. */
export function postalErrors(entries: Entries, language: Language): FieldErrors {
  if (entries.one('delivery') !== 'paper' || !asksForDisclosure(entries)) return {};
  const { errors } = POSTAL_WORDS[language];
  const needed: (keyof typeof errors)[] = ['postalCode', 'region', 'street'];
  if (entries.one('residence') === 'elsewhere') needed.push('country');
  return Object.fromEntries(
    needed.filter((part) => line(entries, part) === '').map((part) => [part, errors[part]]),
  );
}

/** Only a disclosure is asked for on paper: for anything else the choice is not even shown. */
export const asksForDisclosure = (entries: Entries): boolean =>
  entries.all('rights').some((right) => right.startsWith('appi.disclose'));
