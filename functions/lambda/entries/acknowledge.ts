import { cases, mail } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { acknowledge } from '../../steps/acknowledge.ts';
import { step } from '../step.ts';

export const handler = step('acknowledge', STEPS.acknowledge, acknowledge, { ...cases, ...mail });
