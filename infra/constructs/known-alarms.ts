/**
 * Every alarm, as data. Each is explained in docs/runbook.md under its heading, and each heading there has its alarm: a test holds both to
 * it. Thresholds say from when a person has to look, not from when something is unusual.
 */

import {
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { type FunctionName, ROSTER } from '../../functions/lambda/roster.ts';
import { STEPS } from '../../workflows/contract.ts';
import type { Watched } from './observability.ts';
import { ours } from './our-metrics.ts';

export interface KnownAlarm {
  /** Ends the alarm's name. */
  id: string;
  /** Of docs/runbook.md. */
  heading: string;
  /** In one sentence, what it is for whoever is told of it. */
  means: string;
  metric: IMetric;
  threshold: number;
  comparison?: ComparisonOperator;
  /** So many periods in a row; one when left out. */
  periods?: number;
  /** What silence means: nothing wrong, when left out. */
  silence?: TreatMissingData;
}

const MINUTES = (count: number) => Duration.minutes(count);
const HOUR = Duration.hours(1);
const sum = { statistic: 'Sum' } as const;

/** Tried again by the workflow, which asks for a person when that does not help. */
const TRIED_AGAIN = 3;
/** Of the time after which Lambda ends a function. */
const NEARLY = 0.9;
/** More open cases within three days of a target than people get through in three days. */
const MANY_NEAR = 25;
/** SES looks at an account from 5 % on, and stops it at 10 %. */
const BOUNCES = 0.03;
/** SES looks at an account from 0.1 % on. */
const COMPLAINTS = 0.0005;
/** Days in which an authority makes a certificate. The console has said so for two weeks by then. */
const CERTIFICATE_DAYS = 45;

export function knownAlarms(watched: Watched): KnownAlarm[] {
  return [
    ...ofFunctions(watched),
    ...ofQueues(watched),
    ...ofCases(watched),
    ...ofSweep(watched),
    ...ofAuditTrail(watched),
    ...ofAws(watched),
  ];
}

function ofFunctions({ functions }: Watched): KnownAlarm[] {
  const each = [...functions.all].flatMap(([name, made]): KnownAlarm[] => [
    {
      id: `function-fails-${name}`,
      heading: 'A function fails',
      means: `${ROSTER[name].does}: fails, or is ended by Lambda.`,
      metric: made.metricErrors({ ...sum, period: MINUTES(15) }),
      threshold: isStep(name) ? TRIED_AGAIN : 1,
    },
    {
      id: `function-slow-${name}`,
      heading: 'A function is near its time limit',
      means: `${ROSTER[name].does}: takes nearly as long as it may.`,
      metric: made.metricDuration({ statistic: 'Maximum', period: MINUTES(15) }),
      threshold: ROSTER[name].seconds * 1000 * NEARLY,
    },
  ]);
  return [
    ...each,
    {
      id: 'functions-throttled',
      heading: 'Functions are throttled',
      means: 'More functions are wanted at once than the account may run.',
      metric: new Metric({
        ...{ namespace: 'AWS/Lambda', metricName: 'Throttles' },
        ...{ ...sum, period: MINUTES(5) },
      }),
      threshold: 1,
    },
  ];
}

const isStep = (name: FunctionName): boolean => name in STEPS;

function ofQueues({ queues, deadLetters }: Watched): KnownAlarm[] {
  return [
    ...Object.entries(deadLetters).map(([name, queue]) => ({
      id: `dead-letters-${name}`,
      heading: 'Something lies in a dead-letter queue',
      means: `What ${name} should have done was tried often enough and is left undone.`,
      metric: queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: MINUTES(5),
      }),
      threshold: 1,
    })),
    ...Object.entries(queues).map(([name, queue]) => ({
      id: `queue-waits-${name}`,
      heading: 'A queue is not worked off',
      means: `What came for ${name} has waited for a quarter of an hour.`,
      metric: queue.metricApproximateAgeOfOldestMessage({
        statistic: 'Maximum',
        period: MINUTES(5),
      }),
      threshold: 15 * 60,
    })),
  ];
}

function ofCases({ deployment: { name }, machine }: Watched): KnownAlarm[] {
  const hourly = { statistic: 'Maximum', period: HOUR } as const;
  return [
    {
      id: 'case-stuck',
      heading: 'A case is stuck',
      means: 'The workflow of a case met an error that no retry mended; an operator has a task.',
      metric: ours(name, 'CasesStuck', { ...sum, period: MINUTES(5) }),
      threshold: 1,
    },
    {
      id: 'workflow-ended-badly',
      heading: 'A workflow has failed, timed out or was stopped',
      means: 'A case has nothing that carries it on.',
      metric: new MathExpression({
        expression: 'failed + timedOut + aborted',
        label: 'ended badly',
        period: MINUTES(5),
        usingMetrics: {
          failed: machine.metricFailed(sum),
          timedOut: machine.metricTimedOut(sum),
          aborted: machine.metricAborted(sum),
        },
      }),
      threshold: 1,
    },
    {
      id: 'log-broken',
      heading: 'The log of a case does not hold',
      means: 'A commit was changed, dropped or moved, or is of a newer version.',
      metric: ours(name, 'BrokenLogs', { ...sum, period: MINUTES(5) }),
      threshold: 1,
    },
    {
      id: 'clocks-near',
      heading: 'Many clocks are near',
      means: 'More cases are near their target than are usually worked off in that time.',
      metric: ours(name, 'ClocksNear', hourly),
      threshold: MANY_NEAR,
    },
    {
      id: 'clock-past-target',
      heading: 'A clock is past its target',
      means: 'A case has not been answered when it should have been; the law may still be kept.',
      metric: ours(name, 'ClocksPastTarget', hourly),
      threshold: 1,
    },
    {
      id: 'clock-past-limit',
      heading: 'A clock is past its limit',
      means: 'The last lawful day of a case is over and it is not answered.',
      metric: ours(name, 'ClocksPastLimit', hourly),
      threshold: 1,
    },
    {
      id: 'nobody-told',
      heading: 'Nobody is told of clocks',
      means: 'A clock is near and there is no operator to tell.',
      metric: ours(name, 'ClocksUntold', { ...sum, period: HOUR }),
      threshold: 1,
    },
  ];
}

