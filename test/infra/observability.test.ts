import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { METRICS } from '../../functions/lambda/metrics.ts';
import { ROSTER } from '../../functions/lambda/roster.ts';
import { runbook } from '../../infra/constructs/alarms.ts';
import { OTHERWISE_TOLD } from '../../infra/constructs/observability.ts';
import { deploy } from '../../infra/deploy.ts';
import { readDeployment } from '../../infra/deployment.ts';

const Ref = z.looseObject({ Ref: z.string() });
const GetAtt = z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Metric = z.looseObject({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
});
const Alarm = z.looseObject({
  Properties: z.looseObject({
    AlarmName: z.string(),
    AlarmDescription: z.string(),
    AlarmActions: z.array(z.unknown()).length(1),
    OKActions: z.array(z.unknown()).length(1),
    Namespace: z.string().optional(),
    MetricName: z.string().optional(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).optional(),
    Metrics: z.array(z.looseObject({ MetricStat: z.object({ Metric }).optional() })).optional(),
  }),
});
type Alarm = z.infer<typeof Alarm>['Properties'];

const [, section = ''] = readFileSync('docs/runbook.md', 'utf8')
  .split(/^## /m)
  .filter((part) => /^Alarms|^Before/.test(part));
const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

let region: Template;
let alarms: Alarm[];

beforeAll(() => {
  const deployment = readDeployment('deployment.example.json');
  const code = Code.fromInline('exports.handler = () => {}');
  const stack = deploy(
    new App({ context, builtinCloudFormationValidation: false }),
    deployment,
    () => code,
  );
  region = Template.fromStack(stack);
  const edge = stack.node.root.node.tryFindChild(`${deployment.name}Firewall`);
  if (!(edge instanceof Stack)) throw new Error('no stack of the edge');
  alarms = [region, Template.fromStack(edge)].flatMap((template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      (found) => Alarm.parse(found).Properties,
    ),
  );
}, 120_000);

const metricsOf = ({ Namespace, MetricName, Dimensions = [], Metrics = [] }: Alarm) => [
  ...(Namespace && MetricName ? [{ Namespace, MetricName, Dimensions }] : []),
  ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []),
];

/** What an alarm of this metric is about: the logical names in its dimension. */
const watched = (namespace: string, metric: string, dimension: string): string[] =>
  alarms
    .flatMap(metricsOf)
    .filter((one) => one.Namespace === namespace && one.MetricName === metric)
    .flatMap(({ Dimensions }) => Dimensions)
    .filter(({ Name }) => Name === dimension)
    .map(({ Value }) => {
      const got = GetAtt.safeParse(Value);
      return got.success ? got.data['Fn::GetAtt'][0] : Ref.parse(Value).Ref;
    });

const namesOf = (type: string): string[] => Object.keys(region.findResources(type));

describe('alarms', () => {
  it('each lead to a heading of the runbook, and each heading of the runbook has its alarm', () => {
    const led = alarms.map(({ AlarmDescription }) => AlarmDescription.split(' ').at(-1));
    const told = [...led, ...OTHERWISE_TOLD.map(runbook)];
    expect([...new Set(told)].toSorted()).toEqual(headings.map(runbook).toSorted());
    expect(led.length).toBeGreaterThan(60);
  });

  it('say what they mean in a sentence', () => {
    for (const { AlarmDescription, AlarmName } of alarms) {
      expect(AlarmDescription).toMatch(/^[^.]{20,}\. docs\/runbook\.md#[a-z0-9-]+$/);
      expect(AlarmName).toMatch(/^Kaiji-[a-z-]+$/);
    }
  });

  it('watch whether each function of the roster fails, or nears its limit', () => {
    const ours = namesOf('AWS::Lambda::Function').filter((name) => name.startsWith('Functions'));
    expect(ours).toHaveLength(Object.keys(ROSTER).length);
    expect(watched('AWS/Lambda', 'Errors', 'FunctionName').toSorted()).toEqual(ours.toSorted());
    expect(watched('AWS/Lambda', 'Duration', 'FunctionName').toSorted()).toEqual(ours.toSorted());
  });

  it('watch every queue: what lies in it where nobody works it off, and how long where somebody does', () => {
    const seen = [
      ...watched('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName'),
      ...watched('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName'),
    ];
    expect(namesOf('AWS::SQS::Queue').length).toBeGreaterThan(0);
    expect(seen.toSorted()).toEqual(namesOf('AWS::SQS::Queue').toSorted());
  });

  it('of our own metrics stand on one that functions write, told apart by nothing but the deployment', () => {
    const own = alarms.flatMap(metricsOf).filter(({ Namespace }) => Namespace === 'Kaiji');
    const written = Object.values(METRICS)
      .flat()
      .filter((one) => !('by' in one))
      .map(({ metric }) => metric);
    expect(own.length).toBeGreaterThan(8);
    for (const { MetricName, Dimensions } of own) {
      expect(written).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: 'service', Value: 'Kaiji' }]);
    }
    const functions = region.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'Kaiji' } } },
    });
    expect(Object.keys(functions)).toHaveLength(Object.keys(ROSTER).length);
  });

  it('take silence of the sweep for bad news, and silence of anything else for good', () => {
    const alarmed = Object.values(
      region.findResources('AWS::CloudWatch::Alarm', {
        Properties: { TreatMissingData: 'breaching' },
      }),
    ).map((found) => Alarm.parse(found).Properties.AlarmName);
    expect(alarmed).toEqual(['Kaiji-sweep-silent']);
  });

  it('go to the address of the deployment, encrypted with a key of ours', () => {
    region.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'you@example.com',
    });
    for (const topic of Object.values(region.findResources('AWS::SNS::Topic')))
      expect(topic.Properties.KmsMasterKeyId).toBeDefined();
  });
});

describe('beside alarms', () => {
  it('whoever deletes or disables a key is told of', () => {
    const [rule] = Object.values(
      region.findResources('AWS::Events::Rule', {
        Properties: { EventPattern: { source: ['aws.kms'] } },
      }),
    );
    expect(rule?.Properties.EventPattern.detail.resources.ARN).toHaveLength(4);
  });

  it('the month has a budget, told of before it is spent', () => {
    region.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 50, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
  });

  it('one dashboard shows stations, clocks, failures, mails, waits and cost', () => {
    const [body] = Object.values(region.findResources('AWS::CloudWatch::Dashboard'));
    const text = JSON.stringify(body);
    for (const shown of [
      'OpenCases',
      'ClocksPastLimit',
      'LongestWaitHours',
      'MailsBounced',
      'EstimatedCharges',
      'Errors',
    ])
      expect(text).toContain(shown);
  });
});
