import { isOnPaper } from '../../core/law/delivery.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../notify.ts';

/**
 * Tells the requester that the answer waits in the portal; nothing of it is in the mail (L-30). What
 * goes out on paper is told of when it was posted (L-19).
 */
export const respond =
  (context: Context) =>
  async ({ caseId }: StepInput<'respond'>): Promise<StepOutput<'respond'>> => {
    const state = await context.cases.read(caseId);
    if (isOnPaper(state)) return { paper: true };
    const key = `answer-ready-${state.linkEpoch}`;
    await sendNotice(context, state, { purpose: 'answer-ready', key });
    return { paper: false };
  };
