import { cases, vault } from '../../../platform/aws/openers.ts';
import { STEPS } from '../../../workflows/contract.ts';
import { collectStore } from '../../steps/collect.ts';
import { step } from '../step.ts';
import { collector } from '../stores.ts';

export const handler = step('collect-store', STEPS['collect-store'], collectStore, {
  ...cases,
  finder: collector,
  vault,
});
