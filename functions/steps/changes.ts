/** After the decision: which stores change, and who else is told of what was done there. */
import { changesDecided, isToBeTold, planChanges } from '../../core/case/changes.ts';
import { toldByMail } from '../../core/law/changes.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { tellOfChange } from '../tell-recipient.ts';

export const planStoreChanges =
  (context: Context) =>
  async ({ caseId }: StepInput<'plan-changes'>): Promise<StepOutput<'plan-changes'>> => {
    const { changes } = await context.cases.act(caseId, 'workflow', planChanges);
    return { any: changes !== null, stores: [...(changes ?? [])] };
  };

/** Those whom the rules name, once each; nobody is told of what was not done (L-16, L-17, L-33). */
export const tellRecipients =
  (context: Context) =>
  async ({ caseId }: StepInput<'tell-recipients'>): Promise<StepOutput<'tell-recipients'>> => {
    const state = await context.cases.read(caseId);
    for (const rule of changesDecided(state).filter((one) => isToBeTold(state, one)))
      for (const recipient of toldByMail(rule)) await tellOfChange(context, state, rule, recipient);
    return {};
  };
