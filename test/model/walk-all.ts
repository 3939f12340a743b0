/** Walks many plans and says of them in one line what was walked. */
import { appendFileSync } from 'node:fs';
import { expect, inject } from 'vitest';
import type { Regime } from '../../core/law/rights.ts';
import type { Asking } from './choices.ts';
import { Explorer } from './explore.ts';
import type { Requester, Rights } from './requesters.ts';
import type { Line } from './total.ts';
import { THURSDAY } from './world.ts';

/** A set of rights, and who asks for it: of each group the first is walked, and counts for those who are alike. */
export interface Asked {
  regime: Regime;
  rights: Rights;
  requesters: readonly (readonly [Requester, ...Requester[]])[];
  arrival?: number;
}

/** Every run of every plan; fails with the first run that shows a fault, for each fault. */
export async function walkAll(
  title: string,
  asked: readonly Asked[],
  how: Pick<Asking, 'pace'> & Partial<Pick<Asking, 'interventions'>>,
): Promise<Line> {
  const line: Line = { title, plans: 0, runs: 0n, states: 0, days: 0 };
  const faults = new Map<string, string>();
  for (const { regime, rights, requesters, arrival = THURSDAY } of asked) {
    const explorer = new Explorer({ interventions: [], ...how, regime, rights }, arrival);
    for (const alike of requesters) {
      const { runs, days } = await explorer.walk(alike[0]);
      line.plans += alike.length;
      line.runs += runs * BigInt(alike.length);
      line.days = Math.max(line.days, Math.ceil(days));
    }
    line.states += explorer.states;
    for (const { what, run } of explorer.faults)
      if (!faults.has(what)) faults.set(what, [rights.join(' '), ...run].join('\n  '));
  }
  expect(Object.fromEntries(faults)).toEqual({});
  const { plans, runs, states, days } = line;
  console.log(
    `${title}: ${plans} plans, ${runs} runs, ${states} states walked, longest ${days} days`,
  );
  appendFileSync(inject('walked'), `${JSON.stringify({ ...line, runs: String(runs) })}\n`);
  return line;
}
