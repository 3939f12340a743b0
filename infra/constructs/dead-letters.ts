/** Where lies what could not be done, until somebody looks at it and puts it back (docs/runbook.md). */

import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { except } from './exceptions.ts';

/** The longest that SQS keeps anything. */
const KEPT = Duration.days(14);

/** As all queues of ours are. */
export const queueProps = (key: IKey) => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: key,
  enforceSSL: true,
  retentionPeriod: KEPT,
});

export function deadLetterQueue(scope: Construct, id: string, key: IKey): Queue {
  const queue = new Queue(scope, id, queueProps(key));
  except(queue, 'This is where dead letters lie.', { nag: ['SQS3'], guard: ['sqs_dlq_check'] });
  return queue;
}
