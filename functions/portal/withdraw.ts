/** Withdrawing, after one question. */
import { html } from 'hono/html';
import { somethingChanged } from '../../core/case/changes.ts';
import { withdraw } from '../../core/case/ending.ts';
import { act } from '../desk.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { WORDS } from './words.ts';

export const withdrawPage = (site: Site) => (c: CaseRequest) => {
  const state = c.get('state');
  if (state.closed || state.withdrawnAt || somethingChanged(state)) return home(c, '?already');
  const words = WORDS[c.get('language')].withdraw;
  return show(c, site, c.get('language'), {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.text}</p>
${state.payments.length > 0 ? html`<p>${words.fee}</p>` : ''}
${state.applied.length > 0 ? html`<p>${words.light}</p>` : ''}
<form class="actions" method="post" action="${c.get('home')}/withdraw"><button class="danger">${words.yes}</button> <a class="button second" href="${c.get('home')}">${words.no}</a></form>`,
  });
};

export const withdrawRequest = (site: Site) => async (c: CaseRequest) => {
  await act(site.context, c.get('state').caseId, 'requester', withdraw);
  return home(c);
};
