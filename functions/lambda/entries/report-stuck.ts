import { cases } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { reportStuck } from '../../steps/report-stuck.ts';
import { step } from '../step.ts';

export const handler = step('report-stuck', STEPS['report-stuck'], reportStuck, { ...cases });
