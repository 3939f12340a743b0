/** Every clock of the case, and how it is counted. */
import { html } from 'hono/html';
import { runningClocks } from '../../../core/case/row.ts';
import { explain } from '../../../core/law/clocks.ts';
import type { Clock } from '../../../core/law/plan.ts';
import { clockBar } from '../../pages/clock-bar.ts';
import type { Html } from '../../pages/layout.ts';
import { WARNING_WORDS } from '../words/warnings.ts';
import { extension } from './extend-form.ts';
import { type CaseView, said, titleOf } from './view.ts';

export function clocksSection(view: CaseView): Html {
  const { plan } = view.state;
  if (!plan) return html`<p class="quiet">${view.visit.words.queue.noDeadline}</p>`;
  const running = runningClocks(view.state);
  return html`<div class="clocks">${plan.clocks.map((clock) => oneClock(view, clock, running.includes(clock)))}</div>${extension(view)}`;
}

function oneClock(view: CaseView, clock: Clock, runs: boolean): Html {
  const { words, language, now } = view.visit;
  return html`<article><h3>${words.clockKinds[clock.kind]} <span class="quiet">${titleOf(view, clock.right)}</span></h3>
${runs ? clockBar(clock, now, language) : html`<p><span class="settled">${words.clockStopped}</span></p>`}
<p class="explained">${explain(clock, language)} <span class="cites">${clock.cites.join(', ')}</span></p>${toldOfIt(view, clock)}</article>`;
}

function toldOfIt(view: CaseView, { rule, target }: Clock): Html {
  const words = WARNING_WORDS[view.visit.language];
  const told = view.state.warnings.filter((one) => one.rule === rule && one.target === target);
  if (told.length === 0) return html``;
  return html`<p class="hint">${words.told}</p><ul class="hint">${told.map(({ stage, at, operators }) => html`<li>${words.stages[stage]} (${words.by(said(view, at), operators)})</li>`)}</ul>`;
}
