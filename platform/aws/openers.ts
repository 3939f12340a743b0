/**
 * Each port on AWS, to be opened by the functions that need it and bundled into no other. What a variable means
 * stands in `settings.ts`; which function needs what, in `functions/lambda/roster.ts`. The mark
 * at each lets bundles leave out the others (see `once`).
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { timeStampsFrom } from '../time-stamps.ts';
import { AwsCaseIndex } from './case-index.ts';
import { AwsCaseLog } from './case-log.ts';
import { SDK, SDK_ONCE, SDK_STREAMS } from './clients.ts';
import { type Opener, once } from './house.ts';
import { AwsKeyring } from './keyring.ts';
import { AwsMailer } from './mailer.ts';
import { AwsOperators } from './operators.ts';
import { AwsPayments } from './payments.ts';
import * as settings from './settings.ts';
import { AwsSigner } from './signer.ts';
import { Table } from './table.ts';
import { AwsTasks } from './tasks.ts';
import { AwsVault } from './vault.ts';
import type { Bucket } from './vault-pieces.ts';
import { AwsWebhookLedger } from './webhook-ledger.ts';
import { AwsWorkflow } from './workflow.ts';

export const table = /* @__PURE__ */ once(
  (house) => new Table(new DynamoDBClient(SDK), house.read(settings.TABLE).KAIJI_TABLE),
);
const kms = /* @__PURE__ */ once(() => new KMSClient(SDK));
export const secrets = /* @__PURE__ */ once(() => new SecretsManagerClient(SDK));

const caseLog = /* @__PURE__ */ once((house) => new AwsCaseLog(table(house), house.clock));
const caseIndex = /* @__PURE__ */ once((house) => new AwsCaseIndex(table(house)));

export const keyring = /* @__PURE__ */ once((house) => {
  const { KAIJI_DATA_KEY, KAIJI_MAC_KEY } = house.read(settings.KEYS);
  return new AwsKeyring({
    kms: kms(house),
    table: table(house),
    wrappingKeyId: KAIJI_DATA_KEY,
    macKeyId: KAIJI_MAC_KEY,
  });
});

/** Whoever reads a case. */
export const cases = { caseLog, caseIndex, keyring };

const tasks = /* @__PURE__ */ once((house) => new AwsTasks(table(house)));

export const workflow = /* @__PURE__ */ once(
  (house) => new AwsWorkflow(new SFNClient(SDK), house.read(settings.WORKFLOW).KAIJI_STATE_MACHINE),
);

/** Whoever settles a task: its result goes to the workflow. */
export const settling = { tasks, workflow };

const s3 = /* @__PURE__ */ once((house) => {
  const { KAIJI_S3_PATH_STYLE: forcePathStyle } = house.read(settings.S3);
  return new S3Client({ ...SDK_STREAMS, forcePathStyle });
});

export const bucket: Opener<Bucket> = /* @__PURE__ */ once((house) => ({
  s3: s3(house),
  name: house.read(settings.BUCKET).KAIJI_BUCKET,
}));
export const inbox: Opener<Bucket> = /* @__PURE__ */ once((house) => ({
  s3: s3(house),
  name: house.read(settings.INBOX).KAIJI_MAIL_BUCKET,
}));
export const auditBucket: Opener<Bucket> = /* @__PURE__ */ once((house) => ({
  s3: s3(house),
  name: house.read(settings.AUDIT).KAIJI_AUDIT_BUCKET,
}));

export const vault = /* @__PURE__ */ once(
  (house) =>
    new AwsVault({
      bucket: bucket(house),
      table: table(house),
      keyring: keyring(house),
      clock: house.clock,
    }),
);

export const mailer = /* @__PURE__ */ once((house) => {
  const { KAIJI_MAIL_EVENTS: configurationSet } = house.read(settings.MAIL);
  const ses = new SESClient(SDK_ONCE);
  return new AwsMailer({ configurationSet, ses, table: table(house), clock: house.clock });
});

export const signer = /* @__PURE__ */ once((house) => {
  const { KAIJI_SIGNATURE: algorithm } = house.read(settings.SIGNATURE);
  return new AwsSigner({ algorithm, kms: kms(house), table: table(house), clock: house.clock });
});

export const signingKeys = /* @__PURE__ */ once((house) => ({
  algorithm: house.read(settings.SIGNATURE).KAIJI_SIGNATURE,
  keyId: house.read(settings.SIGNING_KEY).KAIJI_SIGNING_KEY,
  kms: kms(house),
  table: table(house),
  clock: house.clock,
}));

/** Whoever writes to people: all that we send is signed. */
export const mail = { mailer, signer };

export const payments = /* @__PURE__ */ once(
  (house) =>
    new AwsPayments({
      secrets: secrets(house),
      secretId: house.read(settings.PAYMENTS).KAIJI_STRIPE_SECRET,
      clock: house.clock,
    }),
);

/** `undefined` where no authority is configured. */
export const timeStamps = /* @__PURE__ */ once((house) => {
  const url = house.read(settings.TIME_STAMPS).KAIJI_TSA_URL;
  return url === undefined ? undefined : timeStampsFrom(url);
});

export const operators = /* @__PURE__ */ once((house) => new AwsOperators(table(house)));
export const ledger = /* @__PURE__ */ once(
  (house) => new AwsWebhookLedger(table(house), house.clock),
);
