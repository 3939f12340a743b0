import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { handOverStore } from '../../steps/collect.ts';
import { step } from '../step.ts';

export const handler = step('hand-over-store', STEPS['hand-over-store'], handOverStore, {
  ...cases,
});
