/** What is said at the top after a form: recorded, or settled by somebody before. */
import { z } from 'zod';
import { TaskId } from '../../../core/ids.ts';
import { type CaseView, lastEvent, said, who } from './view.ts';

const Done = z.enum([
  'judge',
  'judge-authority',
  'decide',
  'approve',
  'by-hand',
  'carry-out',
  'unstick',
  'extend',
  'merge',
  'mend-contact',
  'post-answer',
  'replan',
  'doubt',
  'judge-doubt',
  'note-contest',
  'answer-inquiry',
]);

/** The address a form leads to; the words are made from the log when the page is shown. */
export const doneAddress = (caseId: string, act: z.infer<typeof Done>): string =>
  `/console/cases/${caseId}?done=${act}`;

export const alreadyAddress = (task: TaskId): string => {
  const [caseId, ...name] = task.split('/');
  return `/console/cases/${caseId}?${new URLSearchParams({ already: name.join('/') })}`;
};

/** `null` for an address that says nothing, or nothing that we know. */
export function noticeIn(view: CaseView, query: Readonly<Record<string, string>>): string | null {
  const { words } = view.visit;
  const done = Done.safeParse(query.done).data;
  if (done) return words.done[done];
  if (query.already === undefined) return null;
  const task = TaskId.safeParse(`${view.state.caseId}/${query.already}`).data;
  if (!task) return null;
  const settled = lastEvent(view.log, 'task.settled', (event) => event.data.taskId === task);
  if (!settled) return words.refused['already-answered'];
  const { outcome } = settled.data;
  return words.already(words.outcomes[outcome], who(view, settled.by), said(view, settled.at));
}
