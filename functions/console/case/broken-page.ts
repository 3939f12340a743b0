/** A log that does not hold together: shown as it is, and nothing can be done with the case. */
import { html } from 'hono/html';
import { faultsIn, type SealedCommit } from '../../../core/case/chain.ts';
import type { CaseId } from '../../../core/ids.ts';
import type { Html } from '../../pages/layout.ts';
import type { Visit } from '../visit.ts';
import { download } from './log.ts';

export function brokenPage(
  { words, language }: Visit,
  caseId: CaseId,
  commits: readonly SealedCommit[],
): Html {
  const { errors, log } = words;
  return html`<h1>${errors.brokenLogTitle}</h1>
<p class="errors">${caseId}: ${errors.brokenLog}</p>
<ul>${faultsIn(caseId, commits).map(({ position, fault }) => html`<li>${log.position} ${position}: ${fault}</li>`)}</ul>
${download(language, caseId)}
<div class="scroll" tabindex="0" role="region" aria-label="${words.case.log}"><table class="log">
<thead><tr><th class="n">${log.position}</th><th>${log.what}</th><th>${log.hash}</th></tr></thead>
<tbody>${commits.map((commit) => html`<tr><td class="n">${commit.position}</td><td>${commit.events.map(({ type }) => type).join(', ')}</td><td><code class="hash">${commit.hash}</code></td></tr>`)}</tbody></table></div>`;
}
