/** The machine's part of establishing who asks; judging is a person's. */
import { feeDue } from '../../core/case/fee.ts';
import { pointsSuffice, settleIdentity } from '../../core/case/identity.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { destroyEvidence } from '../desk.ts';
import { sendNotice } from '../notify.ts';

/**
 * Counts how many of the offered points the stores confirm (L-10). The same path whether or not
 * the person is on file (L-32).
 * @throws {StoreUnavailable} unless told to make do with the stores that answer
 */
export const checkPoints =
  (context: Context) =>
  async ({ caseId, anyway }: StepInput<'check-points'>): Promise<StepOutput<'check-points'>> => {
    let state = await context.cases.read(caseId);
    if (!state.points && state.claims) {
      // The address was confirmed by mail, not told as something only they know: it is no data point.
      // Nor does a detail whose correction is asked for (L-17).
      const except = state.requester?.particulars?.about ?? [];
      const rules = { anyway, countEmail: false, except };
      const found = await context.finder.match(state.claims, rules);
      const required = state.plan?.verification.points ?? 0;
      state = await context.cases.act(caseId, 'workflow', (now) =>
        now.points ? [] : [{ type: 'points.checked', data: { required, ...found } }],
      );
    }
    // Settled under an earlier plan, and enough for this one.
    if (state.identity) return { next: 'settle' };
    const ladder = state.plan?.verification.document ?? 'always';
    const enough = pointsSuffice(state);
    if (ladder === 'never') return { next: 'settle' };
    return { next: ladder === 'if-points-fail' && enough ? 'settle' : 'evidence' };
  };

/** Ends the ladder and destroys the evidence: it was for this and nothing else (L-10). */
export const settle =
  (context: Context) =>
  async (input: StepInput<'settle-identity'>): Promise<StepOutput<'settle-identity'>> => {
    const settled = await context.cases.act(input.caseId, 'workflow', (now) =>
      settleIdentity(now, input.ending),
    );
    // All of it: a document that nobody judged yet is not needed any more either.
    const state = await destroyEvidence(context, settled, 'all');
    const outcome = state.identity?.outcome ?? 'unverified';
    if (outcome === 'downgraded')
      await sendNotice(context, state, { purpose: 'downgraded', key: 'downgraded' });
    return { outcome, feeDue: feeDue(state) !== null };
  };
