import { cases, mail } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { tellThirdParties } from '../../steps/unverified-rights.ts';
import { step } from '../step.ts';

export const handler = step('tell-third-parties', STEPS['tell-third-parties'], tellThirdParties, {
  ...cases,
  ...mail,
});