function ofSweep({ deployment: { name } }: Watched): KnownAlarm[] {
  return [
    {
      id: 'sweep-silent',
      heading: 'The sweep does not run',
      means: 'Nothing reminds, warns, expires, refunds or purges.',
      metric: ours(name, 'SweepLooked', { statistic: 'SampleCount', period: HOUR }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 2,
      silence: TreatMissingData.BREACHING,
    },
    {
      id: 'sweep-fails',
      heading: 'The sweep fails for a case',
      means: 'A case could not be seen to, twice in a row.',
      metric: ours(name, 'SweepFailed', { statistic: 'Maximum', period: HOUR }),
      threshold: 1,
      periods: 2,
    },
    {
      id: 'row-not-repaired',
      heading: 'A row of the queue cannot be repaired',
      means: 'The queue may not show a case, or not as it stands.',
      metric: ours(name, 'RowsNotRepaired', { ...sum, period: HOUR }),
      threshold: 1,
    },
    {
      id: 'mail-left-unread',
      heading: 'A mail was left unread',
      means: 'A mail that may be a request could not be opened or read.',
      metric: ours(name, 'MailsLeft', { ...sum, period: HOUR }),
      threshold: 1,
    },
    {
      id: 'certificate-ends',
      heading: 'The signing certificate is near its end',
      means: 'Answers signed after it are not taken for genuine.',
      metric: ours(name, 'CertificateDays', { statistic: 'Minimum', period: HOUR }),
      threshold: CERTIFICATE_DAYS,
      comparison: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    },
  ];
}

function ofAuditTrail({ functions }: Watched): KnownAlarm[] {
  return [
    {
      id: 'audit-late',
      heading: 'Commits come late under Object Lock',
      means: 'What was written down an hour ago could still be changed without a trace.',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: functions.get('audit').functionName },
        ...{ statistic: 'Maximum', period: MINUTES(5) },
      }),
      threshold: HOUR.toMilliseconds(),
    },
  ];
}

function ofAws({ api, streaming, table, pool }: Watched): KnownAlarm[] {
  const reputation = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: HOUR });
  const ofTable = (metricName: string, dimensions = {}) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName, ...dimensions },
      ...sum,
    });
  return [
    {
      id: 'mail-bounces',
      heading: 'Many mails come back',
      means: 'SES will look at the account, and stop it when it goes on.',
      metric: reputation('Reputation.BounceRate'),
      threshold: BOUNCES,
    },
    {
      id: 'mail-complaints',
      heading: 'Receivers call our mails spam',
      means: 'SES will look at the account, and stop it when it goes on.',
      metric: reputation('Reputation.ComplaintRate'),
      threshold: COMPLAINTS,
    },
    {
      id: 'api-fails',
      heading: 'Pages fail',
      means: 'People see an error page, or Stripe and our own sites are turned away.',
      metric: new MathExpression({
        expression: 'pages + files',
        label: 'failed',
        period: MINUTES(5),
        usingMetrics: {
          pages: api.metricServerError(sum),
          files: streaming.metricServerError(sum),
        },
      }),
      threshold: 3,
    },
    {
      id: 'table-throttled',
      heading: 'The table is throttled or fails',
      means: 'Reads or writes of cases are put off; steps and pages become slow, then fail.',
      metric: new MathExpression({
        expression: 'reads + writes + SUM([get, put, query, remove])',
        label: 'put off or failed',
        period: MINUTES(5),
        usingMetrics: {
          reads: ofTable('ReadThrottleEvents'),
          writes: ofTable('WriteThrottleEvents'),
          get: ofTable('SystemErrors', { Operation: 'GetItem' }),
          put: ofTable('SystemErrors', { Operation: 'PutItem' }),
          query: ofTable('SystemErrors', { Operation: 'Query' }),
          remove: ofTable('SystemErrors', { Operation: 'DeleteItem' }),
        },
      }),
      threshold: 10,
    },
    {
      id: 'operator-at-risk',
      heading: "Somebody else may use an operator's account",
      means: 'Cognito takes a sign-in for that of somebody else.',
      metric: new Metric({
        namespace: 'AWS/Cognito',
        metricName: 'AccountTakeoverRisk',
        dimensionsMap: {
          UserPoolId: pool.userPoolId,
          Operation: 'SignIn',
          RiskLevel: 'high',
        },
        ...{ ...sum, period: MINUTES(5) },
      }),
      threshold: 1,
    },
  ];
}
