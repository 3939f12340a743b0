import { cases } from '../../../platform/aws/openers.ts';
import { repairRows } from '../../scheduled/sweep.ts';
import { handled } from '../handled.ts';
import { started } from '../started.ts';
import { log } from '../telemetry.ts';

const start = started('repair', cases);

/** Every night: what a crash kept from being written to the queue, and the next act of its case did not mend. */
export const handler = handled('repair', async () => {
  log('rows repaired', { repaired: await repairRows(start().context) });
});
