/** What a function says of itself, one line of JSON an occurrence: case ids and counts, never anything personal. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from '../context.ts';
import { metricsOf, NAMESPACE } from './metrics.ts';

export type Facts = Parameters<Context['log']>[1];

const logger = new Logger();
const metrics = new Metrics({ namespace: NAMESPACE });

/** What somebody should look at. */
const GRAVE: ReadonlySet<string> = new Set([
  'function failed',
  'request failed',
  'page failed',
  'console page failed',
  'checkout failed',
  'case stuck',
  'sweep failed',
  'row not repaired',
  'log of a case does not hold',
  'no operator to tell of a clock',
  'link not sent',
  'payment of an unknown case',
  'mail with a virus left unopened',
  'mail cannot be read',
  'mail without a verdict on viruses',
  'upload turned away',
  'console sign-in failed',
]);

/**
 * Tells, and counts what `METRICS` counts of it. A metric is a line of its own, written at once: nothing waits for a flush that a function
 * which Lambda ends would not live to see.
 */
export const log: Context['log'] = (event, facts) => {
  logger[GRAVE.has(event) ? 'warn' : 'info'](event, { ...facts });
  for (const { metric, unit, value, by } of metricsOf(event)) {
    const number = value === undefined ? 1 : facts[value];
    if (typeof number !== 'number') continue;
    const single = metrics.singleMetric();
    if (by !== undefined) single.addDimension(by, String(facts[by] ?? 'unknown'));
    single.addMetric(metric, unit, number);
  }
};

/** By which everything that is told from now on is found together with what Lambda itself says of this call. */
export const ofRequest = (requestId: string): void => logger.appendKeys({ requestId });
