/** What an operator has to do on this case, each with its form. */
import { html } from 'hono/html';
import { contestsToNote } from '../../../core/case/contest.ts';
import { openDoubts } from '../../../core/case/doubt.ts';
import { openTask } from '../../../core/case/tasks.ts';
import type { Html } from '../../pages/layout.ts';
import { approveForm } from './approve-form.ts';
import { byHandForm } from './by-hand-form.ts';
import { carryOutForm } from './carry-out-form.ts';
import { contestForms } from './contest-form.ts';
import { decideForm } from './decide-form.ts';
import { judgeDoubtForms } from './doubt-form.ts';
import { inquiryForm, mayAnswerFirst } from './inquiry-form.ts';
import { judgeAuthorityForm } from './judge-authority-form.ts';
import { judgeForm } from './judge-form.ts';
import { postForm } from './post-form.ts';
import { unstickForm } from './unstick-form.ts';
import type { CaseView } from './view.ts';

export function taskForms(view: CaseView): Html {
  const { state, visit } = view;
  if (!visit.mayAct) return html``;
  const unstick = openTask(state, 'unstick');
  const judge = openTask(state, 'judge-evidence');
  const proof = openTask(state, 'judge-authority');
  const decide = openTask(state, 'decide');
  const approve = openTask(state, 'approve');
  const byHand = state.tasks.filter(
    (task) => task.kind === 'collect-by-hand' && task.outcome === null,
  );
  const carryOut = state.tasks.filter((task) => task.kind === 'carry-out' && task.outcome === null);
  const post = openTask(state, 'post-answer');
  const others = byHand.length + carryOut.length + (post ? 1 : 0);
  const doubts = openDoubts(state).length + contestsToNote(state).length;
  const question = mayAnswerFirst(view);
  if (!unstick && !proof && !judge && !decide && !approve && others + doubts === 0 && !question)
    return html``;
  return html`<div class="todo">
${unstick ? unstickForm(view, unstick) : ''}
${proof ? judgeAuthorityForm(view, proof) : ''}
${judge ? judgeForm(view, judge) : ''}
${byHand.map((task) => byHandForm(view, task))}
${decide ? decideForm(view, decide) : ''}
${approve ? approveForm(view, approve) : ''}
${judgeDoubtForms(view)}
${contestForms(view)}
${inquiryForm(view)}
${carryOut.map((task) => carryOutForm(view, task))}
${post ? postForm(view, post) : ''}
</div>`;
}
