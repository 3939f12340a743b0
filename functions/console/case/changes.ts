/** What the decisions change in the stores, and what was done of it. */
import { html } from 'hono/html';
import { changesDecided } from '../../../core/case/changes.ts';
import type { StoreId } from '../../../core/ids.ts';
import { CHANGE_WORDS, type ChangeRule } from '../../../core/law/changes.ts';
import { recipientName } from '../../../core/law/recipients.ts';
import type { Html } from '../../pages/layout.ts';
import { CHANGE_FORM_WORDS } from '../words/changes.ts';
import { type CaseView, said, storeName, titleOf, who } from './view.ts';

export function changesSection(view: CaseView): Html {
  const { state, visit } = view;
  const words = CHANGE_FORM_WORDS[visit.language];
  const decided = changesDecided(state);
  if (decided.length === 0) return html`<p class="quiet">${words.none}</p>`;
  return html`${decided.map(
    (rule) => html`<article><h3>${titleOf(view, rule.right)}</h3>
<p>${CHANGE_WORDS[rule.change][visit.language]} <span class="cites">${rule.cites.join(', ')}</span></p>
<ul>${(state.changes ?? []).map((store) => html`<li><strong>${storeName(view, store)}</strong>: ${oneStore(view, store, rule)}</li>`)}</ul></article>`,
  )}`;
}

function oneStore(view: CaseView, store: StoreId, rule: ChangeRule): Html {
  const { state, visit } = view;
  const { language } = visit;
  const words = CHANGE_FORM_WORDS[language];
  const report = state.carriedOut.find((one) => one.store === store && one.right === rule.right);
  if (!report) return html`${words.waiting}`;
  const kept = rule.exceptions.filter(({ id }) => report.kept.includes(id));
  const told = report.told.map((id) => recipientName(id)?.[language] ?? id);
  return html`${words.hows[report.how]} <span class="quiet">${words.by(who(view, report.by), said(view, report.at))}</span>
${kept.map((ground) => html`<br>${ground.operator[language]} <span class="cites">${ground.cites.join(', ')}</span>`)}
${report.explanation && visit.mayAct ? html`<br><span class="verbatim">${report.explanation}</span>` : ''}
${told.length > 0 ? html`<br>${words.toldLine(told.join(language === 'ja' ? '、' : ', '))}` : ''}`;
}
