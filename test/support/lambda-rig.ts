/**
 * All of AWS that the functions stand on, on this machine and in this process, and the functions as Lambda runs them: each with
 * its own environment and name, every call of theirs written down and held against its row of the roster. The workflow runs
 * on our engine, behind the calls of Step Functions.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { Hono } from 'hono';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { CaseState } from '../../core/case/state.ts';
import { CaseId } from '../../core/ids.ts';
import type { Context } from '../../functions/context.ts';
import { open } from '../../functions/lambda/open.ts';
import { ROSTER } from '../../functions/lambda/roster.ts';
import { House } from '../../platform/aws/house.ts';
import { cases, mail, payments, settling, vault } from '../../platform/aws/openers.ts';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import { UPLOADS, type Upload } from '../../platform/aws/vault-upload.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import type { RecordedEvent } from '../../platform/embedded/engine/history.ts';
import { stripeStandIn } from '../../platform/embedded/stripe-stand-in/stand-in.ts';
import { EmbeddedWorkflow } from '../../platform/embedded/workflow.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };
import { fromSqs, scanResult } from './aws-events.ts';
import { testKms } from './aws-kms.ts';
import { TestSes } from './aws-ses.ts';
import { testStepFunctions } from './aws-sfn.ts';
import { type TestTable, testTable } from './aws-table.ts';
import { jsonService } from './aws-wire.ts';
import { testDatabase } from './data-directory.ts';
import { eventually } from './eventually.ts';
import { edge, listen, SERVICE_WORD } from './lambda-edge.ts';
import { ownEnvironments, within } from './lambda-environment.ts';
import { environmentOf, type Places, SIGNING_KEY } from './lambda-environments.ts';
import { type Bundles, Functions } from './lambda-functions.ts';
import { reachesOf, reachOfCall } from './lambda-reach.ts';
import { grantsOf, isFunction, usesOf } from './lambda-rows.ts';
import { smallCompany } from './lambda-store.ts';
import { type Call, type Wire, wireTo } from './lambda-wire.ts';
import type { Doors } from './people.ts';

export interface LambdaRig {
  doors: Doors;
  functions: Functions;
  ses: TestSes;
  bucket: Bucket;
  table: TestTable['table'];
  /** Lets functions end in the middle. */
  dynamo: TestTable['dynamo'];
  wire: Wire;
  /** Calls that their function's row does not grant: each was refused. */
  denied: string[];
  /** With everything that acts need, and held to no row: what a test looks at cases with, and what its officer acts by. */
  context: Context;
  /** Does with the rig's own environment what is given. */
  own: <T>(work: () => Promise<T>) => Promise<T>;
  /** What browsers have sent to S3 was looked through and found harmless. */
  scanned(): Promise<void>;
  closed(caseId: string): Promise<CaseState>;
  history(caseId: string): RecordedEvent[];
  /** The workflow has done all that it can do by itself. */
  idle(): Promise<void>;
  /** Puts the time forward; what is due then happens, and the sweep runs. */
  pass(time: { days: number }): Promise<void>;
}

