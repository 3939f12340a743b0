/** What a case asks of the requester now, or what it waits for instead. One thing at a time. */

import type { z } from 'zod';
import { rightsToDecide } from '../../core/case/answer.ts';
import type { CaseState, TaskState } from '../../core/case/state.ts';
import type { Instant } from '../../core/ids.ts';
import { needsCollection } from '../../core/law/rules.ts';
import { RequesterTask } from '../../core/notices/requester-task.ts';
import type { Words } from './words.ts';

type Wait = Exclude<keyof Words['waits'], 'paying'>;
type Ending = Exclude<keyof Words['ended'], 'purged' | 'again' | 'keptUntil'>;

/** What the requester can do here; the subject of an agent's request answers elsewhere (L-22). */
const ToDo = RequesterTask.exclude(['confirm-permission']);
export type ToDo = z.infer<typeof ToDo>;

export type NextStep =
  /** `until` is the end of the last day, exclusive. */
  | { kind: 'act'; task: ToDo; until: Instant | null }
  | { kind: 'wait'; for: Wait }
  | { kind: 'ended'; how: Ending; answer: boolean };

export function nextStep(state: CaseState): NextStep {
  if (state.closed) {
    const answer = state.answer !== null && state.purgedAt === null;
    return { kind: 'ended', how: endingOf(state), answer };
  }
  if (state.withdrawnAt || state.mergedInto) return { kind: 'wait', for: 'closing' };
  const open = state.tasks.filter((task) => task.outcome === null);
  for (const task of open) {
    const asked = ToDo.safeParse(task.kind);
    if (asked.success) return { kind: 'act', task: asked.data, until: task.expiresAt };
  }
  const verified = state.plan?.verified ?? [];
  if (verified.length > 0 && !state.contactConfirmed && !state.agent)
    return { kind: 'act', task: 'confirm-contact', until: null };
  return { kind: 'wait', for: waitingFor(state, open) };
}

function endingOf(state: CaseState): Ending {
  const how = state.closed?.outcome ?? 'answered';
  return how === 'answered' && state.plan?.verified.length === 0 ? 'light' : how;
}

/** Where nothing has to be searched, somebody writes (the purposes of use, an inquiry's reply). */
const searched = (state: CaseState): boolean => rightsToDecide(state).some(needsCollection);

/** What a stuck case or a silent store waits for is our trouble: to the requester it is the search. */
function waitingFor(state: CaseState, open: readonly TaskState[]): Wait {
  if (open.some((task) => task.kind === 'judge-authority')) return 'authority';
  if (open.some((task) => task.kind === 'confirm-permission')) return 'permission';
  if (open.some((task) => task.kind === 'post-answer')) return 'post';
  if (open.some((task) => task.kind === 'judge-evidence')) return 'evidence';
  if (state.proposed.length > 0 || open.some((task) => task.kind === 'decide'))
    return searched(state) ? 'decision' : 'reply';
  if (state.decisions.length > 0) return 'answer';
  if ((state.identity || state.stores.length > 0) && searched(state)) return 'search';
  if (state.plan && state.plan.verified.length === 0) return 'light';
  if (state.claims && !state.points) return 'points';
  return 'start';
}
