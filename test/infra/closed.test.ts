import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FORMS } from '../../infra/constructs/firewall.ts';
import { STREAMED } from '../../infra/constructs/streaming-door.ts';
import {
  allowed,
  functionIn,
  type LaidOut,
  laidOut,
  type Statement,
  statementsIn,
} from '../support/laid-out.ts';

/** What AWS knows no resources for. */
const OF_NO_RESOURCE = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'states:SendTaskSuccess',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

describe('what is closed', () => {
  let made: LaidOut;
  let statements: Statement[];
  beforeAll(() => {
    made = laidOut();
    statements = statementsIn(made.template);
  });

  it('names every action, and every resource where AWS knows one', () => {
    expect(statements.length).toBeGreaterThan(100);
    for (const one of allowed(statements)) {
      const [action = '', resource] = one.split(' ');
      expect(action).not.toContain('*');
      if (resource === '*') expect(OF_NO_RESOURCE).toContain(action);
    }
  });

  it('has no policy that is managed by AWS, which would grow without us', () => {
    // But for the one with which CDK carries the firewall's ARN here from us-east-1.
    const own = Object.entries(made.template.findResources('AWS::IAM::Role')).filter(
      ([id]) => !id.startsWith('CustomCrossRegionExportReader'),
    );
    expect(own.length).toBeGreaterThan(30);
    for (const [, role] of own) expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('is invoked by our own machine, queues, schedules and APIs, and by nobody else', () => {
    for (const permission of Object.values(made.template.findResources('AWS::Lambda::Permission')))
      expect(permission.Properties).toMatchObject({
        Principal: 'apigateway.amazonaws.com',
        SourceArn: expect.anything(),
      });
    made.template.resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('keeps every log for a while and no longer, under our key', () => {
    const logs = Object.keys(made.template.findResources('AWS::Logs::LogGroup'));
    expect(logs.length).toBeGreaterThan(25);
    made.template.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 365,
      KmsKeyId: Match.anyValue(),
    });
  });

  it('writes no path, query or address of a browser into a log: paths lead into cases', () => {
    const [stage] = Object.values(made.template.findResources('AWS::ApiGatewayV2::Stage'));
    const { Format } = z.object({ Format: z.string() }).parse(stage?.Properties.AccessLogSettings);
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|query|sourceIp|identity|header/i);
    const [edge] = Object.values(made.template.findResources('AWS::CloudFront::Distribution'));
    expect(edge?.Properties.DistributionConfig).not.toHaveProperty('Logging');
    expect(JSON.stringify(made.firewall.toJSON())).not.toContain('"SampledRequestsEnabled":true');
    made.template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ERROR' },
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
    });
  });

  it('has one door, which speaks TLS 1.2 only and has the firewall before it', () => {
    made.template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        WebACLId: Match.anyValue(),
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
        DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
        CacheBehaviors: Object.keys(STREAMED).map((path) => ({
          PathPattern: path.replaceAll(/\{\w+\}/g, '*'),
          ViewerProtocolPolicy: 'redirect-to-https',
        })),
      },
    });
    const Origin = z.object({
      OriginCustomHeaders: z.array(z.looseObject({ HeaderName: z.string() })),
      CustomOriginConfig: z.looseObject({ OriginProtocolPolicy: z.string() }),
    });
    const [edge] = Object.values(made.template.findResources('AWS::CloudFront::Distribution'));
    const origins = z.array(Origin).parse(edge?.Properties.DistributionConfig.Origins);
    for (const { OriginCustomHeaders, CustomOriginConfig } of origins) {
      expect(OriginCustomHeaders.map(({ HeaderName }) => HeaderName)).toEqual(['x-kaiji-edge']);
      expect(CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
    }
  });

  it.each([
    '/request',
    '/lost-link',
    '/permission/abc',
    '/p/abc/answer/code',
    '/p/abc/answer/enter',
    '/console/sign-in',
  ])('counts what is sent to %s apart, and lets less of it in', (path) => {
    expect(path).toMatch(new RegExp(FORMS));
    expect('/p/abc/answer/package').not.toMatch(new RegExp(FORMS));
    const { Rules } = z
      .object({
        Rules: z.array(
          z.looseObject({ Name: z.string(), Statement: z.record(z.string(), z.unknown()) }),
        ),
      })
      .parse(Object.values(made.firewall.findResources('AWS::WAFv2::WebACL'))[0]?.Properties);
    const limit = (name: string) =>
      z
        .object({ RateBasedStatement: z.looseObject({ Limit: z.number() }) })
        .parse(Rules.find(({ Name }) => Name === name)?.Statement).RateBasedStatement.Limit;
    expect(limit('FormsOfOneAddress')).toBeLessThan(limit('OneAddress'));
  });

  it('asks operators for a second factor, and lets nobody sign up', () => {
    made.template.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    const groups = Object.values(made.template.findResources('AWS::Cognito::UserPoolGroup'));
    expect(groups.map(({ Properties }) => Properties.GroupName).toSorted()).toEqual([
      'approver',
      'auditor',
      'operator',
    ]);
  });
});

