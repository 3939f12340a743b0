/** A case on one page: what is to be done first, then how it came to this. */
import { html } from 'hono/html';
import { journeyOf } from '../../../core/case/journey.ts';
import { journeyLine } from '../../pages/journey-line.ts';
import type { Html } from '../../pages/layout.ts';
import { answerSection } from './answer.ts';
import { changesSection } from './changes.ts';
import { clocksSection } from './clocks.ts';
import { decisionsSection } from './decisions.ts';
import { feeSection } from './fee.ts';
import { findingsSection } from './findings.ts';
import { identitySection } from './identity.ts';
import { logSection } from './log.ts';
import { mendContactForms } from './mend-contact-form.ts';
import { nextSection } from './next.ts';
import { requestSection } from './request.ts';
import { taskForms } from './tasks.ts';
import { type CaseView, titleOf, when } from './view.ts';

const SECTIONS = {
  clocks: clocksSection,
  request: requestSection,
  identity: identitySection,
  fee: feeSection,
  findings: findingsSection,
  decisions: decisionsSection,
  changes: changesSection,
  answer: answerSection,
  log: logSection,
} as const;
type Section = keyof typeof SECTIONS;

/** Bands from top to bottom, each of columns; read in this order by those who listen. */
const BANDS: readonly (readonly (readonly Section[])[])[] = [
  [
    ['clocks', 'request'],
    ['identity', 'fee'],
  ],
  [['findings']],
  [['decisions', 'changes'], ['answer']],
  [['log']],
];

/** @param notice what has just been recorded, or had been settled before */
export function casePage(view: CaseView, notice: string | null): Html {
  const { visit, state } = view;
  const words = visit.words.case;
  return html`<div class="case-head"><h1>${words.of(state.caseId)}</h1>${summary(view)}</div>
${journeyLine(journeyOf(state), visit.language)}
${notice ? html`<p class="note" role="status">${notice}</p>` : ''}
${visit.mayAct ? '' : html`<p class="note">${words.auditorNote}</p>`}
${taskForms(view)}
${mendContactForms(view)}
${nextSection(view)}
<nav class="contents" aria-label="${words.contents}"><ul>${BANDS.flat(2).map(
    (id) => html`<li><a href="#${id}">${words[id]}</a></li>`,
  )}</ul></nav>
${BANDS.map((columns) => html`<div class="band">${columns.map((ids) => html`<div>${ids.map((id) => section(view, id))}</div>`)}</div>`)}`;
}

function section(view: CaseView, id: Section): Html {
  return html`<section class="part" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${view.visit.words.case[id]}</h2>
${SECTIONS[id](view)}
</section>
`;
}

function summary(view: CaseView): Html {
  const { visit, state } = view;
  const { words } = visit;
  return html`<p class="summary"><span class="regime">${words.regimes[state.regime]}</span>
${state.rights.length > 0 ? state.rights.map((right) => html`<span class="right">${titleOf(view, right)}</span>`) : words.queue.unclear}
<span class="quiet">${words.case.received} ${when(view, state.receivedAt)} · ${words.channels[state.channel]} · ${words.languages[state.language]}</span></p>`;
}
