import { giveBack } from '../../core/case/fee.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import { answerOf } from '../answer/answer-of.ts';
import { assemblePackage } from '../answer/package.ts';
import type { Context } from '../context.ts';
import { payRefunds } from '../desk.ts';
import { letterCode } from '../letter-code.ts';
import { sendNotice } from '../notify.ts';

/**
 * Gives back a fee that the decisions leave unearned, says that another method is taken than was asked
 * for (L-19: first), then makes letter and package, signed.
 */
export const assembleAnswer =
  (context: Context) =>
  async ({ caseId }: StepInput<'assemble-answer'>): Promise<StepOutput<'assemble-answer'>> => {
    const decided = await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : giveBack(now, { reason: 'decided', decisions: now.decisions }),
    );
    if (decided.answer) return {};
    await payRefunds(context, decided);
    if (decided.decisions.some(({ outcome }) => outcome === 'method-changed'))
      await sendNotice(context, decided, { purpose: 'method-difficult', key: 'method-difficult' });
    const input = answerOf({
      state: await context.cases.read(caseId),
      dataMap: context.dataMap,
      settings: context.settings,
      logHead: await context.cases.head(caseId),
      verificationCode: await letterCode(context, caseId),
    });
    const assemble = context.makes?.package ?? assemblePackage;
    const { letterKey, unstamped, ...answer } = await assemble(context.ports, input);
    const kept = await context.ports.vault.head(letterKey);
    const letter = kept && {
      letter: { key: kept.key, size: kept.size, alone: input.stores.length === 0 },
    };
    if (unstamped !== null) context.log('letter.unstamped', { caseId, why: unstamped });
    await context.cases.act(caseId, 'workflow', (now) =>
      now.answer ? [] : [{ type: 'answer.assembled', data: { ...answer, ...letter } }],
    );
    return {};
  };
