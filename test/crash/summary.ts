/** What a crash run was like, for whoever reads the log. */
import { JOURNEYS } from './journeys.ts';
import type { Death } from './lives.ts';
import type { World } from './world.ts';

export function summaryOf(worlds: readonly World[], { seed }: { seed: number }): string {
  const records = worlds.map(({ lives }) => lives.record);
  const deaths = records.flatMap((record) => record.deaths);
  const restarts = records.flatMap((record) => record.restarts).sort((a, b) => a - b);
  const median = restarts[Math.floor(restarts.length / 2)] ?? 0;
  const byKind = [...Map.groupBy(deaths, kindOf)].map(
    ([kind, met]) => `  ${String(met.length).padStart(4)}  ${kind}`,
  );
  return [
    `killed ${deaths.length} times (seed of the random moments: ${seed}):`,
    ...byKind.sort(),
    `restarts: ${restarts.length} came up again, in ${Math.round(median)} ms (median), ${Math.round(restarts.at(-1) ?? 0)} ms (longest)`,
    `cases: ${worlds.length * JOURNEYS.length} in ${worlds.length} runs of ${JOURNEYS.length} journeys`,
  ].join('\n');
}

/** `before log: task.settled` → `log`: deaths by what was being written. */
const kindOf = ({ how, kinds }: Death): string =>
  how === 'told' ? (kinds[0]?.replace(/:.*| (in|for) .*/, '') ?? '') : how;
