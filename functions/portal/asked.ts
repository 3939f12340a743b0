/** What is asked for: the part of the form that a new request and an e-mail's completion share. */
import { html } from 'hono/html';
import { z } from 'zod';
import type { Instant } from '../../core/ids.ts';
import { dayIn } from '../../core/law/calendar.ts';
import { sayFee } from '../../core/law/fee.ts';
import { carriedOutAtOnce, regimeFor, rightsUnder } from '../../core/law/plan-for.ts';
import { type Language, type Regime, Residence, type Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { type Law, lawAt } from '../../core/law/versions.ts';
import { AskedFields } from '../acts/open-request.ts';
import { type Choice, choices, type FieldErrors, textField } from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import type { Entries } from './entries.ts';
import { particularsFields, particularsFrom } from './particulars.ts';
import {
  asksForDisclosure,
  postalAddressFrom,
  postalErrors,
  postalFields,
} from './postal-address.ts';
import { WORDS } from './words.ts';

const Asked = z.object(AskedFields);

/** First what is done most easily, then in the order of the law; a question last. */
export function offered(regime: Regime): Right[] {
  const rights = rightsUnder(regime);
  const light = rights.filter(carriedOutAtOnce);
  return [...light, ...rights.filter((right) => !light.includes(right))];
}

/** Nothing to prove, nothing to pay (L-06). */
export const isLight = (right: Right) => ruleFor(right).verification.level === 'none';

function choiceOf(right: Right, law: Law, language: Language): Choice {
  const { title, explanation, fee } = ruleFor(right, law);
  const { badge } = WORDS[language];
  return {
    value: right,
    label: title[language],
    hint: explanation[language],
    badge: fee > 0 ? badge.fee(sayFee({ amount: fee }, language)) : badge.noId,
    ...(fee === 0 && !isLight(right) && { badge: undefined }),
  };
}

/**
 * Which right, then what belongs to it; without script and with it, style alone shows what is needed.
 * @param receivedAt when it counts as received: the price of that day is shown (L-34)
 */
export function askedFields(
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
  language: Language,
  receivedAt: Instant,
): Html {
  const words = WORDS[language].form;
  const regime = regimeFor(residence);
  const ccpa = regime === 'ccpa';
  const law = lawAt(regime, receivedAt);
  return html`<input type="hidden" name="residence" value="${residence}">
${choices({
  name: 'rights',
  kind: 'many',
  label: words.rights,
  hint: words.rightsHint,
  language,
  error: errors.rights,
  options: offered(regime).map((right) => choiceOf(right, law, language)),
  chosen: entries.all('rights'),
})}
<p class="note only-light">${words.light}</p>
${ccpa ? periodFields(entries, errors, language) : deliveryFields(residence, entries, errors, language)}
${particularsFields(regime, entries, errors, language)}`;
}

function periodFields(entries: Entries, errors: FieldErrors, language: Language): Html {
  const words = WORDS[language].form;
  const day = (name: 'from' | 'to') =>
    textField({
      name,
      type: 'date',
      label: words[name],
      language,
      required: false,
      unmarked: true,
      error: name === 'from' ? errors.from : undefined,
      value: entries.one(name),
    });
  return html`<div class="for-know">${choices({
    name: 'period',
    kind: 'one',
    label: words.period,
    language,
    options: [
      { value: 'all', label: words.periodAll, hint: words.periodAllHint },
      { value: 'range', label: words.periodRange },
    ],
    chosen: [entries.one('period') || 'all'],
  })}<div class="for-range">${day('from')}${day('to')}</div></div>`;
}

function deliveryFields(
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
  language: Language,
): Html {
  const words = WORDS[language].form;
  return html`<div class="for-disclosure">${choices({
    name: 'delivery',
    kind: 'one',
    label: words.delivery,
    language,
    options: [
      { value: 'electronic', label: words.electronic, hint: words.electronicHint },
      { value: 'paper', label: words.paper, hint: words.paperHint },
    ],
    chosen: [entries.one('delivery') || 'electronic'],
  })}${postalFields(residence, entries, errors, language)}</div>`;
}

export function languageChoice(entries: Entries, language: Language): Html {
  const { answerIn, languages } = WORDS[language].form;
  return choices({
    name: 'language',
    kind: 'one',
    label: answerIn,
    language,
    options: [
      { value: 'ja', label: languages.ja },
      { value: 'en', label: languages.en },
    ],
    chosen: [entries.one('language') || language],
  });
}

/** The fields in the shape that the acts take; what is missing or wrong is found by their schemas. */
export function askedFrom(entries: Entries): Record<string, unknown> {
  const residence = Residence.safeParse(entries.one('residence')).data;
  const known: readonly string[] = residence ? offered(regimeFor(residence)) : [];
  const range = entries.one('period') === 'range';
  const delivery = asksForDisclosure(entries) ? entries.given('delivery') : undefined;
  return {
    language: entries.one('language'),
    residence,
    rights: [...new Set(entries.all('rights'))].filter((right) => known.includes(right)),
    period: range ? { from: entries.one('from'), to: entries.one('to') } : null,
    delivery: delivery ?? 'electronic',
    ...(delivery === 'paper' && { postalAddress: postalAddressFrom(entries) }),
    particulars: particularsFrom(entries),
    name: entries.one('name'),
  };
}

/** Names of fields whose values are wrong → words, in the order of the page. */
export function errorsIn(issues: readonly z.core.$ZodIssue[], language: Language): FieldErrors {
  const words: Readonly<Record<string, unknown>> = WORDS[language].errors;
  const wrong = issues.map(({ path: [field] }) => (field === 'period' ? 'from' : String(field)));
  const inOrder = [
    'rights',
    'from',
    'delivery',
    'name',
    'email',
    'phone',
    'message',
    'question',
    'language',
  ];
  return Object.fromEntries(
    inOrder.flatMap((field) => {
      const text = wrong.includes(field) ? words[field] : undefined;
      const shownAt = field === 'question' ? 'message' : field;
      return typeof text === 'string' ? [[shownAt, text]] : [];
    }),
  );
}

/** Both days given, in order, none in the future (L-15). */
export function periodIssue(entries: Entries, now: Date): z.core.$ZodIssue[] {
  if (entries.one('period') !== 'range') return [];
  const [from, to] = [entries.one('from'), entries.one('to')];
  // Tokyo is ahead of every place from where somebody asks under either law.
  const today = dayIn('Asia/Tokyo', now.toISOString());
  if (from !== '' && to !== '' && from <= to && to <= today) return [];
  return [{ code: 'custom', path: ['period'], message: 'no period', input: undefined }];
}

/** Nobody can reply to nothing. An e-mail's completion needs none: the question stands in the mail. */
export function questionIssue(entries: Entries): z.core.$ZodIssue[] {
  if (!entries.all('rights').includes('inquiry') || entries.one('message').trim() !== '') return [];
  return [{ code: 'custom', path: ['question'], message: 'no question', input: undefined }];
}

export type Asked = z.infer<typeof Asked>;

export function readAsked(
  entries: Entries,
  language: Language,
  now: Date,
): { asked: Asked } | { errors: FieldErrors } {
  const read = Asked.safeParse(askedFrom(entries));
  const issues = [...(read.error?.issues ?? []), ...periodIssue(entries, now)];
  const postal = postalErrors(entries, language);
  return read.success && issues.length === 0 && Object.keys(postal).length === 0
    ? { asked: read.data }
    : { errors: { ...errorsIn(issues, language), ...postal } };
}
