import { giveBack } from '../../core/case/fee.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import { answerOf } from '../answer/answer-of.ts';
import { assemblePackage } from '../answer/package.ts';
import type { Context } from '../context.ts';
import { payRefunds } from '../desk.ts';

/** Letters of the code on each page: 40 bits, enough that nobody hits another's by chance. */
const CODE_BYTES = 5;

/** Gives back a fee that the decisions leave unearned, then makes letter and package, signed. */
export const assembleAnswer =
  (context: Context) =>
  async ({ caseId }: StepInput<'assemble-answer'>): Promise<StepOutput<'assemble-answer'>> => {
    const decided = await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : giveBack(now, { reason: 'decided', decisions: now.decisions }),
    );
    if (decided.answer) return {};
    await payRefunds(context, decided);
    const mac = await context.ports.keyring.mac('link', `verify|${caseId}`);
    const logHead = await context.cases.head(caseId);
    const { letterKey: _kept, ...answer } = await assemblePackage(
      context.ports,
      answerOf({
        state: await context.cases.read(caseId),
        dataMap: context.finder.dataMap,
        settings: context.settings,
        logHead,
        verificationCode: Buffer.from(mac).subarray(0, CODE_BYTES).toString('hex').toUpperCase(),
      }),
    );
    await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : [{ type: 'answer.assembled', data: { ...answer, logHead } }],
    );
    return {};
  };
