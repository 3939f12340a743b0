import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { plan } from '../../steps/plan.ts';
import { step } from '../step.ts';

export const handler = step('plan', STEPS.plan, plan, { ...cases });
