/**
 * The handlers on AWS's adapters, as a function makes them from its environment: unmodified SDK clients, sent to servers of this
 * machine by the SDK's own variables. The workflow runs on our engine behind the calls of Step Functions.
 */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { honourSignal } from '../../../functions/intake/signal.ts';
import { dataMap } from '../../../functions/lambda/data-map.ts';
import { open } from '../../../functions/lambda/open.ts';
import { finder } from '../../../functions/lambda/stores.ts';
import { stepRunner } from '../../../functions/steps.ts';
import { House } from '../../../platform/aws/house.ts';
import * as openers from '../../../platform/aws/openers.ts';
import { AwsOperators } from '../../../platform/aws/operators.ts';
import { installKey } from '../../../platform/aws/signing-keys.ts';
import { certify } from '../../../platform/embedded/certificate.ts';
import { systemClock } from '../../../platform/embedded/clock.ts';
import { EmbeddedWorkflow } from '../../../platform/embedded/workflow.ts';
import { BadSettings } from '../../../platform/settings.ts';
import dsar from '../../../workflows/dsar.asl.json' with { type: 'json' };
import { MAC_KEY, testKms, WRAPPING_KEY } from '../../support/aws-kms.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { TestSes } from '../../support/aws-ses.ts';
import { STATE_MACHINE, testStepFunctions } from '../../support/aws-sfn.ts';
import { testTable } from '../../support/aws-table.ts';
import { jsonService } from '../../support/aws-wire.ts';
import { testDatabase } from '../../support/data-directory.ts';

const newBucket = testBuckets();

const STORES = { CRM_URL: 'postgres://kaiji:hunter2@crm/crm' };
const GetSecret = z.object({ SecretId: z.enum(['kaiji/stores', 'kaiji/broken']) });

const PARTIES = ['recruiting-companies', 'meta', 'x', 'google', 'group-companies'];

const ENVIRONMENT = {
  KAIJI_TABLE: 'kaiji',
  KAIJI_BUCKET: 'kaiji-files',
  KAIJI_DATA_KEY: WRAPPING_KEY,
  KAIJI_MAC_KEY: MAC_KEY,
  KAIJI_STATE_MACHINE: STATE_MACHINE,
  KAIJI_STRIPE_SECRET: 'kaiji/stripe',
  KAIJI_MAIL_EVENTS: 'kaiji',
  KAIJI_BASE_URL: 'https://privacy.example.com/',
  KAIJI_CONTACT_ADDRESS: 'privacy@example.com',
  KAIJI_FROM_ADDRESS: 'privacy@example.com',
  KAIJI_THIRD_PARTIES: JSON.stringify(
    Object.fromEntries(PARTIES.map((party) => [party, `privacy@${party}.example`])),
  ),
  KAIJI_SIGNATURE: 'ES256',
  KAIJI_S3_PATH_STYLE: 'true',
  KAIJI_DATA_MAP: 'platform/embedded/demo/data-map.json',
};

/** Everything of AWS that a function reaches, on this machine. */
async function cloud() {
  const { table, endpoint } = await testTable();
  const { kms, signing, endpoint: kmsEndpoint } = await testKms();
  const ses = await TestSes.open();
  const bucket = newBucket();
  const steps: { run?: ReturnType<typeof stepRunner> } = {};
  const engine = new EmbeddedWorkflow({
    database: testDatabase(),
    clock: systemClock,
    definition: dsar,
    invoke: async (name, payload) => steps.run?.(name, payload),
  });
  await engine.open();
  onTestFinished(() => engine.close());
  const { endpoint: sfnEndpoint } = await testStepFunctions(engine);
  const secretsEndpoint = await jsonService({
    GetSecretValue: (input) => {
      const known = GetSecret.parse(input).SecretId === 'kaiji/stores';
      return { SecretString: known ? JSON.stringify(STORES) : '{"CRM_URL": "hunter2' };
    },
  });
  const endpoints = {
    DYNAMODB: endpoint,
    KMS: kmsEndpoint,
    S3: bucket.endpoint,
    SES: ses.endpoint,
    SFN: sfnEndpoint,
    SECRETS_MANAGER: secretsEndpoint,
  };
  for (const [service, url] of Object.entries(endpoints))
    vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, url);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const environment = { ...ENVIRONMENT, KAIJI_BUCKET: bucket.name };
  return { table, kms, signing, ses, engine, steps, environment };
}

const { cases, settling, mail, vault, payments, operators, timeStamps } = openers;
const ALL = {
  ...{ ...cases, ...settling, ...mail, vault, payments, operators, timeStamps },
  ...{ dataMap, finder },
};
const opened = (environment: Record<string, string>) =>
  open(new House(environment, systemClock), ALL, () => {});

