import { cases, mail, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { settle } from '../../steps/identity.ts';
import { step } from '../step.ts';

export const handler = step('settle-identity', STEPS['settle-identity'], settle, {
  ...cases,
  ...mail,
  vault,
});
