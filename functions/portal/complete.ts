/** What an e-mail left open (L-31): the same questions as on the form, asked through the mailed link. */
import { html } from 'hono/html';
import { completeRequest } from '../../core/case/opening.ts';
import { openTask } from '../../core/case/tasks.ts';
import { Residence } from '../../core/law/rights.ts';
import { act } from '../desk.ts';
import { errorSummary, type FieldErrors, textField } from '../pages/form.ts';
import { askedFields, languageChoice, readAsked } from './asked.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import { residenceLine, residenceLinks } from './residence.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { WORDS } from './words.ts';

export const completePage = (site: Site) => (c: CaseRequest) => {
  if (!openTask(c.get('state'), 'complete-request')) return home(c, '?already');
  const words = WORDS[c.get('language')].residence;
  const residence = Residence.safeParse(c.req.query('residence'));
  if (residence.success)
    return form(c, site, residence.data, new Entries(new URLSearchParams()), {});
  return show(c, site, c.get('language'), {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.why}</p>
${residenceLinks(`${c.get('home')}/complete`, c.get('language'))}`,
  });
};

/** The name is asked anew: what the mail said of it is not shown to whoever holds the link. */
function form(
  c: CaseRequest,
  site: Site,
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
): Promise<Response> {
  const language = c.get('language');
  const { complete: words, form: labels } = WORDS[language];
  const path = `${c.get('home')}/complete`;
  const wrong = Object.keys(errors).length > 0;
  return show(c, site, language, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
${residenceLine(residence, path, language)}
<form class="asking" method="post" action="${path}?residence=${residence}" novalidate>
${askedFields(residence, entries, errors, language, c.get('state').receivedAt)}
${textField({ name: 'name', label: labels.name, hint: labels.nameHint, language, required: true, autocomplete: 'name', maxlength: 200, value: entries.one('name'), error: errors.name })}
${languageChoice(entries, language)}
<p class="actions"><button>${words.send}</button></p>
</form>`,
  });
}

export const sendCompletion = (site: Site) => async (c: CaseRequest) => {
  const { context } = site;
  const entries = await readEntries(c);
  const read = readAsked(entries, c.get('language'), context.ports.clock.now());
  if ('errors' in read) {
    const residence = Residence.safeParse(entries.one('residence'));
    if (!residence.success) return c.redirect(`${c.get('home')}/complete`, 303);
    return form(c, site, residence.data, entries, read.errors);
  }
  const { name, postalAddress, particulars, ...asked } = read.asked;
  await act(context, c.get('state').caseId, 'requester', (now) =>
    completeRequest(now, asked, {
      name,
      ...(postalAddress && { postalAddress }),
      ...(particulars && { particulars }),
    }),
  );
  return home(c);
};
