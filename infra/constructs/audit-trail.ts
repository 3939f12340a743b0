/** Every commit of every case, once more, where nobody can change it: from the table's stream into a bucket under Object Lock. */
import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  FilterCriteria,
  FilterRule,
  type Function as Lambda,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letters.ts';

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
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', key);
    writer.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('commit#') } } },
          }),
        ],
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        // The stream itself forgets after a day.
        maxRecordAge: Duration.hours(20),
        onFailure: new SqsDlq(this.deadLetters),
      }),
    );
  }
}
