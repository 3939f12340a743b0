/** What the passing of time does: deadlines every hour, the queue's rows every night. */

import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventInvokeConfig, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { deadLetterQueue } from './dead-letters.ts';
import type { Functions } from './functions.ts';
import { viaService } from './grant.ts';

/** In Tokyo's time. Not on the hour, when everybody's schedules begin. */
const WHEN = {
  sweep: 'cron(7 * * * ? *)',
  repair: 'cron(37 3 * * ? *)',
} as const satisfies Partial<Record<FunctionName, string>>;
/** The next sweep does what this one could not. */
const RETRY = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 30 * 60 };

interface ScheduleProps {
  key: IKey;
  functions: Functions;
}

interface Undone {
  deadLetters: Queue;
  key: IKey;
}

export class Schedule extends Construct {
  readonly deadLetters: Readonly<Record<keyof typeof WHEN, Queue>>;

  constructor(scope: Construct, id: string, { key, functions }: ScheduleProps) {
    super(scope, id);
    const every = (name: keyof typeof WHEN) => {
      const place = new Construct(this, name);
      const deadLetters = deadLetterQueue(place, 'DeadLetters', key);
      const handler = functions.get(name);
      this.#failedRuns(place, handler, { deadLetters, key });
      new CfnSchedule(place, 'Schedule', {
        scheduleExpression: WHEN[name],
        scheduleExpressionTimezone: 'Asia/Tokyo',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: handler.functionArn,
          roleArn: this.#role(place, handler, { deadLetters, key }).roleArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: RETRY,
        },
      });
      return deadLetters;
    };
    this.deadLetters = { sweep: every('sweep'), repair: every('repair') };
  }

  /** The scheduler only hands a run over, and has done its part when Lambda has it: Lambda tells of a run that failed. */
  #failedRuns(place: Construct, handler: Lambda, { deadLetters, key }: Undone): void {
    const failed = new EventInvokeConfig(place, 'Failed', {
      function: handler,
      retryAttempts: RETRY.maximumRetryAttempts,
      maxEventAge: Duration.seconds(RETRY.maximumEventAgeInSeconds),
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    });
    for (const statement of mayPut(deadLetters, key)) handler.addToRolePolicy(statement);
    // Lambda looks whether it may before it takes this.
    failed.node.addDependency(handler.role ?? handler);
  }

  #role(place: Construct, handler: Lambda, { deadLetters, key }: Undone): Role {
    const role = new Role(place, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(place).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [handler.functionArn],
      }),
    );
    for (const statement of mayPut(deadLetters, key)) role.addToPolicy(statement);
    return role;
  }
}

const mayPut = (queue: Queue, key: IKey): PolicyStatement[] => [
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  viaService(key, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey']),
];
