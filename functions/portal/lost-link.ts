/** `/lost-link`: always the same answer, after the same time; a mail only where all fits (L-32). */
import { setTimeout } from 'node:timers/promises';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { CaseId } from '../../core/ids.ts';
import { MailAddress } from '../../core/mail-address.ts';
import { resendLink } from '../acts/resend-link.ts';
import { errorSummary, type FieldErrors, textField } from '../pages/form.ts';
import { languageOf } from '../pages/language.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { WORDS } from './words.ts';

/** Longer than finding a case and handing over a mail take. */
const EVEN_TIME = 800;

const Asked = z.object({ caseId: CaseId, email: MailAddress });

export const lostLinkPage = (site: Site) => (c: Request) =>
  form(c, site, new Entries(new URLSearchParams()), {});

function form(c: Request, site: Site, entries: Entries, errors: FieldErrors) {
  const language = languageOf(c);
  const words = WORDS[language].lostLink;
  const wrong = Object.keys(errors).length > 0;
  return show(c, site, language, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<form method="post" action="/lost-link" novalidate>
${textField({ name: 'caseId', label: words.caseId, hint: words.caseIdHint, language, required: true, autocomplete: 'off', maxlength: 20, value: entries.one('caseId'), error: errors.caseId })}
${textField({ name: 'email', type: 'email', label: words.email, language, required: true, autocomplete: 'email', maxlength: 254, value: entries.one('email'), error: errors.email })}
<p class="actions"><button>${words.send}</button></p>
</form>`,
  });
}

export const sendLostLink = (site: Site) => async (c: Request) => {
  const language = languageOf(c);
  const { errors: wrong, lostLink: words } = WORDS[language];
  const entries = await readEntries(c);
  const read = Asked.safeParse({
    caseId: entries.one('caseId').normalize('NFKC').toUpperCase(),
    email: entries.one('email'),
  });
  if (!read.success) {
    const missing = read.error.issues.map((issue) => issue.path[0]);
    return form(c, site, entries, {
      ...(missing.includes('caseId') && { caseId: wrong.caseId }),
      ...(missing.includes('email') && { email: wrong.email }),
    });
  }
  const { context, options } = site;
  await Promise.all([
    setTimeout(options.evenTime ?? EVEN_TIME),
    resendLink(context, read.data.caseId, read.data.email).catch((error: unknown) => {
      // An error page here would tell that number and address belong together.
      const name = error instanceof Error ? error.name : 'unknown';
      context.log('link not sent', { caseId: read.data.caseId, error: name });
    }),
  ]);
  return show(c, site, language, {
    title: words.sentTitle,
    body: html`<h1>${words.sentTitle}</h1>
<p class="lead">${words.sent}</p>`,
  });
};
