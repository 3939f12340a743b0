import { cases, mail } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { tellRecipients } from '../../steps/changes.ts';
import { step } from '../step.ts';

export const handler = step('tell-recipients', STEPS['tell-recipients'], tellRecipients, {
  ...cases,
  ...mail,
});
