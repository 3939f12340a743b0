/**
 * Tells how all open cases stand, for dashboards and alarms. Read from the queue, a page at a time: ten thousand rows are
 * some twenty reads of a megabyte at most, and none of a log.
 */

import type { CaseRow } from '../../core/case/row.ts';
import { counting, standingOfNone } from '../../core/case/standing.ts';
import type { Context } from '../context.ts';
import { daysLeft, publishedCertificates } from '../published-certificates.ts';

const ROWS_AT_ONCE = 500;

export async function measure(context: Pick<Context, 'ports' | 'log'>): Promise<void> {
  const { ports, log } = context;
  const now = ports.clock.now().toISOString();
  let standing = standingOfNone();
  for await (const row of openRows(ports.caseIndex)) standing = counting(standing, row, now);
  const { cases, near, pastTarget, pastLimit, waiting, longestHours } = standing;
  for (const [stage, count] of Object.entries(cases)) log('cases stand', { stage, count });
  log('clocks stand', { near, pastTarget, pastLimit });
  log('operators are waited for', { waiting, longestHours });
  const [signs] = await publishedCertificates(ports.signer);
  if (signs) log('certificate lasts', { days: daysLeft(signs, ports.clock.now()) });
}

async function* openRows(caseIndex: Context['ports']['caseIndex']): AsyncIterable<CaseRow> {
  let after: string | null | undefined;
  while (after !== null) {
    const page = await caseIndex.queue({ limit: ROWS_AT_ONCE, ...(after && { after }) });
    yield* page.rows;
    after = page.next;
  }
}