describe('a function on AWS', () => {
  it('carries an opt-out from its arrival to the signed confirmation (L-06, L-26)', async () => {
    const { table, kms, signing, ses, engine, steps, environment } = await cloud();
    const owner = { name: 'Example', email: 'privacy@example.com' };
    const serial = Buffer.alloc(16, 7);
    const made = await certify({ owner, algorithm: 'ES256', from: new Date(0), serial });
    signing.set('alias/kaiji-signing', made.privateKey);
    await installKey(
      { table, kms, clock: systemClock },
      { algorithm: 'ES256', keyId: 'alias/kaiji-signing', pem: made.certificate },
    );
    const context = opened(environment);
    const run = stepRunner(context);
    const failed: unknown[] = [];
    steps.run = (name, payload) =>
      run(name, payload).catch((error: unknown) => {
        failed.push(error);
        throw error;
      });

    const { caseId } = await honourSignal(context, {
      email: 'emily@example.com',
      name: 'Emily Tanaka',
      language: 'en',
      optedInAt: null,
    });
    await engine.idle();
    expect(failed).toEqual([]);

    const state = await context.cases.read(caseId);
    expect(state.closed?.outcome).toBe('answered');
    expect(state.told.map(({ recipient }) => recipient)).toEqual(
      expect.arrayContaining(['meta', 'x']),
    );
    expect(await context.ports.workflow.describe(caseId)).toEqual({ status: 'SUCCEEDED' });
    const told = ses.taken.filter(({ to }) => to === 'emily@example.com');
    expect(told.length).toBeGreaterThan(0);
    for (const { raw } of told) expect(raw).toContain('application/pkcs7-signature');
    const { rows } = await context.ports.caseIndex.closed({ limit: 5 });
    expect(rows.map((row) => row.caseId)).toEqual([caseId]);
    // Nothing personal lies open beside the case.
    const where = { text: 'pk = :pk', values: { pk: `case#${caseId}` } };
    const kept = JSON.stringify(await Array.fromAsync(table.query({ where })));
    expect(kept).not.toMatch(/emily|Tanaka/i);
  });

  it('says of every variable that is missing or wrong which and what, and not what it holds', async () => {
    const { KAIJI_TABLE: _, ...rest } = ENVIRONMENT;
    const made = () =>
      opened({
        ...rest,
        KAIJI_STATE_MACHINE: 'dsar',
        KAIJI_THIRD_PARTIES: 'hunter2',
        KAIJI_SIGNATURE: 'HS256',
        KAIJI_BUCKET: '',
      });
    expect(made).toThrow(BadSettings);
    for (const said of [
      /^KAIJI_TABLE: /m,
      /^KAIJI_STATE_MACHINE: expected the ARN of a state machine$/m,
      /^KAIJI_THIRD_PARTIES: expected a JSON object of e-mail addresses$/m,
      /^KAIJI_SIGNATURE: /m,
      /^KAIJI_BUCKET: /m,
    ])
      expect(made).toThrow(said);
    expect(made).not.toThrow(/hunter2/);
  });

  it.each(['no-such-file.json', 'README.md'])('says that %s is no data map', (file) => {
    const made = () => opened({ ...ENVIRONMENT, KAIJI_DATA_MAP: file });
    expect(made).toThrow(`KAIJI_DATA_MAP: ${file} cannot be read as JSON`);
  });

  it('says which secret of the stores is wrong, and not what is in it', async () => {
    const { environment } = await cloud();
    const health = (KAIJI_STORES_SECRET: string) =>
      opened({ ...environment, KAIJI_STORES_SECRET }).finder.health();
    await expect(health('kaiji/stores')).resolves.toHaveLength(3);
    await expect(health('kaiji/broken')).rejects.toThrow(
      /^KAIJI_STORES_SECRET: kaiji\/broken must/,
    );
    await expect(health('kaiji/broken')).rejects.not.toThrow(/hunter2/);
  });

  it('that asks for what it was not granted hears so', () => {
    const context = open(new House(ENVIRONMENT, systemClock), cases, () => {});
    expect(() => context.ports.vault).toThrow('vault is not among what this function may use');
    expect(() => context.finder).toThrow('finder is not among');
  });
});

describe('operators on AWS', () => {
  const hana = {
    id: 'sub-1',
    email: 'hana@example.com',
    name: 'Hana',
    roles: ['operator' as const],
    language: 'ja' as const,
  };

  it('are those who have signed in, as Cognito last said; of one who left the name stays', async () => {
    const operators = new AwsOperators((await testTable()).table);
    expect(await operators.list()).toEqual([]);
    await operators.signedIn(hana);
    await operators.signedIn({ ...hana, roles: ['approver'] });
    await operators.signedIn({ ...hana, id: 'sub-2', email: 'aki@example.com', name: 'Aki' });
    expect((await operators.list()).map(({ name, roles }) => [name, roles])).toEqual([
      ['Aki', ['operator']],
      ['Hana', ['approver']],
    ]);
    await operators.left('sub-1');
    await operators.left('sub-3');
    expect((await operators.list()).map(({ name }) => name)).toEqual(['Aki']);
    expect(await operators.nameOf('sub-1')).toBe('Hana');
    expect(await operators.nameOf('sub-3')).toBeNull();
  });
});
