/**
 * `/check`: whether something is from us, for whoever holds it. A file is checked in the browser and goes
 * nowhere; a letter on paper by its code, with the same "no" for all else (L-32).
 */
import { setTimeout } from 'node:timers/promises';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { CaseId } from '../../core/ids.ts';
import { dayIn, ZONES } from '../../core/law/calendar.ts';
import type { Language } from '../../core/law/rights.ts';
import { letterOf } from '../letter-code.ts';
import { errorSummary, type FieldErrors, textField } from '../pages/form.ts';
import { formatDay } from '../pages/format.ts';
import { languageOf } from '../pages/language.ts';
import type { Html } from '../pages/layout.ts';
import type { Known } from '../proof/verdict.ts';
import { publishedCertificates } from '../published-certificates.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { CHECK_WORDS } from './words/check.ts';
import { WORDS } from './words.ts';

/** Longer than reading a case takes. */
const EVEN_TIME = 300;

const Asked = z.object({ caseId: CaseId, code: z.string().regex(/^[0-9A-F]{10}$/) });

export const checkPage = (site: Site) => (c: Request) =>
  form(c, site, new Entries(new URLSearchParams()), {});

async function form(c: Request, site: Site, entries: Entries, errors: FieldErrors) {
  const language = languageOf(c);
  const words = CHECK_WORDS[language];
  const wrong = Object.keys(errors).length > 0;
  return show(c, site, language, {
    title: words.title,
    modules: ['/assets/portal/check.js'],
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${await fileSection(site, language)}
<h2>${words.letterTitle}</h2>
<p>${words.letterLead}</p>
<form method="post" action="/check" novalidate>
${textField({ name: 'caseId', label: words.caseId, hint: words.caseIdHint, language, required: true, autocomplete: 'off', maxlength: 20, value: entries.one('caseId'), error: errors.caseId })}
${textField({ name: 'code', label: words.code, hint: words.codeHint, language, required: true, autocomplete: 'off', maxlength: 24, value: entries.one('code'), error: errors.code })}
<p class="actions"><button>${words.send}</button></p>
</form>
<p class="quiet">${words.whole} <a href="/keys">${words.keys}</a></p>`,
  });
}

/** Works with its script only: without, it says how else a file can be checked. */
async function fileSection({ context }: Site, language: Language): Promise<Html> {
  const words = CHECK_WORDS[language];
  const published = await publishedCertificates(context.ports.signer);
  const known: Known[] = published.map(({ fingerprint, until }) => ({ fingerprint, until }));
  return html`<section id="file" data-known="${JSON.stringify(known)}" data-words="${JSON.stringify(words.script)}">
<h2>${words.fileTitle}</h2>
<p>${words.fileLead}</p>
<div class="no-script"><p>${words.noScript}</p><pre><code>npm run verify -- package.zip</code></pre></div>
<div class="drop" hidden><label for="dropped">${words.choose}</label><p class="hint" id="dropped-hint">${words.chooseHint}</p>
<input type="file" id="dropped" multiple accept=".zip,.pdf,.json,.jws" aria-describedby="dropped-hint"></div>
<progress hidden aria-label="${words.script.checking}"></progress>
<div class="outcome" role="status"></div>
</section>`;
}

/** As copied from paper: small letters, gaps and full-width signs are no mistakes. */
const copied = (text: string): string => text.normalize('NFKC').trim().toUpperCase();

export const checkLetter = (site: Site) => async (c: Request) => {
  const language = languageOf(c);
  const words = CHECK_WORDS[language];
  const { errors: wrong } = WORDS[language];
  const entries = await readEntries(c);
  const read = Asked.safeParse({
    caseId: copied(entries.one('caseId')),
    code: copied(entries.one('code')).replaceAll(/[\s-]/g, ''),
  });
  if (!read.success) {
    const missing = read.error.issues.map((issue) => issue.path[0]);
    return form(c, site, entries, {
      ...(missing.includes('caseId') && { caseId: wrong.caseId }),
      ...(missing.includes('code') && { code: wrong.letterCode }),
    });
  }
  const { caseId, code } = read.data;
  const [letter] = await Promise.all([
    letterOf(site.context, caseId, code),
    setTimeout(site.options.evenTime ?? EVEN_TIME),
  ]);
  const again = html`<p class="actions"><a class="button second" href="/check">${words.again}</a></p>`;
  if (!letter)
    return show(c, site, language, {
      title: words.unknownTitle,
      body: html`<h1>${words.unknownTitle}</h1><p class="lead">${words.unknown}</p>${again}`,
    });
  const zone = ZONES[letter.state.regime];
  return show(c, site, language, {
    title: words.issuedTitle,
    body: html`<h1>${words.issuedTitle}</h1><p class="lead">${words.issued}</p>
<dl class="facts card"><dt>${words.caseId}</dt><dd class="code">${caseId}</dd><dt>${words.issuedOn}</dt><dd>${formatDay(dayIn(zone, letter.issuedAt), language)}</dd><dt>${words.sha256}</dt><dd class="code">${letter.sha256}</dd></dl>
<p>${words.compare}</p>${again}`,
  });
};
