import { cases, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { planStores } from '../../steps/collect.ts';
import { step } from '../step.ts';
import { planner } from '../stores.ts';

export const handler = step('plan-collection', STEPS['plan-collection'], planStores, {
  ...cases,
  planner,
  vault,
});
