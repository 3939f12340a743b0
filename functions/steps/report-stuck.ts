import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';

/** Writes down where the case stopped and why; an operator's task follows. */
export const reportStuck =
  (context: Context) =>
  async ({
    caseId,
    where,
    error,
  }: StepInput<'report-stuck'>): Promise<StepOutput<'report-stuck'>> => {
    await context.cases.act(caseId, 'workflow', () => [
      { type: 'case.stuck', data: { where, error } },
    ]);
    context.log('case stuck', { caseId, where, error });
    return {};
  };
