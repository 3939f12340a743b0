import { cases, mail } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { respond } from '../../steps/respond.ts';
import { step } from '../step.ts';

export const handler = step('respond', STEPS.respond, respond, { ...cases, ...mail });
