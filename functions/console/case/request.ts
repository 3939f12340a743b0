/** What was asked, and by whom. That it was read is logged before it is shown. */
import { html } from 'hono/html';
import type { CaseState } from '../../../core/case/state.ts';
import { fileOf } from '../../acts/view-personal.ts';
import { formatDay } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import { ENTER_WORDS } from '../enter/words.ts';
import { AGENT_WORDS } from '../words/agents.ts';
import { CONTACT_WORDS } from '../words/contact.ts';
import { POSTING_WORDS } from '../words/posting.ts';
import { subjectFacts } from './authority.ts';
import { particularsFacts } from './particulars.ts';
import { replanning } from './replan-form.ts';
import { samePersonSection } from './same-person.ts';
import { type CaseView, fact, titleOf, when } from './view.ts';

export function requestSection(view: CaseView): Html {
  const { state, visit } = view;
  const { request, residences, case: words } = visit.words;
  const { period } = state;
  return html`<dl class="facts">
${fact(request.rights, state.rights.length > 0 ? state.rights.map((right) => titleOf(view, right)).join(' · ') : visit.words.queue.unclear)}
${state.residence ? fact(request.residence, residences[state.residence]) : ''}
${state.arrival ? fact(ENTER_WORDS[visit.language].how, ENTER_WORDS[visit.language].arrivals[state.arrival]) : ''}
${fact(request.period, period ? request.from(formatDay(period.from, visit.language), formatDay(period.to, visit.language)) : request.allTime)}
${fact(request.delivery, request.deliveries[state.delivery])}
${visit.mayAct && state.requester ? person(view, state.requester) : ''}
</dl>
${visit.mayAct ? mails(view) : ''}
${samePersonSection(view)}
${replanning(view)}
<p class="hint">${!visit.mayAct ? words.personalHidden : state.requester ? request.logged : words.personalGone}</p>`;
}

function person(view: CaseView, requester: NonNullable<CaseState['requester']>): Html {
  const { request } = view.visit.words;
  const { name, email, phone, message, postalAddress } = requester;
  const { mailTo } = view.state;
  const agent = AGENT_WORDS[view.visit.language];
  const [whose, address] = view.state.agent
    ? [agent.agent, agent.agentEmail]
    : [request.name, request.email];
  return html`${subjectFacts(view)}${fact(whose, name)}${fact(address, email)}${mailTo ? fact(CONTACT_WORDS[view.visit.language].mailTo, mailTo) : ''}${phone ? fact(request.phone, phone) : ''}${postalAddress ? fact(POSTING_WORDS[view.visit.language].postalAddress, html`<span class="verbatim">${postalAddress}</span>`) : ''}${message ? fact(request.message, html`<span class="verbatim">${message}</span>`) : ''}${particularsFacts(view)}`;
}

/** Mails as text, folded away: they may be long. */
function mails(view: CaseView): Html {
  const { request } = view.visit.words;
  const { mails: all } = view.state;
  if (all.length === 0) return html``;
  return html`<h3>${request.mails}</h3>
${all.map(
  (
    mail,
  ) => html`<details><summary>${when(view, mail.at)} ${mail.personal ? request.mail(mail.personal.subject) : ''}${mail.attachments.length > 0 ? html` <span class="quiet">${request.attachments(mail.attachments.length)}</span>` : ''}</summary>
<p class="hint">${request.sender(checksOf(mail.verdicts))}</p>
<p class="verbatim">${mail.personal?.text ?? ''}</p>${attached(view, mail.attachments)}</details>`,
)}`;
}

/** `null` where nothing was asked: without a resolver, every verdict is `none`. */
function checksOf(verdicts: CaseState['mails'][number]['verdicts']): string | null {
  const said = Object.entries(verdicts).filter(([, verdict]) => verdict !== 'none');
  if (said.length === 0) return null;
  return said.map(([check, verdict]) => `${check.toUpperCase()} ${verdict}`).join(', ');
}

function attached(view: CaseView, attachments: CaseState['mails'][number]['attachments']): Html {
  const { identity } = view.visit.words;
  if (attachments.length === 0) return html``;
  if (view.state.closed)
    return html`<p class="hint">${identity.destroyed}: ${attachments.map(({ contentType }) => contentType).join(', ')}</p>`;
  return html`<ul>${attachments.map(({ key, contentType }) => html`<li><a class="alone" href="/console/cases/${view.state.caseId}/attachment/${fileOf(key)}">${contentType}</a></li>`)}</ul><p class="hint">${identity.viewLogged}</p>`;
}
