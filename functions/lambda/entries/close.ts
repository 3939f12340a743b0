import { cases, mail, payments, settling, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { closeCase } from '../../steps/close.ts';
import { step } from '../step.ts';

export const handler = step('close', STEPS.close, closeCase, {
  ...cases,
  ...mail,
  ...settling,
  vault,
  payments,
});
