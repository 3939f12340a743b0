/** The one thing to do now, or what happens meanwhile. */
import { html } from 'hono/html';
import type { CaseState } from '../../core/case/state.ts';
import { proofReasonWords } from '../../core/law/authority-proof.ts';
import { dayIn } from '../../core/law/calendar.ts';
import { EvidenceReason, evidenceReasonWords } from '../../core/law/evidence.ts';
import { sayFee } from '../../core/law/fee.ts';
import { keptUntil } from '../../core/law/retention.ts';
import type { Language } from '../../core/law/rights.ts';
import { recordWords } from '../../core/notices/record-kept.ts';
import { formatDay } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { endedAsDenied } from './judged.ts';
import type { NextStep, ToDo } from './next-step.ts';
import type { CaseRequest } from './site.ts';
import { zoneOf } from './the-case.ts';
import { AGENT_WORDS } from './words/agents.ts';
import { POSTAL_WORDS } from './words/postal.ts';
import { WORDS } from './words.ts';

export function stepCard(c: CaseRequest, step: NextStep, paying: boolean): Html {
  const words = WORDS[c.get('language')];
  if (paying) return waiting(words.case.waiting, words.waits.paying);
  switch (step.kind) {
    case 'wait':
      return waiting(words.case.waiting, words.waits[step.for]);
    case 'ended':
      return ended(c, step);
    case 'act':
      return html`<section class="card now" aria-labelledby="now"><p class="eyebrow">${words.case.now}</p>
${action(c, step.task)}
${step.until && step.task !== 'fetch-answer' ? html`<p class="quiet">${words.case.until(lastDay(c, step.until))}</p>` : ''}</section>`;
  }
}

const waiting = (title: string, text: string): Html =>
  html`<section class="card" role="status"><p class="eyebrow">${title}</p><p class="lead">${text}</p></section>`;

/** The moment itself is past the last day. */
function lastDay(c: CaseRequest, until: string): string {
  const before = new Date(Date.parse(until) - 1).toISOString();
  return formatDay(dayIn(zoneOf(c), before), c.get('language'));
}

function ended(c: CaseRequest, step: NextStep & { kind: 'ended' }): Html {
  const [state, language, home] = [c.get('state'), c.get('language'), c.get('home')];
  const { ended: words, tasks } = WORDS[language];
  const [title, text] = (step.how === 'light' && endedAsDenied(state, language)) || words[step.how];
  return html`<section class="card now"><h2>${title}</h2><p>${text}</p>
${posted(state, language)}
${step.answer ? html`<p>${words.keptUntil(lastDay(c, state.closed?.purgeAt ?? ''))}</p><p class="actions"><a class="button" href="${home}/answer">${tasks['fetch-answer'].button}</a></p>` : ''}
${state.purgedAt ? html`<p>${words.purged}</p>` : ''}
${state.closed ? html`<p class="quiet">${recordWords(state.regime, keptUntil(state.regime, state.closed.at), language)}</p>` : ''}
${step.how === 'expired' || step.how === 'unverified' ? html`<p class="actions"><a class="button" href="/request">${words.again}</a></p>` : ''}</section>`;
}

/** On paper: the day, and the number by which the letter is found. */
function posted({ posted: sent }: CaseState, language: Language): Html {
  if (!sent) return html``;
  const words = POSTAL_WORDS[language];
  return html`<p>${words.postedOn(formatDay(sent.on, language))}${sent.tracking ? html` ${words.tracking}: <span class="code">${sent.tracking}</span>` : ''}</p>`;
}

function action(c: CaseRequest, task: ToDo): Html {
  const [state, language, home] = [c.get('state'), c.get('language'), c.get('home')];
  const { tasks: words } = WORDS[language];
  const link = (to: string, label: string) =>
    html`<p class="actions"><a class="button" href="${home}/${to}">${label}</a></p>`;
  const button = (to: string, label: string) =>
    html`<form class="actions" method="post" action="${home}/${to}"><button>${label}</button></form>`;
  switch (task) {
    case 'confirm-contact': {
      const { title, text, button: label, not } = words[task];
      return html`${heading(title)}<p>${text}</p>${button('confirm', label)}<p class="quiet">${not}</p>`;
    }
    case 'upload-authority': {
      const { title, text, button: label } = AGENT_WORDS[language].task;
      return html`${heading(title)}${proofJudged(state, language)}<p>${text}</p>${link('authority', label)}`;
    }
    case 'complete-request': {
      const { title, text, button: label } = words[task];
      return html`${heading(title)}<p>${text}</p>${link('complete', label)}`;
    }
    case 'provide-points': {
      const { title, text, button: label } = words[task];
      const needed = state.plan?.verification.points ?? 0;
      return html`${heading(title)}<p>${text(needed)}</p>${link('points', label)}`;
    }
    case 'upload-evidence': {
      const { title, text, button: label } = words[task];
      return html`${heading(title)}${judged(state, language)}<p>${text}</p>${link('evidence', label)}`;
    }
    case 'pay-fee': {
      const { title, text, button: label, stripe } = words[task];
      const fee = sayFee({ amount: state.plan?.fee?.amount ?? 0 }, language);
      return html`${heading(title)}<p>${text(fee)}</p>${button('pay', label(fee))}<p class="quiet">${stripe}</p>`;
    }
    case 'fetch-answer': {
      const { title, text, button: label } = words[task];
      return html`${heading(title)}<p>${text}</p>${link('answer', label)}`;
    }
  }
}

const heading = (title: string): Html => html`<h2 id="now">${title}</h2>`;

/** Why the last document was not enough, in the words of the closed list (L-10, L-32). */
function judged(state: CaseState, language: Language): Html {
  const last = state.evidence.at(-1);
  const reason = EvidenceReason.safeParse(last?.reason);
  if (!last || last.verdict === 'accepted' || !reason.success) return html``;
  return turnedBack(evidenceReasonWords(reason.data)[language], language);
}

/** The same of the last proof of authority (L-22). */
function proofJudged(state: CaseState, language: Language): Html {
  const last = state.authority.at(-1);
  if (!last?.reason || last.verdict === 'accepted') return html``;
  return turnedBack(proofReasonWords(last.reason)[language], language);
}

function turnedBack(why: string, language: Language): Html {
  const words = WORDS[language].turnedBack;
  return html`<div class="note warn"><p><strong>${words.title}</strong></p><p>${why}</p><p>${words.again}</p></div>`;
}
