/** `/request`: the form, and the page after it. */

import { createHash, randomBytes } from 'node:crypto';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { CaseId } from '../../core/ids.ts';
import { regimeFor } from '../../core/law/plan-for.ts';
import { Residence } from '../../core/law/rights.ts';
import { caseIdFor, openRequest, Submission } from '../acts/open-request.ts';
import { errorSummary, type FieldErrors, textField } from '../pages/form.ts';
import { languageOf } from '../pages/language.ts';
import { actingFields, agentErrors, agentFrom } from './acting.ts';
import {
  askedFields,
  askedFrom,
  errorsIn,
  languageChoice,
  periodIssue,
  questionIssue,
} from './asked.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import { particularsErrors } from './particulars.ts';
import { postalErrors } from './postal-address.ts';
import { residenceLine, residenceLinks } from './residence.ts';
import type { Site } from './site.ts';
import { AGENT_WORDS } from './words/agents.ts';
import { WORDS } from './words.ts';

export const requestPage = (site: Site) => (c: Request) => {
  const language = languageOf(c);
  const words = WORDS[language].residence;
  const residence = Residence.safeParse(c.req.query('residence'));
  if (residence.success)
    return form(c, site, residence.data, new Entries(new URLSearchParams()), {});
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.why}</p>
${residenceLinks('/request', language)}`,
  });
};

function form(
  c: Request,
  site: Site,
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
): Promise<Response> {
  const language = languageOf(c);
  const words = WORDS[language].form;
  const wrong = Object.keys(errors).length > 0;
  // Kept when the form comes back with errors: however often it is sent, it makes one case.
  const nonce = entries.given('nonce') ?? randomBytes(24).toString('base64url');
  const field = { language, error: undefined };
  return show(c, site, language, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
${residenceLine(residence, '/request', language)}
<form class="asking" method="post" action="/request?residence=${residence}" novalidate>
<input type="hidden" name="nonce" value="${nonce}">
${askedFields(residence, entries, errors, language, site.context.ports.clock.now().toISOString())}
${actingFields(residence, entries, errors, language)}
<h2 class="unless-other">${words.aboutYou}</h2><h2 class="for-other">${AGENT_WORDS[language].form.you}</h2>
${textField({ ...field, name: 'name', label: words.name, hint: words.nameHint, required: true, autocomplete: 'name', maxlength: 200, value: entries.one('name'), error: errors.name })}
${textField({ ...field, name: 'email', type: 'email', label: words.email, hint: words.emailHint, required: true, autocomplete: 'email', maxlength: 254, value: entries.one('email'), error: errors.email })}
<div class="unless-light unless-other">
${textField({ ...field, name: 'phone', type: 'tel', label: words.phone, hint: words.phoneHint, autocomplete: 'tel', maxlength: 40, value: entries.one('phone'), error: errors.phone })}
</div>
${textField({ ...field, name: 'message', rows: 4, label: words.details, hint: words.detailsHint, maxlength: 4000, value: entries.one('message'), error: errors.message })}
${languageChoice(entries, language)}
<div class="elsewhere" aria-hidden="true"><label for="website">${words.honeypot}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<p class="quiet">${words.after}${regimeFor(residence) === 'ccpa' ? html` ${words.atOnce}` : ''}</p>
<p class="actions"><button>${words.send}</button></p>
</form>`,
  });
}

/** The same form sent twice is one submission; sent again with another address or subject it is another. */
function submissionOf(nonce: string, { email, agent }: Pick<Submission, 'email' | 'agent'>) {
  const subject = agent ? ` ${JSON.stringify([agent.subjectName, agent.subjectEmail])}` : '';
  const whose = `${nonce} ${email.toLowerCase()}${subject}`;
  return createHash('sha256').update(whose).digest('base64url');
}

export const sendRequest = (site: Site) => async (c: Request) => {
  const entries = await readEntries(c);
  const { context } = site;
  const nonce = entries.one('nonce');
  const read = Submission.safeParse({
    ...askedFrom(entries),
    email: entries.one('email'),
    phone: entries.given('phone'),
    message: entries.given('message'),
    agent: agentFrom(entries),
    nonce,
  });
  const issues = [
    ...(read.error?.issues ?? []),
    ...periodIssue(entries, context.ports.clock.now()),
    ...questionIssue(entries),
  ];
  const particulars = particularsErrors(entries, languageOf(c));
  const agent = agentErrors(entries, read.data, languageOf(c));
  const more = { ...postalErrors(entries, languageOf(c)), ...particulars, ...agent };
  if (!read.success || issues.length > 0 || Object.keys(more).length > 0) {
    const residence = Residence.safeParse(entries.one('residence'));
    const errors = { ...errorsIn(issues, languageOf(c)), ...more };
    // A form without residence or nonce is not ours: begin anew.
    const ours = residence.success && Submission.shape.nonce.safeParse(nonce).success;
    return ours ? form(c, site, residence.data, entries, errors) : c.redirect('/request', 303);
  }
  const submission = submissionOf(nonce, read.data);
  // A machine that fills in every field hears the same as everybody, and nothing happens.
  const trapped = entries.one('website') !== '';
  const caseId = trapped
    ? await caseIdFor(context, 'form', submission)
    : await openRequest(context, { ...read.data, nonce: submission });
  return c.redirect(`/request/received?case=${caseId}`, 303);
};

/** Says the same whether the address, the person or the case exist (L-32): it looks nothing up. */
export const receivedPage = (site: Site) => (c: Request) => {
  const language = languageOf(c);
  const words = WORDS[language].received;
  const caseId = CaseId.safeParse(c.req.query('case')).data;
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.mail}</p>
<p>${words.next}</p>
${caseId ? html`<div class="card"><p class="quiet">${words.number}</p><p class="number">${caseId}</p><p class="quiet">${words.numberHint}</p></div>` : ''}
<p class="quiet">${words.none}</p>`,
  });
};
