/** How long a form's sender waits for the page after it, while the service is busy and while it is not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, figure, median, percentile } from './figures.ts';
import { carryThrough } from './opt-out.ts';
import { Beside } from './service/beside.ts';
import { sendOptOut } from './service/forms.ts';
import { benchDirectory, removed, startMeasured } from './service/start.ts';

/** Between two forms of the one who is measured. */
const PAUSE_MS = 50;

export async function benchSubmission(forms: number, atOnce: number): Promise<Figure[]> {
  const directory = benchDirectory();
  const service = await startMeasured(directory);
  const beside = new Beside(directory);
  try {
    const take = async (enough: (taken: readonly number[]) => boolean) => {
      const times: number[] = [];
      while (!enough(times)) {
        times.push((await sendOptOut(service.baseUrl)).ms);
        await sleep(PAUSE_MS);
      }
      return times;
    };
    await carryThrough(service, beside, 50, 10);
    const idle = await take((taken) => taken.length >= forms);
    let busy = true;
    const load = carryThrough(service, beside, atOnce * 3, atOnce).finally(() => {
      busy = false;
    });
    const pressed = await take((taken) => taken.length > 0 && !busy);
    await load;
    const besideIdle = (of: (times: readonly number[]) => number, what: string) => ({
      baseline: { what, value: of(idle), unit: 'ms' },
    });
    const p95 = (times: readonly number[]) => percentile(times, 0.95);
    return [
      figure(
        `form sent while ${atOnce} cases are under way, p95`,
        p95(pressed),
        'ms',
        besideIdle(p95, 'p95 of one at a time, idle'),
      ),
      figure('  median', median(pressed), 'ms', besideIdle(median, 'median, idle')),
    ];
  } finally {
    beside.close();
    await service.stop();
    removed(directory);
  }
}
