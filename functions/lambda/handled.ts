/**
 * Every function of Lambda runs through here: told of with its duration, traced where X-Ray has chosen the call, and failing by name
 * alone. Lambda prints what a handler throws, and Step Functions keeps it; a foreign error's own words may quote a person.
 */
import { CaseId } from '../../core/ids.ts';
import { failure } from './failure.ts';
import type { FunctionName } from './roster.ts';
import { type Facts, log, ofRequest } from './telemetry.ts';

/** @returns the handler that Lambda calls */
export function handled<Event, Result, Invocation extends { awsRequestId: string }>(
  name: FunctionName,
  run: (event: Event, invocation?: Invocation) => Promise<Result>,
): (event: Event, invocation?: Invocation) => Promise<Result> {
  return async (event, invocation) => {
    if (invocation) ofRequest(invocation.awsRequestId);
    const begun = performance.now();
    const about = { function: name, ...caseIn(event) };
    const ms = () => Math.round(performance.now() - begun);
    try {
      const result = await traced(about, () => run(event, invocation));
      log('function ran', { ...about, ms: ms() });
      return result;
    } catch (error) {
      throw failure(error, { ...about, ms: ms() });
    }
  };
}

/** The payloads of the workflow name their case. */
function caseIn(event: unknown): { caseId?: CaseId } {
  if (typeof event !== 'object' || event === null || !('caseId' in event)) return {};
  const caseId = CaseId.safeParse(event.caseId);
  return caseId.success ? { caseId: caseId.data } : {};
}

/** X-Ray's own library is a third of a small function: it is only loaded where the call was chosen to be traced. */
async function traced<Result>(about: Facts, run: () => Promise<Result>): Promise<Result> {
  if (!/Sampled=1/.test(process.env._X_AMZN_TRACE_ID ?? '')) return run();
  const { subsegment } = await import('./traced.ts');
  return subsegment(about, run);
}
