import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../notify.ts';

/** Confirms receipt (L-03), or asks the sender of an e-mail to say what is meant (L-31). */
export const acknowledge =
  (context: Context) =>
  async ({ caseId }: StepInput<'acknowledge'>): Promise<StepOutput<'acknowledge'>> => {
    const state = await context.cases.read(caseId);
    const purpose = state.plan ? 'acknowledgement' : 'complete-request';
    await sendNotice(context, state, { purpose, key: purpose });
    return {};
  };
