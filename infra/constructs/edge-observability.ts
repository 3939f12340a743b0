/** What is watched at the edge. Its metrics are in us-east-1 wherever the cases are, and alarms only hear what is in their region. */

import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { Alarms } from './alarms.ts';
import { NO_GRANTS } from './keys.ts';
import type { KnownAlarm } from './known-alarms.ts';
import { removalOf } from './removal.ts';

export class EdgeObservability extends Construct {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: 'Kaiji: what is told of the edge',
      enableKeyRotation: true,
      removalPolicy: removalOf(deployment.flavour),
    });
    key.addToResourcePolicy(NO_GRANTS);
    new Alarms(this, 'Alarms', { deployment, key }).add(edgeAlarms(deployment));
  }
}

/** In five minutes: some eight addresses that ask ten times as often as they may. */
const MANY_BLOCKED = 5000;

const edgeAlarms = ({ name }: Deployment): KnownAlarm[] => [
  {
    id: 'edge-fails',
    heading: 'The edge fails',
    means: 'One request in twenty gets no answer, or one that something failed.',
    // Of every distribution of the account: ours comes after this stack, and is not known by name here.
    metric: new MathExpression({
      expression:
        'SELECT MAX("5xxErrorRate") FROM SCHEMA("AWS/CloudFront", DistributionId, Region)',
      label: '5xx, %',
      period: Duration.minutes(5),
      usingMetrics: {},
    }),
    threshold: 5,
    periods: 2,
  },
  {
    id: 'firewall-blocks',
    heading: 'The firewall turns many away',
    means: 'Somebody floods the service, or people are turned away who should not be.',
    metric: new Metric({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      // The name under which the firewall counts (firewall.ts).
      dimensionsMap: { WebACL: name, Rule: 'ALL' },
      statistic: 'Sum',
      period: Duration.minutes(5),
    }),
    threshold: MANY_BLOCKED,
  },
];