describe('the door that streams', () => {
  let made: LaidOut;
  beforeAll(() => {
    made = laidOut();
  });

  it('is not traced: a trace would hold the path, and a link to an answer opens it', () => {
    const stages = Object.values(made.template.findResources('AWS::ApiGateway::Stage'));
    expect(stages).toHaveLength(1);
    for (const { Properties } of stages) expect(Properties.TracingEnabled ?? false).toBe(false);
  });

  it('streams each answer for as long as its function may run', () => {
    const methods = Object.values(made.template.findResources('AWS::ApiGateway::Method'));
    expect(methods).toHaveLength(Object.keys(STREAMED).length);
    for (const { Properties } of methods)
      expect(Properties.Integration).toMatchObject({
        ResponseTransferMode: 'STREAM',
        TimeoutInMillis: 900_000,
      });
  });
});

describe('what sets functions going', () => {
  it('has a queue each for what could not be done', () => {
    const { kaiji, template } = laidOut();
    const { deadLetters } = kaiji.watched;
    const triggered = ['audit', 'mail-events', 'mail-in', 'repair', 'sweep', 'uploads'];
    expect(Object.keys(deadLetters).toSorted()).toEqual(triggered);
    for (const queue of Object.values(template.findResources('AWS::SQS::Queue'))) {
      expect(queue.Properties.KmsMasterKeyId).toBeDefined();
      expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    }
    for (const schedule of Object.values(template.findResources('AWS::Scheduler::Schedule')))
      expect(schedule.Properties.Target.DeadLetterConfig.Arn).toBeDefined();
    const inboxes = Object.entries(template.findResources('AWS::Events::Rule')).filter(([id]) =>
      id.startsWith('Inboxes'),
    );
    expect(inboxes).toHaveLength(3);
    for (const [, rule] of inboxes)
      expect(rule.Properties.Targets[0].DeadLetterConfig.Arn).toBeDefined();
    for (const mapping of Object.values(template.findResources('AWS::Lambda::EventSourceMapping')))
      expect(mapping.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('hears of a scheduled run that failed, also where the scheduler only saw it handed over', () => {
    const made = laidOut();
    const { kaiji, template } = made;
    const { deadLetters, functions } = kaiji.watched;
    for (const name of ['sweep', 'repair'] as const) {
      template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: kaiji.resolve(functions.get(name).functionName),
        DestinationConfig: {
          OnFailure: { Destination: kaiji.resolve(deadLetters[name]?.queueArn) },
        },
      });
      expect(allowed(functionIn(made, name).statements)).toContain(
        `sqs:SendMessage Schedule${name}DeadLetters`,
      );
    }
  });

  it('gives up on one commit before the stream forgets those behind it', () => {
    const { template } = laidOut();
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 20,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('runs the very workflow that is committed, with an ARN for each of its steps', () => {
    const { template } = laidOut();
    const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
    const { DefinitionString, DefinitionSubstitutions } = z
      .object({
        DefinitionString: z.string(),
        DefinitionSubstitutions: z.record(z.string(), z.unknown()),
      })
      .parse(machine?.Properties);
    const named = new Set(DefinitionString.match(/(?<=\$\{)[a-z-]+(?=\})/g));
    expect(Object.keys(DefinitionSubstitutions).toSorted()).toEqual([...named].toSorted());
    expect(DefinitionString.length).toBeLessThan(1024 * 1024);
  });
});
