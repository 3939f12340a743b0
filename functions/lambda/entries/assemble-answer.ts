import { cases, mail, payments, timeStamps, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { assembleAnswer } from '../../steps/assemble-answer.ts';
import { dataMap } from '../data-map.ts';
import { step } from '../step.ts';

export const handler = step('assemble-answer', STEPS['assemble-answer'], assembleAnswer, {
  ...cases,
  ...mail,
  timeStamps,
  vault,
  dataMap,
  payments,
});
