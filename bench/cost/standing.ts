/** What a deployment costs each month before anybody asks for anything, from its own templates; and what waiting cases add. */
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { z } from 'zod';
import cdk from '../../cdk.json' with { type: 'json' };
import { METRICS } from '../../functions/lambda/metrics.ts';
import { deploy } from '../../infra/deploy.ts';
import { readDeployment } from '../../infra/deployment.ts';
import type { Usage } from './price.ts';

const Firewall = z.looseObject({ Properties: z.looseObject({ Rules: z.array(z.unknown()) }) });

/** Of `deployment.example.json`. */
export function standing(): Usage {
  const deployment = readDeployment('deployment.example.json');
  const code = Code.fromInline('exports.handler = () => {}');
  const stack = deploy(new App({ context: cdk.context }), deployment, () => code);
  const stacks = stack.node.root.node.children.filter((child) => child instanceof Stack);
  const templates = stacks.map((one) => Template.fromStack(one));
  const all = (type: string) =>
    templates.flatMap((template) => Object.values(template.findResources(type)));
  const rules = all('AWS::WAFv2::WebACL').map((acl) => Firewall.parse(acl).Properties.Rules.length);
  return {
    'KMS, keys a month': all('AWS::KMS::Key').length,
    'Secrets Manager, secrets a month': all('AWS::SecretsManager::Secret').length,
    'CloudWatch, alarms a month': all('AWS::CloudWatch::Alarm').length,
    'CloudWatch, dashboards a month': all('AWS::CloudWatch::Dashboard').length,
    'CloudWatch, metrics a month': Object.keys(METRICS).length,
    'WAF, lists a month': rules.length,
    'WAF, rules a month': rules.reduce((sum, count) => sum + count, 0),
  };
}

const HOURS_A_MONTH = 730;
const NIGHTS_A_MONTH = 30;
/** A read unit, of what may lag a little: twice four kilobytes. */
const READ_BYTES = 8_192;
/** The file that a requester has sent in; a photograph of a passport. */
const EVIDENCE_BYTES = 2_000_000;

/** What so many cases cost a month that wait and of which nothing comes. */
export function waiting(cases: number, each: { bytes: number; rowBytes: number }): Usage {
  const rows = (cases * each.rowBytes) / READ_BYTES;
  return {
    'DynamoDB, GB a month': (cases * each.bytes) / 1e9,
    'DynamoDB, recovery to any moment, GB a month': (cases * each.bytes) / 1e9,
    'S3, GB a month': (cases * EVIDENCE_BYTES) / 1e9,
    // Each hour the sweep tells how all open cases stand; each night rows are compared with logs.
    'DynamoDB, read units': rows * (HOURS_A_MONTH + NIGHTS_A_MONTH),
  };
}
