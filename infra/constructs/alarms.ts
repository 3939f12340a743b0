/** Whoever looks after the service hears of it: one topic, and an alarm for each thing that the runbook knows. */

import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { KnownAlarm } from './known-alarms.ts';

/** Where the page on an alarm begins. */
export const runbook = (heading: string): string =>
  `docs/runbook.md#${heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;

interface AlarmsProps {
  deployment: Deployment;
  /** Encrypts what is told; its policy lets in those who tell. */
  key: Key;
}

export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #deployment: Deployment;

  constructor(scope: Construct, id: string, { deployment, key }: AlarmsProps) {
    super(scope, id);
    this.#deployment = deployment;
    const { account } = Stack.of(this);
    const mayEncrypt = (service: string) =>
      new PolicyStatement({
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'], // in a key's own policy: this key
      });
    const ofHere = { StringEquals: { 'aws:SourceAccount': account } };
    const ofAlarms = mayEncrypt('cloudwatch');
    ofAlarms.addCondition('StringEquals', ofHere.StringEquals);
    key.addToResourcePolicy(ofAlarms);
    // EventBridge does not say for whom it asks.
    key.addToResourcePolicy(mayEncrypt('events'));
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: ofHere,
      }),
    );
    this.topic.addSubscription(new EmailSubscription(deployment.alarms));
  }

  add(known: readonly KnownAlarm[]): void {
    for (const one of known) this.#add(one);
  }

  #add({ id, heading, means, metric, threshold, comparison, periods, silence }: KnownAlarm): void {
    const alarm = new Alarm(this, id, {
      alarmName: `${this.#deployment.name}-${id}`,
      alarmDescription: `${means} ${runbook(heading)}`,
      metric,
      threshold,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence ?? TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}
