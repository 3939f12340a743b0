import {
  cases,
  mail,
  operators,
  payments,
  settling,
  vault,
} from '../../../platform/aws/openers.ts';
import { measure } from '../../scheduled/measure.ts';
import { sweep } from '../../scheduled/sweep.ts';
import { dataMap } from '../data-map.ts';
import { handled } from '../handled.ts';
import { started } from '../started.ts';
import { log } from '../telemetry.ts';

const start = started('sweep', {
  ...cases,
  ...settling,
  ...mail,
  operators,
  dataMap,
  vault,
  payments,
});

/** Every hour. One that fails is told of and does not hold up the rest; the next hour tries it again. */
export const handler = handled('sweep', async () => {
  const { context } = start();
  log('swept', { ...(await sweep(context)) });
  await measure(context);
});
