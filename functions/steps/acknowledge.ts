import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../notify.ts';

/** Confirms receipt (L-03), once it is known what is asked for; until then `open-task` asks. */
export const acknowledge =
  (context: Context) =>
  async ({ caseId }: StepInput<'acknowledge'>): Promise<StepOutput<'acknowledge'>> => {
    const state = await context.cases.read(caseId);
    if (state.plan)
      await sendNotice(context, state, { purpose: 'acknowledgement', key: 'acknowledgement' });
    return {};
  };
