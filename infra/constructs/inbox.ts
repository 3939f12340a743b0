/**
 * Something that happens outside and has to reach a function: it waits in a queue until the function has taken
 * it, five times at most, then lies in a queue of its own until somebody puts it back (docs/runbook.md).
 */

import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { deadLetterQueue, queueProps } from './dead-letters.ts';
import { viaService } from './grant.ts';

const ATTEMPTS = 5;

interface InboxProps {
  /** Which events of the account's bus. */
  pattern: EventPattern;
  description: string;
  handler: Lambda;
  key: IKey;
}

export class Inbox extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { pattern, description, handler, key }: InboxProps) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', key);
    this.queue = new Queue(this, 'Queue', {
      ...queueProps(key),
      // Six times the function's time, as Lambda asks for, so that nothing is taken twice at once.
      visibilityTimeout: Duration.seconds((handler.timeout?.toSeconds() ?? 60) * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
    new Rule(this, 'Rule', {
      description,
      eventPattern: pattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    });
    // One at a time: what is slow or broken holds up nothing else.
    new EventSourceMapping(this, 'Mapping', {
      target: handler,
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
    });
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ],
        resources: [this.queue.queueArn],
      }),
    );
    handler.addToRolePolicy(viaService(key, 'sqs', ['kms:Decrypt']));
  }
}
