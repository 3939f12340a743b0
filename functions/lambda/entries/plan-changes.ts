import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { planStoreChanges } from '../../steps/changes.ts';
import { step } from '../step.ts';

export const handler = step('plan-changes', STEPS['plan-changes'], planStoreChanges, { ...cases });
