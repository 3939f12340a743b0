/**
 * The whole service, killed with `kill -9` at every kind of write and at random moments, while
 * people carry their requests through it. Afterwards everything must be as if it had never died.
 *
 * `CRASH_SEED` repeats the random moments of an earlier run; `CRASH_THOROUGH=1` meets each kind of
 * write a second time, on the other side of it and later in the journeys.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoStores, startDemoStores } from '../../platform/embedded/demo/stores.ts';
import { instantsFrom, randomFrom } from './instants.ts';
import { type Fate, SPARED } from './lives.ts';
import { type Remain, Remains } from './remains.ts';
import { summaryOf } from './summary.ts';
import { World } from './world.ts';

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const thorough = process.env.CRASH_THOROUGH === '1';
const KILLS_FROM_OUTSIDE = 12;
const LONGEST_LIFE_MS = 1_500;

let common: string;
let stores: DemoStores;
let undisturbed: World;
let expected: Map<string, Remain>;
const worlds: World[] = [];

const newWorld = async (): Promise<World> => {
  const world = await World.make({
    ...stores.environment,
    KAIJI_DATA_MAP: fileURLToPath(
      new URL('../../platform/embedded/demo/data-map.json', import.meta.url),
    ),
    NODE_COMPILE_CACHE: join(common, 'compiled'),
  });
  worlds.push(world);
  return world;
};

async function remainsOf<T>(world: World, look: (remains: Remains) => Promise<T>): Promise<T> {
  const remains = await Remains.of(world);
  try {
    return await look(remains);
  } finally {
    remains.close();
  }
}

beforeAll(async () => {
  common = mkdtempSync(join(tmpdir(), 'kaiji-crash-'));
  stores = await startDemoStores({ dataDir: common });
  await stores.ready;
  undisturbed = await newWorld();
  await undisturbed.travel(SPARED);
  expected = await remainsOf(undisturbed, (remains) => remains.cases());
});

afterAll(async () => {
  console.log(summaryOf(worlds, { seed }));
  await stores.close();
  for (const world of worlds) world.remove();
  rmSync(common, { recursive: true, force: true });
});

/** What may be there more often: who gets no answer asks for a code and downloads again. */
const MAY_REPEAT = /^(code\.issued|code\.tried|answer\.downloaded|second-factor)$/;

async function expectAllArrived(world: World): Promise<void> {
  await remainsOf(world, async (remains) => {
    expect(await remains.faults()).toEqual([]);
    const cases = await remains.cases();
    expect([...cases.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const { journey, requester } of world.travellers) {
      const { email } = journey.wish;
      const there = cases.get(email);
      const should = expected.get(email);
      expect(there?.state.closed?.outcome, journey.what).toBe(journey.ends);
      for (const of of ['mails', 'events'] as const)
        expect(lasting(there?.[of]), `${of}: ${journey.what}`).toEqual(lasting(should?.[of]));
      const payments = there?.state.payments ?? [];
      expect(payments.filter(({ refund }) => refund === 'none')).toHaveLength(journey.kept);
      expect(payments.filter(({ refund }) => refund === 'done')).toHaveLength(journey.refunded);
      expect(requester.answer !== null, journey.what).toBe(journey.wish.getsAnswer === true);
      if (requester.answer)
        expect(await remains.packageFaults(requester.caseId, requester.answer)).toEqual([]);
    }
  });
}

const lasting = (names: readonly string[] = []) => {
  const seen = new Set<string>();
  return names.filter((name) => {
    const again = MAY_REPEAT.test(name) && seen.has(name);
    seen.add(name);
    // What the operator looked at is chance; mails are compared by themselves.
    return !again && !name.endsWith('.viewed') && name !== 'notice.sent';
  });
};

function killedFromOutside(): Fate {
  const random = randomFrom(seed);
  const killsAfter = Array.from({ length: KILLS_FROM_OUTSIDE }, () =>
    Math.round(random() * LONGEST_LIFE_MS),
  );
  return { instants: [], killsAfter };
}

describe('the whole service, killed with kill -9', () => {
  it('is as it should be when it is spared', async () => {
    await expectAllArrived(undisturbed);
  });

  it('brings every case to its end, whichever write it dies at', async () => {
    const world = await newWorld();
    await world.travel({
      instants: instantsFrom(undisturbed.lives.record.writes, 0),
      killsAfter: [],
    });
    expect(world.lives.record.deaths.length).toBeGreaterThanOrEqual(50);
    await expectAllArrived(world);
    await world.monthLater(await purgeInstants());
    expect(await remainsOf(world, (remains) => remains.leftOfPersons())).toEqual([]);
  });

  it('brings every case to its end, whenever it is killed', async () => {
    const world = await newWorld();
    await world.travel(killedFromOutside());
    await expectAllArrived(world);
  });

  it.runIf(thorough)('brings every case to its end, on the other side of each write', async () => {
    const world = await newWorld();
    await world.travel({
      instants: instantsFrom(undisturbed.lives.record.writes, 1),
      killsAfter: [],
    });
    await expectAllArrived(world);
  });
});

/** Every kind of write with which an undisturbed service lets go of persons a month later. */
async function purgeInstants(): Promise<Fate> {
  const before = undisturbed.lives.record.writes.length;
  await undisturbed.monthLater(SPARED);
  const writes = undisturbed.lives.record.writes.slice(before);
  return { instants: instantsFrom(writes, 0), killsAfter: [] };
}
