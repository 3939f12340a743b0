/** Every commit of every case, once more, where nobody can change it: from the table's stream into a bucket under Object Lock. */

import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as Lambda,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letters.ts';
import { viaService } from './grant.ts';

/** One commit that can never be written holds up the rest of its shard for so long, some minutes, and then is a dead letter. */
const ATTEMPTS = 20;
/** The stream itself forgets after a day. */
const TRIED_FOR = Duration.hours(20);

interface AuditTrailProps {
  table: Table;
  writer: Lambda;
  key: IKey;
}

export class AuditTrail extends Construct {
  /** Holds where in the stream a commit stands that could not be written, not the commit: that is in the table. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { table, writer, key }: AuditTrailProps) {
    super(scope, id);
    const { tableStreamArn: stream } = table;
    if (!stream) throw new TypeError('the table has no stream');
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', key);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: writer,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('commit#') } } },
        }),
      ],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: TRIED_FOR,
      retryAttempts: ATTEMPTS,
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
    const reading = new PolicyStatement({
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [stream],
    });
    for (const statement of [
      reading,
      viaService(key, 'dynamodb', ['kms:Decrypt']),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
      viaService(key, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ])
      writer.addToRolePolicy(statement);
    // Lambda looks whether it may before it begins.
    mapping.node.addDependency(writer.role ?? writer);
  }
}
