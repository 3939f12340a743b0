/** `/p/<link>`: where the request stands, what comes next, what the person can do now. */
import { html } from 'hono/html';
import { somethingChanged } from '../../core/case/changes.ts';
import { journeyForRequester } from '../../core/case/journey.ts';
import { runningClocks } from '../../core/case/row.ts';
import type { CaseState } from '../../core/case/state.ts';
import { dayIn } from '../../core/law/calendar.ts';
import { explain } from '../../core/law/clocks.ts';
import type { Clock } from '../../core/law/plan.ts';
import type { Language } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { clockBar } from '../pages/clock-bar.ts';
import { formatDay } from '../pages/format.ts';
import { journeyLine } from '../pages/journey-line.ts';
import type { Html } from '../pages/layout.ts';
import { history } from './history.ts';
import { inquiryCard } from './inquiry.ts';
import { judgedBadge, judgedCards } from './judged.ts';
import { nextStep } from './next-step.ts';
import { lookAgainAfter, show } from './page.ts';
import { honouredFor } from './signal.ts';
import type { CaseRequest, Site } from './site.ts';
import { stepCard } from './step-card.ts';
import { zoneOf } from './the-case.ts';
import { expectedBy, extendedBecause } from './words/clocks.ts';
import { WORDS } from './words.ts';

export const casePage = (site: Site) => async (c: CaseRequest) => {
  const { context } = site;
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language];
  const events = (await context.cases.events(state.caseId)).flatMap((one) => one.events);
  const lastChange = events.at(-1)?.at ?? state.receivedAt;
  const step = nextStep(state);
  const paying =
    c.req.query('paid') !== undefined && step.kind === 'act' && step.task === 'pay-fee';
  const machine =
    step.kind === 'wait' && ['start', 'points', 'light', 'closing'].includes(step.for);
  const { contactAddress, organisation } = context.settings;
  const honouredBy = await honouredFor(site, c);
  return show(c, site, language, {
    honouredBy,
    title: `${words.case.title} ${state.caseId}`,
    ...((paying || machine) && { refresh: lookAgainAfter(lastChange, context.ports.clock.now()) }),
    body: html`<h1>${words.case.title}</h1>
<dl class="facts"><dt>${words.case.number}</dt><dd class="code">${state.caseId}</dd><dt>${words.case.received}</dt><dd>${formatDay(dayIn(zoneOf(c), state.receivedAt), language)}</dd>${rightsAsked(c, state, language)}</dl>
${journeyLine(journeyForRequester(state), language)}
${c.req.query('already') !== undefined ? html`<p class="note" role="status">${words.trouble.already}</p>` : ''}
${stepCard(c, step, paying)}
${judgedCards(site, c)}${inquiryCard(c)}
${clocks(state, context.ports.clock.now(), language)}
<h2>${words.case.history}</h2>
${history(events, zoneOf(c), language)}
<h2>${words.case.help}</h2>
<p>${words.case.helpText(contactAddress, organisation.phone)}</p>
<p class="quiet">${words.case.private}</p>
${state.closed || state.withdrawnAt || state.answer || somethingChanged(state) ? '' : html`<p><a href="${c.get('home')}/withdraw">${words.case.withdraw}</a></p>`}`,
  });
};

function rightsAsked(c: CaseRequest, state: CaseState, language: Language): Html {
  const words = WORDS[language].case;
  if (state.rights.length === 0) return html``;
  return html`<dt>${words.asked}</dt><dd><ul class="asked">${state.rights.map((right) => {
    const done = state.applied.find((one) => one.right === right);
    const day = done && formatDay(dayIn(zoneOf(c), done.at), language);
    const badge = judgedBadge(state, right, language) ?? (day && words.carriedOut(day));
    return html`<li>${ruleFor(right).title[language]}${badge ? html` <span class="badge">${badge}</span>` : ''}</li>`;
  })}</ul></dd>`;
}

/** One bar for rights whose clocks are the same. */
function clocks(state: CaseState, now: Date, language: Language): Html {
  const words = WORDS[language].case;
  const running = runningClocks(state).filter((clock) => clock.kind !== 'acknowledge');
  if (running.length === 0) return html``;
  const groups = Map.groupBy(running, ({ rule, receivedOn }) => `${rule} ${receivedOn}`);
  return html`<h2>${words.clocks}</h2>${[...groups.values()].map((group) =>
    clockOf(state, group, now, language),
  )}`;
}

function clockOf(
  { extension }: CaseState,
  group: readonly Clock[],
  now: Date,
  language: Language,
): Html {
  const [clock] = group;
  if (!clock) return html``;
  const titles = group.map(({ right }) => ruleFor(right).title[language]);
  return html`<section class="deadline"><h3>${titles.join(language === 'ja' ? '、' : ', ')}</h3>
${clockBar(clock, now, language, expectedBy(clock.right, language))}
${extension && clock.kind === 'extended-answer' ? html`<p>${extendedBecause(extension.reason, language)}</p>` : ''}
<details><summary>${WORDS[language].case.counted}</summary><p>${explain(clock, language)}</p></details></section>`;
}
