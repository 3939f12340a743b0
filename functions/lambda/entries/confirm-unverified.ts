import { cases, mail } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { confirmUnverified } from '../../steps/unverified-rights.ts';
import { step } from '../step.ts';

export const handler = step('confirm-unverified', STEPS['confirm-unverified'], confirmUnverified, {
  ...cases,
  ...mail,
});
