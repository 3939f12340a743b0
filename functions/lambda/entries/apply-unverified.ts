import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { applyUnverified } from '../../steps/unverified-rights.ts';
import { step } from '../step.ts';

export const handler = step('apply-unverified', STEPS['apply-unverified'], applyUnverified, {
  ...cases,
});
