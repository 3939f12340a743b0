/** Rows of the journal as values, and values as rows. Parsed here, once, at the door. */
import { z } from 'zod';
import type { Execution, Frame } from './execution.ts';
import type { RecordedEvent } from './history.ts';
import type { Description } from './journal.ts';
import type { Json } from './json.ts';

export const Id = z.object({ id: z.number() });
export const Body = z.object({ body: z.string() });
export const Due = z.object({ execution: z.number() });
export const NextDue = z.object({ due: z.number().nullable() });
export const Awaiting = z.object({ execution: z.number(), frame: z.number() });

const ExecutionRow = z.object({
  id: z.number(),
  name: z.string(),
  definition: z.number(),
  input: z.string(),
  started_at: z.number(),
  deadline: z.number().nullable(),
});
const FrameRow = z.object({ id: z.number(), variables: z.string(), body: z.string() });
const DescriptionRow = z.object({
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  started_at: z.number(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});
const TurnRow = z.object({ at: z.number(), events: z.string() });

/** The engine wrote these bodies itself, in this process or an earlier one; their form is not checked again. */
export function bodyOf({ id: _id, variables: _variables, ...body }: Frame): string {
  return JSON.stringify(body);
}

export function executionFrom(row: unknown, frameRows: unknown[]): Execution {
  const { started_at: startedAt, input, ...execution } = ExecutionRow.parse(row);
  const frames = new Map<number, Frame>();
  for (const frameRow of frameRows) {
    const { id, variables, body } = FrameRow.parse(frameRow);
    frames.set(id, { ...JSON.parse(body), id, variables: JSON.parse(variables) });
  }
  return { ...execution, input: JSON.parse(input), startedAt, frames, end: null };
}

export function descriptionFrom(row: unknown): Description {
  const { started_at: startedAt, status, output, error, cause } = DescriptionRow.parse(row);
  return {
    status,
    startedAt,
    ...(output !== null && { output: jsonFrom(output) }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}

export function historyFrom(turnRows: unknown[]): RecordedEvent[] {
  const recorded: RecordedEvent[] = [];
  for (const turnRow of turnRows) {
    const { at, events } = TurnRow.parse(turnRow);
    const timestamp = new Date(at).toISOString();
    for (const event of JSON.parse(events))
      recorded.push({ id: recorded.length + 1, timestamp, ...event });
  }
  return recorded;
}

function jsonFrom(text: string): Json {
  return JSON.parse(text);
}