/** @param bucket a new one of `testBuckets()`; all ends with the running test */
export async function lambdaRig(
  bucket: Bucket & { endpoint: string },
  bundles: Bundles = {},
): Promise<LambdaRig> {
  ownEnvironments();
  const later: { functions?: Functions; baseUrl?: string } = {};
  const functions = () => {
    if (!later.functions) throw new Error('not yet');
    return later.functions;
  };
  const database = testDatabase();
  const engine = new EmbeddedWorkflow({
    ...{ database, clock: systemClock, definition: dsar },
    invoke: async (name, payload) => {
      if (!isFunction(name)) throw new Error(`there is no function ${name}`);
      return functions().call(name, payload);
    },
  });
  await engine.open();
  onTestFinished(() => engine.close());

  const { table, dynamo, endpoint: DYNAMODB } = await testTable();
  const { signing, endpoint: KMS } = await testKms();
  const ses = await TestSes.open();
  const { endpoint: SFN } = await testStepFunctions(engine);
  const stripe = { secretKey: `sk_test_${hex(12)}`, webhookSecret: `whsec_${hex(12)}` };
  const standIn = await stripeStandIn({
    ...{ database, clock: systemClock, randomBytes, ...stripe },
    origin: () => later.baseUrl ?? '',
  });
  onTestFinished(() => standIn.stop());
  const company = await smallCompany();
  const { protocol, host, port } = standIn.api;
  const secrets: Record<string, string> = {
    'kaiji/stripe': JSON.stringify({ ...stripe, api: `${protocol}://${host}:${port}` }),
    'kaiji/stores': company.secret,
    'kaiji/services': SERVICE_WORD,
  };
  const SECRETS_MANAGER = await jsonService({
    GetSecretValue: (input) => ({ SecretString: secrets[GetSecret.parse(input).SecretId] }),
  });

  const denied: string[] = [];
  const mayCall = (call: Call): boolean => {
    if (!isFunction(call.by)) return true;
    const grants = grantsOf(call.by);
    const missing = usesOf(call).filter((use) => !grants.has(use));
    for (const use of missing) denied.push(`${call.by}: ${use} (${call.operation} ${call.to})`);
    const within = !call.leads || reachOfCall(reachesOf(ROSTER[call.by]), call) !== null;
    if (!within) denied.push(`${call.by}: ${call.operation} ${call.to}, beyond its partitions`);
    return missing.length === 0 && within;
  };
  const targets = { DYNAMODB, KMS, S3: bucket.endpoint, SES: ses.endpoint, SFN, SECRETS_MANAGER };
  const wire = await wireTo(targets, mayCall);

  const app = new Hono().route('/', standIn.pages).route('/', edge(functions, ses));
  const baseUrl = await listen(app);
  later.baseUrl = baseUrl;
  const places: Places = {
    ...{ endpoints: wire.endpoints, baseUrl, bucket: bucket.name },
    dataMap: company.dataMap,
  };
  later.functions = new Functions((name) => environmentOf(name, places), bundles);
  standIn.start();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  signing.set(SIGNING_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  // As a deployment asks for it.
  await functions().call('certify', { act: 'certify' });

  // First of all that ends: nobody asks any more of what is gone then.
  onTestFinished(() => engine.idle());

  const own = { ...environmentOf('sweep', { ...places, endpoints: targets }) };
  const context = within(own, () =>
    open(
      new House(own, systemClock),
      { ...cases, ...settling, ...mail, vault, payments },
      () => {},
    ),
  );
  const state = (caseId: string) => within(own, () => context.cases.read(CaseId.parse(caseId)));
  return {
    doors: { baseUrl, smtpPort: 0, contactAddress: 'privacy@example.com' },
    ...{ functions: functions(), ses, bucket, wire, denied, context },
    closed: async (caseId) => {
      const closed = await eventually(
        async () => {
          const now = await state(caseId);
          return now.closed && now;
        },
        () => `${caseId} is not closed`,
      );
      await engine.idle();
      return closed;
    },
    own: (work) => within(own, work),
    ...{ table, dynamo },
    scanned: async () => {
      for (const upload of await uploadsIn(bucket)) {
        const result = scanResult(bucket.name, upload, 'NO_THREATS_FOUND');
        await functions().call('uploads', fromSqs(result));
      }
    },
    idle: () => engine.idle(),
    history: (caseId) => engine.history(CaseId.parse(caseId)),
    pass: async ({ days }) => {
      await engine.idle();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 24 * 3600_000 });
      onTestFinished(() => {
        vi.useRealTimers();
      });
      await engine.wake();
      await engine.idle();
      await functions().call('sweep', {});
      await engine.idle();
    },
  };
}

/** As the scanner names what browsers have sent in. */
export async function uploadsIn({ s3, name }: Bucket): Promise<Upload[]> {
  const { Contents: sent = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: name, Prefix: UPLOADS }),
  );
  return sent.map(({ Key: uploadKey = '', ETag: etag = '' }) => ({ uploadKey, etag }));
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

const GetSecret = z.object({ SecretId: z.string() });
