import { cases, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { planStores } from '../../steps/collect.ts';
import { step } from '../step.ts';
import { collector } from '../stores.ts';

export const handler = step('plan-collection', STEPS['plan-collection'], planStores, {
  ...cases,
  finder: collector,
  vault,
});
