/** What each store returned, with the proof that nothing was left behind. */
import { html } from 'hono/html';
import { rightsToDecide } from '../../../core/case/answer.ts';
import { explanationOf, findingOf } from '../../../core/case/collection.ts';
import type { CollectionFinding, Finding } from '../../../core/finding.ts';
import type { StoreId } from '../../../core/ids.ts';
import { needsCollection } from '../../../core/law/rules.ts';
import { formatMoment } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import { type CaseView, storeName } from './view.ts';
import { kindWords } from './withheld.ts';

export function findingsSection(view: CaseView): Html {
  const { state, visit } = view;
  const { findings: words } = visit.words;
  if (state.plan && !rightsToDecide(state).some(needsCollection))
    return html`<p>${words.notNeeded}</p>`;
  if (state.stores.length === 0) return html`<p class="quiet">${words.notYet}</p>`;
  return html`${state.stores.map((store) => oneStore(view, store, findingOf(state, store)))}`;
}

function oneStore(view: CaseView, store: StoreId, finding: Finding | undefined): Html {
  const { findings: words } = view.visit.words;
  const status = finding?.status ?? 'pending';
  return html`<article class="store"><h3>${storeName(view, store)} <span class="status ${status}">${words.statuses[status]}</span></h3>
${finding ? found(view, store, finding) : ''}</article>`;
}

function found(view: CaseView, store: StoreId, finding: Finding): Html {
  const explained = view.visit.mayAct ? (explanationOf(view.state, store) ?? '') : '';
  const { findings: words } = view.visit.words;
  if (finding.status === 'left-out') return html`<p class="verbatim">${explained}</p>`;
  const total = finding.collections.reduce((sum, { count }) => sum + count, 0);
  const kept = total > 0 && !view.state.closed && view.visit.mayAct;
  return html`${finding.status === 'by-hand' ? html`<p><strong>${finding.held ? words.held : words.notHeld}</strong></p><p class="verbatim">${explained}</p>` : ''}
${finding.status === 'complete' ? outOfReach(view, store, finding.outOfReach ?? []) : ''}
${finding.collections.length > 0 ? proofs(view, store, finding.collections) : ''}
${kept ? html`<p><a class="show alone" href="/console/cases/${view.state.caseId}/found/${store}">${words.show}</a> <span class="hint">${words.showLogged}</span></p>` : ''}`;
}

function proofs(view: CaseView, store: StoreId, collections: readonly CollectionFinding[]): Html {
  const { findings: words } = view.visit.words;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.collection}"><table class="proof">
<thead><tr><th>${words.collection}</th><th>${words.query}</th><th class="n">${words.pages}</th><th>${words.exhausted}</th><th class="n">${words.count}</th><th>${words.withheld}</th><th>${words.when}</th><th>${words.sha256}</th></tr></thead>
<tbody>${collections.map((one) => proof(view, store, one))}</tbody></table></div>`;
}

function proof(view: CaseView, store: StoreId, one: CollectionFinding): Html {
  const { words, language } = view.visit;
  const { findings } = words;
  const withheld = Object.entries(one.withheld).map(
    ([kind, count]) => `${kindWords(view, kind)} × ${count}`,
  );
  const query = (language === 'ja' && one.queryJa) || one.query;
  const asides = [
    ...(one.asked === false ? [findings.notAsked] : []),
    ...(one.passedOver ? [findings.passedOver(one.passedOver)] : []),
    ...(one.undeclared?.length ? [findings.undeclared(one.undeclared.join(', '))] : []),
  ];
  return html`<tr><td>${storeName(view, `${store}/${one.collection}`)}</td><td class="query">${query}${asides.map((aside) => html`<br><span class="aside">${aside}</span>`)}</td><td class="n">${one.pages}</td><td>${one.exhausted ? words.yes : words.no}</td><td class="n"><strong>${one.count}</strong>${one.files?.length ? html`<br>${findings.files(one.files.length)}` : ''}</td><td>${withheld.length > 0 ? withheld.join(', ') : words.none}</td><td>${shortly(view, one.finishedAt)}</td><td><code class="hash" title="${one.sha256}">${one.sha256}</code></td></tr>`;
}

/** Without the zone, which the page says elsewhere: a line of the table stays a line. */
const shortly = ({ visit, zone }: CaseView, at: string): Html =>
  html`<time class="short" datetime="${at}">${formatMoment(at, visit.language, zone)}</time>`;

/** Said where a decision is taken, too: nothing was found there because nobody could look. */
export function outOfReach(view: CaseView, store: StoreId, collections: readonly string[]): Html {
  if (collections.length === 0) return html``;
  const names = collections.map((one) => storeName(view, `${store}/${one}`));
  const listed = names.join(view.visit.language === 'ja' ? '、' : ', ');
  return html`<p class="aside">${view.visit.words.findings.outOfReach(listed)}</p>`;
}
