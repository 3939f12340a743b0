/** A call's own part of its trace in X-Ray: what ran, for which case, and the name of its failure. No payloads, no addresses. */
import { Tracer } from '@aws-lambda-powertools/tracer';
import { nameOf } from './failure.ts';
import type { Facts } from './telemetry.ts';

// Addresses of stores and of their records would stand in the trace.
const tracer = new Tracer({ captureHTTPsRequests: false });

export async function subsegment<Result>(
  about: Facts,
  run: () => Promise<Result>,
): Promise<Result> {
  const segment = tracer.getSegment();
  const part = segment?.addNewSubsegment(`## ${about.function}`);
  if (!segment || !part) return run();
  tracer.setSegment(part);
  for (const [key, fact] of Object.entries(about)) part.addAnnotation(key, fact);
  try {
    return await run();
  } catch (error) {
    part.addFaultFlag();
    part.addAnnotation('error', nameOf(error));
    throw error;
  } finally {
    part.close();
    tracer.setSegment(segment);
  }
}
