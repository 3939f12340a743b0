/** What was decided on a right before it was sent back: whoever decides next starts from it (L-07). */
import type { Decision } from '../../../core/case/events.ts';
import type { Right } from '../../../core/law/rights.ts';
import { type CaseView, lastEvent } from './view.ts';

interface Earlier extends Decision {
  /** As they were written; empty where there were none, or they can no longer be read. */
  reason: string;
  reply: string;
}

/** `null` where nothing was sent back, or the plan has been changed since. */
export function earlierDecision({ state, log }: CaseView, right: Right): Earlier | null {
  const last = state.sentBack.at(-1);
  if (!last || last.at < (state.replans.at(-1)?.at ?? '')) return null;
  const found = last.proposed.find((one) => one.right === right);
  if (!found) return null;
  const why = lastEvent(
    log,
    'decision.reasoned',
    ({ data, at }) => data.right === right && at === found.at,
  );
  return {
    ...found,
    reason: why?.personal?.reason ?? '',
    reply: last.replies.findLast((one) => one.right === right)?.reply ?? '',
  };
}
