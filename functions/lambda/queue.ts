/** Events of EventBridge that have waited in a queue of SQS: each is taken once it has had its effect, and comes again until then. */
import { z } from 'zod';
import { failure } from './failure.ts';
import { handled } from './handled.ts';
import type { FunctionName } from './roster.ts';

const Batch = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** What Lambda gives back to the queue. */
interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * @param detail the part of the event that is the function's own
 * @param take may be given the same event more than once
 */
export function fromQueue<Detail>(
  name: FunctionName,
  detail: z.ZodType<Detail>,
  take: (detail: Detail) => Promise<void>,
) {
  const Event = z.object({ detail });
  return handled(name, async (batch: unknown): Promise<BatchAnswer> => {
    const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
    for (const { messageId, body } of Batch.parse(batch).Records)
      try {
        await take(Event.parse(JSON.parse(body)).detail);
      } catch (error) {
        failure(error, { function: name, queued: messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    return { batchItemFailures };
  });
}
