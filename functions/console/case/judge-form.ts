/** Judging a document: what it shows beside the name that was given, and three ways to go on. */
import { html } from 'hono/html';
import type { EvidenceState, TaskState } from '../../../core/case/state.ts';
import { unjudgedEvidence } from '../../../core/case/tasks.ts';
import { reasonsFor } from '../../../core/law/evidence.ts';
import type { Html } from '../../pages/layout.ts';
import { documentLink } from './document-link.ts';
import { taskForm } from './form-parts.ts';
import { verdicts } from './verdicts.ts';
import { type CaseView, fact, when } from './view.ts';

const FORM = 'judge';

export function judgeForm(view: CaseView, task: TaskState): Html {
  const evidence = unjudgedEvidence(view.state);
  if (!evidence) return html``;
  const { judge: words } = view.visit.words;
  return taskForm(view, {
    form: FORM,
    action: 'judge',
    task,
    title: words.title,
    help: words.help,
    button: words.button,
    body: html`<input type="hidden" name="evidenceId" value="${evidence.id}">
<div class="judge"><div class="exhibit">${exhibit(view, evidence)}</div>
<div>${verdicts(view, { form: FORM, words, upload: 'upload-evidence', refusedBefore: view.state.evidence.some(({ verdict }) => verdict === 'refused'), reasonsFor })}</div></div>`,
  });
}

function exhibit(view: CaseView, evidence: EvidenceState): Html {
  const { state, visit } = view;
  const { identity, judge, request } = visit.words;
  const kind = identity.evidenceKinds[evidence.kind];
  const image = evidence.contentType.startsWith('image/');
  return html`<dl class="facts">
${fact(identity.evidence, html`${kind} <span class="quiet">${when(view, evidence.receivedAt)}</span>`)}
${fact(request.name, state.claims?.name ?? (state.subject ?? state.requester)?.name ?? '')}
${state.claims?.dateOfBirth ? fact(request.dateOfBirth, state.claims.dateOfBirth) : ''}
</dl>
${image ? html`<img src="/console/cases/${state.caseId}/evidence/${evidence.id}" alt="${identity.imageOf(kind)}">` : ''}
<p>${documentLink(view, evidence)} <span class="hint">${identity.viewLogged}</span></p>
${evidence.kind === 'my-number-card' ? html`<p class="note warn">${judge.myNumber}</p>` : ''}`;
}
