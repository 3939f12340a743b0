import { cases, mail, settling } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { openTask } from '../../steps/open-task.ts';
import { step } from '../step.ts';

export const handler = step('open-task', STEPS['open-task'], openTask, {
  ...cases,
  ...settling,
  ...mail,
});
