/** Everything that needs no handler: the clients, and each port on top of them. Nothing is asked of AWS yet. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Clock, Ports, WebhookLedger } from '../ports.ts';
import { timeStampsFrom } from '../time-stamps.ts';
import { AwsCaseIndex } from './case-index.ts';
import { AwsCaseLog } from './case-log.ts';
import { SDK, SDK_ONCE, SDK_STREAMS } from './clients.ts';
import { AwsKeyring } from './keyring.ts';
import { AwsMailer } from './mailer.ts';
import { AwsOperators } from './operators.ts';
import { AwsPayments } from './payments.ts';
import type { Deployment } from './settings.ts';
import { AwsSigner } from './signer.ts';
import { Table } from './table.ts';
import { AwsTasks } from './tasks.ts';
import { AwsVault } from './vault.ts';
import type { Bucket } from './vault-pieces.ts';
import { AwsWebhookLedger } from './webhook-ledger.ts';
import { AwsWorkflow } from './workflow.ts';

export interface OpenPorts {
  ports: Ports;
  /** With what only some functions need of them: SES's events, Cognito's sign-ins, S3's uploads, Stripe's webhooks. */
  mailer: AwsMailer;
  operators: AwsOperators;
  bucket: Bucket;
  table: Table;
  ledger: WebhookLedger;
  secrets: SecretsManagerClient;
}

export function openPorts(deployment: Deployment, clock: Clock): OpenPorts {
  const table = new Table(new DynamoDBClient(SDK), deployment.KAIJI_TABLE);
  const kms = new KMSClient(SDK);
  const secrets = new SecretsManagerClient(SDK);
  const s3 = new S3Client({ ...SDK_STREAMS, forcePathStyle: deployment.KAIJI_S3_PATH_STYLE });
  const bucket = { s3, name: deployment.KAIJI_BUCKET };
  const keyring = new AwsKeyring({
    kms,
    table,
    wrappingKeyId: deployment.KAIJI_DATA_KEY,
    macKeyId: deployment.KAIJI_MAC_KEY,
  });
  const mailer = new AwsMailer({
    ses: new SESClient(SDK_ONCE),
    table,
    clock,
    configurationSet: deployment.KAIJI_MAIL_EVENTS,
  });
  const operators = new AwsOperators(table);
  const timeStampUrl = deployment.KAIJI_TSA_URL;
  const ports: Ports = {
    clock,
    caseLog: new AwsCaseLog(table, clock),
    caseIndex: new AwsCaseIndex(table),
    tasks: new AwsTasks(table),
    vault: new AwsVault({ bucket, table, keyring, clock }),
    mailer,
    payments: new AwsPayments({ secrets, secretId: deployment.KAIJI_STRIPE_SECRET, clock }),
    workflow: new AwsWorkflow(new SFNClient(SDK), deployment.KAIJI_STATE_MACHINE),
    signer: new AwsSigner({ kms, table, clock, algorithm: deployment.KAIJI_SIGNATURE }),
    ...(timeStampUrl && { timeStamps: timeStampsFrom(timeStampUrl) }),
    keyring,
    operators,
  };
  const ledger = new AwsWebhookLedger(table, clock);
  return { ports, mailer, operators, bucket, table, ledger, secrets };
}
