import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { checkPoints } from '../../steps/identity.ts';
import { step } from '../step.ts';
import { finder } from '../stores.ts';

export const handler = step('check-points', STEPS['check-points'], checkPoints, {
  ...cases,
  finder,
});
