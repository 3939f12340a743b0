/** What one grant is, what it can be of, and how keys and secrets are let be used. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Deployment } from '../deployment.ts';
import type { Keys } from './keys.ts';
import type { MailOut } from './mail-out.ts';
import type { Secrets } from './secrets.ts';

/** Everything that a function may be let into. */
export interface World {
  deployment: Deployment;
  keys: Keys;
  table: ITable;
  vault: IBucket;
  mail: IBucket;
  audit: IBucket;
  secrets: Secrets;
  mailOut: MailOut;
  /** What the console is told of Cognito. */
  signIn: Readonly<Record<string, string>>;
  workflow: { machineArn: string; executionArns: string };
}

export interface Grant {
  statements: PolicyStatement[];
  environment: Readonly<Record<string, string>>;
}

export function mayRead(secret: ISecret, key: IKey): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [secret.secretArn],
    }),
    viaService(key, 'secretsmanager', ['kms:Decrypt']),
  ];
}

/** A key of AWS's own keeping is used through the service that keeps, never directly. */
export function viaService(key: IKey, service: string, actions: string[]): PolicyStatement {
  const { region } = key.env;
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  });
}
