/** What is said of a correction (what is wrong, what is right: L-17) and of a cessation (why: L-20). */
import { html } from 'hono/html';
import type { Particulars } from '../../core/case/events.ts';
import { type CessationReason, cessationReasons } from '../../core/law/cessation.ts';
import type { Language, Regime } from '../../core/law/rights.ts';
import { choices, type FieldErrors, textField } from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import type { Entries } from './entries.ts';
import { CONTESTABLE, PARTICULARS_WORDS } from './words/particulars.ts';

const LONGEST = 2000;
const CEASE = ['appi.cease', 'appi.cease-provision'] as const;

/** Style alone shows what belongs to the rights that are ticked. */
export function particularsFields(
  regime: Regime,
  entries: Entries,
  errors: FieldErrors,
  language: Language,
): Html {
  const words = PARTICULARS_WORDS[language];
  const text = (name: 'wrong' | 'right', label: string, hint: string) =>
    textField({
      ...{ name, label, hint, language, rows: 3, maxlength: LONGEST, unmarked: true },
      value: entries.one(name),
      error: errors[name],
    });
  return html`<div class="for-correct">${text('wrong', words.wrong, words.wrongHint)}${text('right', words.right, words.rightHint)}
${choices({
  name: 'about',
  kind: 'many',
  label: words.about,
  hint: words.aboutHint,
  language,
  options: CONTESTABLE.map((kind) => ({ value: kind, label: words.kinds[kind] })),
  chosen: entries.all('about'),
})}</div>
${regime === 'appi' ? html`<div class="for-cease">${reasonFields(entries, errors, language)}</div>` : ''}`;
}

function reasonFields(entries: Entries, errors: FieldErrors, language: Language): Html {
  const words = PARTICULARS_WORDS[language];
  const all = new Map<string, CessationReason>(
    CEASE.flatMap(cessationReasons).map((one) => [one.reason, one]),
  );
  return choices({
    name: 'reasons',
    kind: 'many',
    label: words.reasons,
    hint: words.reasonsHint,
    language,
    error: errors.reasons,
    options: [...all.values()].map((one) => ({ value: one.reason, label: one.words[language] })),
    chosen: entries.all('reasons'),
  });
}

const corrects = (entries: Entries): boolean =>
  entries.all('rights').some((right) => right.endsWith('.correct'));

const ceases = (entries: Entries) => CEASE.filter((right) => entries.all('rights').includes(right));

/** What belongs to the rights that were ticked; whatever else was entered is not taken. */
export function particularsFrom(entries: Entries): Particulars | undefined {
  const reasons = ceases(entries).flatMap((right) =>
    cessationReasons(right).flatMap(({ reason }) =>
      entries.all('reasons').includes(reason) ? [reason] : [],
    ),
  );
  const about = CONTESTABLE.filter((kind) => entries.all('about').includes(kind));
  const wrong = lines(entries.given('wrong'));
  const right = lines(entries.given('right'));
  const given = {
    ...(corrects(entries) && wrong && { wrong }),
    ...(corrects(entries) && right && { right }),
    ...(corrects(entries) && about.length > 0 && { about }),
    ...(reasons.length > 0 && { reasons: [...new Set(reasons)] }),
  };
  return Object.keys(given).length > 0 ? given : undefined;
}

/** Browsers send line breaks as CR LF. */
const lines = (text: string | undefined): string | undefined => text?.replaceAll('\r\n', '\n');

const unfit = (text: string | undefined): boolean => !text || text.length > LONGEST;

/** On the form all of it is needed; an e-mail that is completed says it in its own text. */
export function particularsErrors(entries: Entries, language: Language): FieldErrors {
  const { errors } = PARTICULARS_WORDS[language];
  const { wrong, right } = particularsFrom(entries) ?? {};
  const unreasoned = ceases(entries).some((asked) =>
    cessationReasons(asked).every(({ reason }) => !entries.all('reasons').includes(reason)),
  );
  return {
    ...(corrects(entries) && unfit(wrong) && { wrong: errors.wrong }),
    ...(corrects(entries) && unfit(right) && { right: errors.right }),
    ...(unreasoned && { reasons: errors.reasons }),
  };
}
