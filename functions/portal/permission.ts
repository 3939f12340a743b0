/**
 * `/permission/<link>`: the one page that an agent's subject sees. It names the agent and what is asked for,
 * to whoever reads the subject's mail, and nothing of what is held (L-22, L-32).
 */
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { answerPermission } from '../../core/case/authority.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import { openTask } from '../../core/case/tasks.ts';
import type { Language } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { act } from '../desk.ts';
import { caseOfPermission } from '../links.ts';
import { checkbox, errorSummary, type FieldErrors, textField } from '../pages/form.ts';
import { languageOf } from '../pages/language.ts';
import type { Html } from '../pages/layout.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { notFound } from './trouble.ts';
import { AGENT_WORDS } from './words/agents.ts';
import { WORDS } from './words.ts';

const caseOf = (site: Site, c: Request) =>
  caseOfPermission(site.context, c.req.param('link') ?? '');

/** Asked by the plan and not declared yet (L-13). */
const asksDeclaration = ({ plan, declared }: CaseState): boolean =>
  plan?.verification.declaration === true && !declared;

export const permissionPage = (site: Site) => async (c: Request) => {
  const state = await caseOf(site, c);
  if (!state) return notFound(site)(c);
  return page(c, site, state, new Entries(new URLSearchParams()), {});
};

export const answerToPermission = (site: Site) => async (c: Request) => {
  const state = await caseOf(site, c);
  if (!state) return notFound(site)(c);
  const language = languageOf(c, state.language);
  const entries = await readEntries(c);
  const answer = entries.one('answer');
  if (answer !== 'yes' && answer !== 'no') return page(c, site, state, entries, {});
  const declares = answer === 'yes' && asksDeclaration(state);
  const signature = entries.one('signature');
  const { errors: words, points } = WORDS[language];
  const errors: FieldErrors = declares
    ? {
        ...(entries.one('declare') !== 'yes' && { declare: words.declare }),
        ...(signature === '' && { signature: words.name }),
      }
    : {};
  if (Object.keys(errors).length > 0) return page(c, site, state, entries, errors);
  try {
    await act(site.context, state.caseId, 'requester', (now) =>
      answerPermission(now, answer === 'yes', declares ? points.declaration(signature) : undefined),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return c.redirect(c.req.path, 303);
};

function page(
  c: Request,
  site: Site,
  state: CaseState,
  entries: Entries,
  errors: FieldErrors,
): Promise<Response> {
  const language = languageOf(c, state.language);
  const words = AGENT_WORDS[language].permission;
  if (!openTask(state, 'confirm-permission')) return over(c, site, state, language);
  const company = site.context.settings.organisation.name[language];
  const wrong = Object.keys(errors).length > 0;
  return show(c, site, language, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead(company)}</p>
<dl class="facts card"><dt>${words.agent}</dt><dd>${state.requester?.name ?? ''}<br>${state.requester?.email ?? ''}</dd><dt>${words.asked}</dt><dd><ul class="asked">${state.rights.map((right) => html`<li>${ruleFor(right).title[language]}</li>`)}</ul></dd></dl>
<form method="post" action="${c.req.path}" novalidate>
<h2>${words.question}</h2>
${asksDeclaration(state) ? declaration(language, entries, errors) : ''}
<p class="actions"><button name="answer" value="yes">${words.yes}</button> <button class="second" name="answer" value="no">${words.no}</button></p>
</form>
<p class="quiet">${words.either}</p>`,
  });
}

function declaration(language: Language, entries: Entries, errors: FieldErrors): Html {
  const words = AGENT_WORDS[language].permission;
  const { points } = WORDS[language];
  return html`<section class="card"><h3>${words.declarationTitle}</h3>
<p>${words.declarationWhy}</p>
<blockquote>${points.declaration(points.you)}</blockquote>
${checkbox({ name: 'declare', label: words.declare, language, unmarked: true, checked: entries.one('declare') === 'yes', error: errors.declare })}
${textField({ name: 'signature', label: words.typed, language, unmarked: true, autocomplete: 'name', maxlength: 200, value: entries.one('signature'), error: errors.signature })}</section>`;
}

/** Answered, or nobody asks any more: the same whether the link is opened by the subject or after them. */
function over(c: Request, site: Site, { permission }: CaseState, language: Language) {
  const words = AGENT_WORDS[language].permission;
  const title = permission ? words.doneTitle : words.overTitle;
  const text = permission ? (permission.given ? words.doneYes : words.doneNo) : words.over;
  return show(c, site, language, {
    title,
    body: html`<h1>${title}</h1><p class="lead">${text}</p>`,
  });
}
