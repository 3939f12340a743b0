/** What happens next, in words, and until when it is waited for. */
import { html } from 'hono/html';
import { isHeld } from '../../../core/case/returned.ts';
import type { TaskState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import { type CaseView, said, storeName } from './view.ts';

export function nextSection(view: CaseView): Html {
  const { words } = view.visit;
  return html`<section class="next" aria-labelledby="next-title"><h2 id="next-title">${words.case.next}</h2>
${body(view)}</section>`;
}

function body(view: CaseView): Html {
  const { state, visit } = view;
  const { next, case: words } = visit.words;
  if (state.purgedAt)
    return html`<p>${next.purged} ${words.purgedAt(said(view, state.purgedAt))}</p>`;
  if (state.closed)
    return html`<p><strong>${words.closedOn(words.closedAs[state.closed.outcome], said(view, state.closed.at))}</strong> ${next.closed} ${words.purgeAt(said(view, state.closed.purgeAt))}</p>`;
  if (state.withdrawnAt) return html`<p>${next.withdrawn}</p>`;
  const open = state.tasks.filter((task) => task.outcome === null);
  if (open.length === 0) return html`<p>${next.working}</p>`;
  return html`<ul>${open.map((task) => oneWait(view, task))}</ul>`;
}

function oneWait(view: CaseView, task: TaskState): Html {
  const { queue, next, case: words } = view.visit.words;
  const whose = task.waitsFor === 'operator' ? queue.forUs : queue.forRequester;
  const store = task.store ? ` (${storeName(view, task.store)})` : '';
  const since = words.openSince(said(view, task.openedAt));
  // Its times stand still until somebody has seen to the mail that came back.
  if (isHeld(view.state, task))
    return html`<li><strong>${whose}</strong>: ${next[task.kind]} <span class="quiet">${since}</span></li>`;
  const times = [
    since,
    task.reminded ? words.reminded : task.remindAt ? words.remindAt(said(view, task.remindAt)) : '',
    task.expiresAt ? words.expiresAt(said(view, task.expiresAt)) : '',
  ];
  return html`<li><strong>${whose}${store}</strong>: ${next[task.kind]} <span class="quiet">${times.filter(Boolean).join(' ')}</span></li>`;
}
