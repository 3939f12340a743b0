/** One page on how the service does, from what people feel down to what it costs. */

import {
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Watched } from './observability.ts';
import { ours, oursBy } from './our-metrics.ts';

const HOUR = Duration.hours(1);
const sum = { statistic: 'Sum', period: HOUR } as const;
const latest = { statistic: 'Maximum', period: HOUR } as const;

const graph = (title: string, left: IMetric[], stacked = false) =>
  new GraphWidget({ title, left, stacked, width: 8, height: 6, leftYAxis: { min: 0 } });

export function dashboard(scope: Construct, watched: Watched): void {
  const { deployment, functions, machine, deadLetters, api } = watched;
  const { name } = deployment;
  const all = new Dashboard(scope, 'Dashboard', {
    dashboardName: name,
    defaultInterval: Duration.days(7),
  });
  all.addWidgets(
    graph('Open cases by station', [oursBy(name, 'OpenCases', 'stage', latest)], true),
    graph('Clocks', [
      ours(name, 'ClocksNear', { ...latest, label: 'three days or less' }),
      ours(name, 'ClocksPastTarget', { ...latest, label: 'past the target' }),
      ours(name, 'ClocksPastLimit', { ...latest, label: 'past the limit' }),
    ]),
    new SingleValueWidget({
      title: 'Operators',
      width: 8,
      height: 6,
      metrics: [
        ours(name, 'CasesForOperators', { ...latest, label: 'cases wait for one' }),
        ours(name, 'LongestWaitHours', { ...latest, label: 'longest wait, hours' }),
        ours(name, 'CertificateDays', { ...latest, label: 'days of the certificate' }),
      ],
    }),
  );
  all.addWidgets(
    graph('Cases opened, by channel', [oursBy(name, 'CasesOpened', 'channel', sum)], true),
    graph('Cases closed, by outcome', [oursBy(name, 'CasesClosed', 'outcome', sum)], true),
    graph('Workflows', [
      machine.metricStarted(sum),
      machine.metricSucceeded(sum),
      machine.metricFailed(sum),
      ours(name, 'CasesStuck', { ...sum, label: 'cases stuck' }),
    ]),
  );
  all.addWidgets(
    graph(
      'Functions that failed',
      [...functions.all].map(([label, made]) => made.metricErrors({ ...sum, label })),
    ),
    graph('Pages', [
      api.metricCount({ ...sum, label: 'asked for' }),
      api.metricServerError({ ...sum, label: 'failed' }),
      oursBy(name, 'RequestsFailed', 'path', sum),
    ]),
    graph(
      'Left undone',
      Object.entries(deadLetters).map(([label, queue]) =>
        queue.metricApproximateNumberOfMessagesVisible({ ...latest, label }),
      ),
    ),
  );
  all.addWidgets(
    graph('Mails sent, by purpose', [oursBy(name, 'MailsSent', 'purpose', sum)], true),
    graph('Mails that came back', [ours(name, 'MailsBounced', { ...sum, label: 'bounced' })]),
    graph('Cost of the month so far, US$', [
      new Metric({
        namespace: 'AWS/Billing',
        metricName: 'EstimatedCharges',
        dimensionsMap: { Currency: 'USD' },
        statistic: 'Maximum',
        period: Duration.hours(6),
        region: 'us-east-1',
        label: 'whole account',
      }),
    ]),
  );
  all.addWidgets(
    new TextWidget({
      width: 24,
      height: 2,
      markdown: `What each alarm means and what to do: **docs/runbook.md**. The cost is shown once *Receive CloudWatch billing alerts* is on in the account's billing preferences.`,
    }),
  );
}
