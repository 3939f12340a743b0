import { giveBack } from '../../core/case/fee.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import { answerOf } from '../answer/answer-of.ts';
import { assemblePackage } from '../answer/package.ts';
import type { Context } from '../context.ts';
import { payRefunds } from '../desk.ts';
import { letterCode } from '../letter-code.ts';

/** Gives back a fee that the decisions leave unearned, then makes letter and package, signed. */
export const assembleAnswer =
  (context: Context) =>
  async ({ caseId }: StepInput<'assemble-answer'>): Promise<StepOutput<'assemble-answer'>> => {
    const decided = await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : giveBack(now, { reason: 'decided', decisions: now.decisions }),
    );
    if (decided.answer) return {};
    await payRefunds(context, decided);
    const logHead = await context.cases.head(caseId);
    const { letterKey: _kept, ...answer } = await assemblePackage(
      context.ports,
      answerOf({
        state: await context.cases.read(caseId),
        dataMap: context.finder.dataMap,
        settings: context.settings,
        logHead,
        verificationCode: await letterCode(context, caseId),
      }),
    );
    await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : [{ type: 'answer.assembled', data: { ...answer, logHead } }],
    );
    return {};
  };
