/** The yearly figures as a page (L-28): counts only, for every role. */
import { html } from 'hono/html';
import {
  added,
  daysToAnswer,
  Line,
  NOT_CARRIED_OUT,
  NOTHING,
  type Sum,
  UNVERIFIED,
} from '../../../core/case/metrics.ts';
import { groundsFor, outcomesFor } from '../../../core/law/decisions.ts';
import { type Language, Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import type { Figures } from '../../figures.ts';
import type { Html } from '../../pages/layout.ts';
import type { Visit } from '../visit.ts';
import { METRICS_WORDS } from './words.ts';

const FATES = ['received', 'whole', 'part', 'denied', 'ended', 'open'] as const;

export function metricsPage({ language }: Visit, figures: Figures): Html {
  const words = METRICS_WORDS[language];
  const { year, years, sums, unreadable } = figures;
  const lines = Line.options.flatMap((line) => {
    const sum = sums.get(line);
    return sum ? [{ line, sum }] : [];
  });
  return html`<h1>${words.title(year)}</h1>
<p class="lead">${words.lead}</p>
${years.length > 0 ? html`<p class="tabs" role="group" aria-label="${words.years}">${years.map((one) => html`<a href="/console/metrics?year=${one}"${one === year ? html` aria-current="true"` : ''}>${one}</a> `)}</p>` : ''}
${unreadable > 0 ? html`<p class="note" role="status">${words.unreadable(unreadable)}</p>` : ''}
${
  lines.length === 0
    ? html`<p class="card quiet">${words.none(year)}</p>`
    : html`${table(lines, year, language)}
${grounds(lines, language)}
<p><a href="/console/metrics/${year}.csv" download>${words.download}</a></p>`
}
<p class="hint">${words.counted}</p>`;
}

function table(lines: readonly { line: Line; sum: Sum }[], year: number, language: Language): Html {
  const words = METRICS_WORDS[language];
  const heads = [...FATES, 'median', 'mean'] as const;
  return html`<table class="stores figures"><caption>${words.caption(year)}</caption>
<thead><tr><th scope="col">${words.right}</th>${heads.map((head) => html`<th scope="col">${words[head]}</th>`)}</tr></thead>
<tbody>${lines.map(({ line, sum }) => {
    const days = daysToAnswer(sum);
    return html`<tr><th scope="row">${nameOf(line, language)}</th>${FATES.map((fate) => html`<td data-label="${words[fate]}">${sum[fate]}</td>`)}<td data-label="${words.median}">${days ? sayDays(days.median) : '–'}</td><td data-label="${words.mean}">${days ? sayDays(days.mean) : '–'}</td></tr>`;
  })}</tbody></table>`;
}

function grounds(lines: readonly { line: Line; sum: Sum }[], language: Language): Html {
  const words = METRICS_WORDS[language];
  const { deniedOn } = lines.reduce((all, { sum }) => added(all, sum), NOTHING);
  const counts = Object.entries(deniedOn);
  if (counts.length === 0) return html``;
  return html`<h2>${words.whyTitle}</h2>
<p class="hint">${words.why}</p>
<table class="stores"><thead><tr><th scope="col">${words.ground}</th><th scope="col">${words.count}</th></tr></thead>
<tbody>${counts.map(([ground, count]) => html`<tr><th scope="row">${groundName(ground, language)}</th><td data-label="${words.count}">${count}</td></tr>`)}</tbody></table>`;
}

const nameOf = (line: Line, language: Language): string =>
  line === 'unclear' ? METRICS_WORDS[language].unclear : ruleFor(line).title[language];

/** As the operator chose it; an id that the catalogue no longer has is shown as it is. */
function groundName(id: string, language: Language): string {
  if (id === UNVERIFIED) return METRICS_WORDS[language].unverified;
  if (id === NOT_CARRIED_OUT) return METRICS_WORDS[language].notCarriedOut;
  for (const right of Right.options)
    for (const outcome of outcomesFor(right)) {
      const found = groundsFor(right, outcome).find((ground) => ground.id === id);
      if (found) return found.operator[language];
    }
  return id;
}

const sayDays = (days: number): string => days.toFixed(1).replace(/\.0$/, '');
