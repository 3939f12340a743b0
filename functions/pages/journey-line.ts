/** The journey of a case as a line of stations, the current one lit. */
import { html } from 'hono/html';
import type { StationState } from '../../core/case/journey.ts';
import type { Language } from '../../core/law/rights.ts';
import type { Html } from './layout.ts';
import { PAGE_WORDS } from './words.ts';

/** A list to those who listen, a line to those who look. */
export function journeyLine(stations: readonly StationState[], language: Language): Html {
  const words = PAGE_WORDS[language];
  return html`<ol class="journey" aria-label="${words.journey}">
${stations.map(
  ({ station, state }) =>
    html`<li class="${state}"${state === 'current' ? html` aria-current="step"` : ''}>${mark(state)}<span>${words.stations[station]}<span class="unseen"> (${words.stationStates[state]})</span></span></li>
`,
)}</ol>`;
}

function mark(state: StationState['state']): Html {
  const tick = html`<path d="m5.5 10.5 3 3 6-7"/>`;
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="8.5"/>${state === 'done' ? tick : ''}${state === 'current' ? html`<circle class="dot" cx="10" cy="10" r="4"/>` : ''}</svg>`;
}
