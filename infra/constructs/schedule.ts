/** What the passing of time does: deadlines every hour, the queue's rows every night. */
import { Duration, TimeZone } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { ScheduleExpression, Schedule as Timetable } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { deadLetterQueue } from './dead-letters.ts';
import type { Functions } from './functions.ts';

/** By company time (UTC would do as well: the rules know their own zones). Not on the hour, when everybody's schedules begin. */
const WHEN: { name: FunctionName; schedule: ScheduleExpression }[] = [
  {
    name: 'sweep',
    schedule: ScheduleExpression.cron({ minute: '7', timeZone: TimeZone.ASIA_TOKYO }),
  },
  {
    name: 'repair',
    schedule: ScheduleExpression.cron({ minute: '37', hour: '3', timeZone: TimeZone.ASIA_TOKYO }),
  },
];

interface ScheduleProps {
  key: IKey;
  functions: Functions;
}

export class Schedule extends Construct {
  readonly deadLetters: Readonly<Record<string, Queue>>;

  constructor(scope: Construct, id: string, { key, functions }: ScheduleProps) {
    super(scope, id);
    const deadLetters: Record<string, Queue> = {};
    for (const { name, schedule } of WHEN) {
      const queue = deadLetterQueue(this, `${name}-dead-letters`, key);
      new Timetable(this, name, {
        description: `Kaiji: ${name}`,
        schedule,
        target: new LambdaInvoke(functions.get(name), {
          deadLetterQueue: queue,
          retryAttempts: 2,
          maxEventAge: Duration.minutes(30),
        }),
      });
      deadLetters[name] = queue;
    }
    this.deadLetters = deadLetters;
  }
}
