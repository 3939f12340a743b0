/**
 * Our own work in a whole `appi.disclose`, from the form to the downloaded answer: CPU time of
 * the service's process (Stripe's stand-in is in it, too; people, their browsers and the
 * company's stores are not), and what people wait from an act of theirs to the next thing that
 * they can do.
 */
import { fileURLToPath } from 'node:url';
import { startDemoStores } from '../platform/embedded/demo/stores.ts';
import { discloseOnce, signIn } from './disclosure/journey.ts';
import type { Figure } from './figures.ts';
import { below, figure, median } from './figures.ts';
import { Beside } from './service/beside.ts';
import { benchDirectory, type MeasuredService, removed, startMeasured } from './service/start.ts';

const DATA_MAP = new URL('../platform/embedded/demo/data-map.json', import.meta.url);

/** Until what is used often has been compiled. */
const WARM_UP = 10;

export async function benchDisclosure(journeys: number): Promise<Figure[]> {
  const directory = benchDirectory();
  const stores = await startDemoStores({ dataDir: directory });
  await stores.ready;
  const service = await startMeasured(directory, {
    ...stores.environment,
    KAIJI_DATA_MAP: fileURLToPath(DATA_MAP),
  });
  const beside = new Beside(directory);
  try {
    const officer = await signIn(service);
    const cpu: number[] = [];
    const waits: number[] = [];
    let requests = 0;
    for (let n = 0; n < journeys; n += 1) {
      const before = await service.used();
      waits.push((await discloseOnce(service, beside, officer)).waited);
      const after = await service.used();
      cpu.push(after.cpuMs - before.cpuMs);
      requests = after.requests - before.requests;
    }
    const { rssMegabytes } = await service.used();
    const floor = await staticFiles(service, requests);
    const [first = 0] = cpu;
    const warm = Math.min(WARM_UP, journeys - 1);
    const baseline = {
      what: `${requests} requests for a style sheet`,
      value: floor,
      unit: 'ms',
    };
    const work = median(cpu.slice(warm));
    return [
      figure('a whole disclosure, our CPU time', work, 'ms', {
        baseline,
        goal: below(work, 500, 'ms'),
      }),
      figure('  the first after a start', first, 'ms', { baseline, goal: below(first, 500, 'ms') }),
      figure('  waited for the next thing to do, in all', median(waits.slice(warm)), 'ms'),
      figure('  memory after them', rssMegabytes, 'MB'),
    ];
  } finally {
    beside.close();
    await service.stop();
    await stores.close();
    removed(directory);
  }
}

/** As many requests as the journey made, for something that is always there. */
async function staticFiles(service: MeasuredService, requests: number): Promise<number> {
  const path = /href="([^"]+\.css[^"]*)"/.exec(await (await fetch(service.baseUrl)).text())?.[1];
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = await service.used();
    for (let n = 0; n < requests; n += 1)
      await (await fetch(new URL(path ?? '/', service.baseUrl))).arrayBuffer();
    rounds.push((await service.used()).cpuMs - before.cpuMs);
  }
  return median(rounds);
}
