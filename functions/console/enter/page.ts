/** The form for a request that came by phone, by post or to a person (L-31). */
import { html } from 'hono/html';
import { Arrival } from '../../../core/case/events.ts';
import { ENTRY } from '../../../core/law/entry.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import { Residence } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import {
  type Choice,
  choices,
  errorSummary,
  type FieldErrors,
  textField,
} from '../../pages/form.ts';
import type { Html } from '../../pages/layout.ts';
import type { Fields } from '../forms.ts';
import { formToken } from '../frame.ts';
import type { Visit } from '../visit.ts';
import { POSTING_WORDS } from '../words/posting.ts';
import { ENTER_WORDS } from './words.ts';

/** @param nonce kept when the form comes back with errors: however often it is sent, it makes one case */
export function enterPage(visit: Visit, nonce: string, fields: Fields, errors: FieldErrors): Html {
  const { language } = visit;
  const words = ENTER_WORDS[language];
  const one = (name: string) => fields[name]?.[0] ?? '';
  const text = (name: 'name' | 'email' | 'phone' | 'message') => ({
    name,
    label: words[name],
    language,
    value: one(name),
    error: errors[name],
    autocomplete: 'off',
  });
  const pick = (name: 'how' | 'residence' | 'delivery' | 'language', options: Choice[]) =>
    choices({
      ...{ name, kind: 'one', label: words[name], language, options, required: true },
      ...{ error: errors[name], chosen: fields[name] ?? [] },
    });
  return html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<form method="post" action="/console/enter" novalidate>
${formToken(visit)}<input type="hidden" name="nonce" value="${nonce}">
${pick('how', options(Arrival.options, words.arrivals))}
${textField({ name: 'on', type: 'date', label: words.on, hint: words.onHint(ENTRY.daysBack), language, required: true, value: one('on'), error: errors.on })}
${pick('residence', options(Residence.options, visit.words.residences))}
${choices({ name: 'rights', kind: 'many', label: words.rights, hint: words.rightsHint, language, options: rights(visit), chosen: fields.rights ?? [], error: errors.rights })}
${textField({ ...text('message'), rows: 4, maxlength: 4000, hint: words.messageHint })}
${textField({ ...text('name'), required: true, maxlength: 200 })}
${textField({ ...text('email'), type: 'email', required: true, maxlength: 254, hint: words.emailHint })}
${textField({ ...text('phone'), type: 'tel', maxlength: 40 })}
${pick('delivery', options(['electronic', 'paper'], visit.words.request.deliveries))}
${textField({ name: 'postalAddress', rows: 4, maxlength: 400, label: POSTING_WORDS[language].postalAddress, hint: POSTING_WORDS[language].enterHint, language, unmarked: true, autocomplete: 'off', value: one('postalAddress'), error: errors.postalAddress })}
${pick('language', options(['ja', 'en'], visit.words.languages))}
<p class="quiet">${words.after}</p>
<p class="actions"><button>${words.button}</button></p>
</form>`;
}

const options = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
  values.map((value): Choice => ({ value, label: names[value] }));

function rights({ words, language }: Visit): Choice[] {
  const all = new Set([...rightsUnder('appi'), ...rightsUnder('ccpa')]);
  return [...all].map((right) => {
    const { title, regime } = ruleFor(right);
    return {
      value: right,
      label: title[language],
      ...(regime && { badge: words.regimes[regime] }),
    };
  });
}
