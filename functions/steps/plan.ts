import { goesOnUnpaid, goesOnUnproven } from '../../core/case/fallen.ts';
import { planNumber } from '../../core/case/tasks.ts';
import { planFor } from '../../core/law/plan-for.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';

/** Freezes what the case needs, once the requester has said enough. */
export const plan =
  (context: Context) =>
  async ({ caseId }: StepInput<'plan'>): Promise<StepOutput<'plan'>> => {
    const state = await context.cases.act(caseId, 'workflow', (now) => {
      if (now.plan || now.rights.length === 0) return [];
      const { regime, rights, receivedAt, agent } = now;
      const made = planFor({ regime, rights, receivedAt, agent: agent?.kind ?? null });
      return [{ type: 'plan.made', data: { plan: made, reason: 'opened' } }];
    });
    return {
      number: planNumber(state),
      complete: state.plan !== null,
      authority: Boolean(state.plan?.authority),
      permission: state.plan?.authority?.confirm ?? false,
      unverified: (state.plan?.unverified.length ?? 0) > 0,
      verified: (state.plan?.verified.length ?? 0) > 0,
      withoutIdentity: state.plan !== null && goesOnUnproven(state.plan),
      withoutFee: state.plan !== null && goesOnUnpaid(state.plan),
      identity: state.plan !== null && state.plan.verification.level !== 'none',
    };
  };
