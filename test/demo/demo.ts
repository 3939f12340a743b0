/**
 * `npm run demo`: one request of each journey through a running service, or one of its own, over
 * HTTP, SMTP and webhooks. Exit status 0 only if all held.
 */
import { styleText } from 'node:util';
import { Officer } from '../support/people.ts';
import { findHost, type Host, NoHost } from './host.ts';
import { type Cast, disclosure, knowSpecific, optOut, twoRights } from './journeys.ts';
import { paidTwice, refused, refusedTwice, withdrawn } from './side-paths.ts';

const STORIES: readonly ((cast: Cast) => Promise<void>)[] = [
  disclosure,
  knowSpecific,
  optOut,
  twoRights,
  refusedTwice,
  paidTwice,
  withdrawn,
  refused,
];

async function walkAll(host: Host): Promise<number> {
  const officer = new Officer(host.doors);
  await officer.signsIn(host.firstSignIn, host.operator);
  console.log(
    `The operator has signed in; these stores answer: ${(await officer.seesStoresAnswer()).join(', ')}`,
  );
  let failed = 0;
  for (const story of STORIES) {
    try {
      await story({ host, officer });
    } catch (error) {
      failed += 1;
      console.error(styleText('red', `    ✗ ${inWords(error)}`, { stream: process.stderr }));
    }
  }
  return failed;
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}: ${inWords(error.cause)}` : error.message;
}

async function main(): Promise<number> {
  const began = performance.now();
  const host = await findHost(process.env);
  console.log(`Kaiji 開示: a walk through ${host.said}`);
  try {
    const failed = await walkAll(host);
    const took = `${((performance.now() - began) / 1000).toFixed(0)} s`;
    if (failed > 0) console.error(`\n${failed} of ${STORIES.length} did not hold, ${took}.`);
    else console.log(`\nAll held: ${STORIES.length} requests, ${took}.`);
    return failed > 0 ? 1 : 0;
  } finally {
    await host.end();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof NoHost ? error.message : error);
  process.exitCode = 1;
}
