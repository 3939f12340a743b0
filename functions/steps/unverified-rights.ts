/** Opt-out and limit: carried out, passed on, confirmed; never behind identity or fee (L-06). */
import { standing } from '../../core/case/doubt.ts';
import { thirdPartiesToTell } from '../../core/law/third-parties.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../notify.ts';
import { tellOfOptOut } from '../tell-recipient.ts';

/** From this moment the person's data is neither sold nor shared: the case index answers for it. */
export const applyUnverified =
  (context: Context) =>
  async ({ caseId }: StepInput<'apply-unverified'>): Promise<StepOutput<'apply-unverified'>> => {
    const effectiveAt = context.ports.clock.now().toISOString();
    await context.cases.act(caseId, 'workflow', (now) =>
      (now.plan?.unverified ?? [])
        .filter((right) => !now.applied.some((done) => done.right === right))
        .map((right) => ({ type: 'right.applied', data: { right, effectiveAt } })),
    );
    return {};
  };

/** Everyone to whom the data was sold or shared is told and asked to comply (L-26). */
export const tellThirdParties =
  (context: Context) =>
  async ({
    caseId,
  }: StepInput<'tell-third-parties'>): Promise<StepOutput<'tell-third-parties'>> => {
    const state = await context.cases.read(caseId);
    // Also where the plan has changed since: what was carried out is told of.
    for (const { right } of standing(state))
      for (const party of thirdPartiesToTell(right))
        await tellOfOptOut(context, state, right, party);
    return {};
  };

export const confirmUnverified =
  (context: Context) =>
  async ({
    caseId,
  }: StepInput<'confirm-unverified'>): Promise<StepOutput<'confirm-unverified'>> => {
    const state = await context.cases.read(caseId);
    const confirmed = state.notices.filter(({ purpose }) => purpose === 'opt-out-confirmed');
    const last = confirmed.at(-1)?.at ?? '';
    if (!standing(state).some(({ at }) => at > last)) return {};
    // A later plan may have added a right: then there is something more to confirm.
    const key = ['opt-out-confirmed', confirmed.length + 1]
      .slice(0, confirmed.length + 1)
      .join('-');
    await sendNotice(context, state, { purpose: 'opt-out-confirmed', key });
    return {};
  };
