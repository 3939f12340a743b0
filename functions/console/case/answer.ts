/** What went out: the package, messages, third parties, and what was fetched. */
import { html } from 'hono/html';
import type { CaseState } from '../../../core/case/state.ts';
import { recipientName } from '../../../core/law/recipients.ts';
import { formatDay } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import { bytesIn } from '../format.ts';
import { DELIVERY_WORDS } from '../words/delivery.ts';
import { DOUBT_WORDS } from '../words/doubt.ts';
import { POSTING_WORDS } from '../words/posting.ts';
import { type CaseView, fact, said, titleOf, when } from './view.ts';

export function answerSection(view: CaseView): Html {
  const { state, visit } = view;
  const { answer: words } = visit.words;
  const { answer } = state;
  return html`<dl class="facts">
${fact(
  words.package,
  answer
    ? html`${words.packageAt(said(view, answer.at))} · ${bytesIn(answer.size)}<br><code class="hash">SHA-256 ${answer.sha256}</code>`
    : words.notYet,
)}
${fact(words.downloads, state.downloads.length === 0 ? words.noDownloads : html`<ul>${state.downloads.map((one) => html`<li>${when(view, one.at)} <span class="quiet">${downloadIn(view, one)}</span></li>`)}</ul>`)}
${posted(view)}
</dl>
<h3>${words.notices}</h3>
${notices(view)}
<h3>${words.told}</h3>
${told(view)}${toldBack(view)}`;
}

/** On paper: when, where to, and the number by which it is found. */
function posted(view: CaseView): Html {
  const { state, visit } = view;
  if (!state.posted) return html``;
  const words = POSTING_WORDS[visit.language];
  const { on, address, tracking } = state.posted;
  return html`${fact(words.onPaper, html`${words.postedOn(formatDay(on, visit.language))}${tracking ? html` <span class="quiet">${words.tracking} ${tracking}</span>` : ''}`)}
${visit.mayAct && address ? fact(words.postalAddress, html`<span class="verbatim">${address}</span>`) : ''}`;
}

/** What was sent of which file; ranges are counted from 0, as they were asked for. */
function downloadIn({ state, visit }: CaseView, one: CaseState['downloads'][number]): string {
  const words = DELIVERY_WORDS[visit.language];
  const { answer } = state;
  const size = (one.file === 'letter' ? answer?.letter?.size : answer?.size) ?? Infinity;
  const file = words.files[one.file];
  if (one.bytes >= size) return words.whole(file, bytesIn(one.bytes));
  const part = words.part(file, bytesIn(one.bytes), `${one.from}–${one.from + one.bytes - 1}`);
  return one.complete ? `${part}${words.completes}` : part;
}

function notices(view: CaseView): Html {
  const { answer: words } = view.visit.words;
  const { notices: sent } = view.state;
  if (sent.length === 0) return html`<p class="quiet">${words.noNotices}</p>`;
  return html`<ul class="plain">${sent.map((one) => html`<li>${when(view, one.at)} ${words.purposes[one.purpose] ?? one.purpose}${one.bounced ? html` <strong class="bad">${words.bounced}</strong>` : ''}</li>`)}</ul>`;
}

function told(view: CaseView): Html {
  const { answer: words } = view.visit.words;
  const { told: parties } = view.state;
  if (parties.length === 0) return html`<p class="quiet">${words.noneTold}</p>`;
  return html`<ul class="plain">${parties.map((one) => html`<li>${when(view, one.at)} ${partyName(view, one.recipient)} <span class="quiet">${titleOf(view, one.right)}</span></li>`)}</ul>`;
}

function toldBack(view: CaseView): Html {
  const { toldBack: parties } = view.state;
  if (parties.length === 0) return html``;
  return html`<h3>${DOUBT_WORDS[view.visit.language].toldBack}</h3>
<ul class="plain">${parties.map((one) => html`<li>${when(view, one.at)} ${partyName(view, one.recipient)} <span class="quiet">${titleOf(view, one.right)}</span></li>`)}</ul>`;
}

function partyName({ visit }: CaseView, id: string): string {
  return recipientName(id)?.[visit.language] ?? id;
}
