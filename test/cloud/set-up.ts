/** Before the tests: a local cloud with Kaiji deployed into it, and the world that it lives in. After them: nothing is left. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import type { TestProject } from 'vitest/node';
import { Database } from '../../platform/embedded/database.ts';
import { startDemoStores } from '../../platform/embedded/demo/stores.ts';
import { standInSecrets } from '../../platform/embedded/stripe-stand-in/secrets.ts';
import { stripeStandIn } from '../../platform/embedded/stripe-stand-in/stand-in.ts';
import { clientsOf, DEPLOYMENT, deploy } from './deploy.ts';
import { openFrontDoor } from './front-door.ts';
import { LocalCloud } from './local-cloud.ts';
import { called } from './wire.ts';

/** What tests are told. */
export interface Told {
  endpoint: string;
  /** Where the edge is played. */
  frontDoor: string;
  /** What was deployed tells of itself. */
  outputs: Record<string, string>;
  /** Signs in at Cognito. */
  officer: { username: string; password: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    cloud: Told;
  }
}

/** The first operator, whom the template names: MiniStack makes none, nor does anybody answer the invitation here. */
async function hire({ endpoint }: LocalCloud, { UserPoolId }: Record<string, string>) {
  const username = DEPLOYMENT.operators.first;
  const password = `Aa1!${randomBytes(12).toString('hex')}`;
  const admin = (action: string, more: object) =>
    called(endpoint, `AWSCognitoIdentityProviderService.Admin${action}`, {
      UserPoolId,
      Username: username,
      ...more,
    });
  await admin('CreateUser', {
    MessageAction: 'SUPPRESS',
    TemporaryPassword: password,
    UserAttributes: [
      { Name: 'email', Value: username },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  await admin('SetUserPassword', { Password: password, Permanent: true });
  for (const GroupName of ['operator', 'approver']) await admin('AddUserToGroup', { GroupName });
  return { username, password };
}

type Ending = () => Promise<unknown>;

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const endings: Ending[] = [];
  const end = async () => {
    for (const ending of endings.toReversed()) await ending();
  };
  try {
    project.provide('cloud', await makeWorld((ending) => endings.push(ending)));
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

async function makeWorld(atEnd: (ending: Ending) => void): Promise<Told> {
  let origin = '';
  const stripeFolder = mkdtempSync(join(tmpdir(), 'kaiji-stripe-'));
  atEnd(async () => rmSync(stripeFolder, { recursive: true }));
  const secrets = standInSecrets(stripeFolder, randomBytes);
  const stripe = await stripeStandIn({
    ...secrets,
    database: new Database(':memory:'),
    clock: { now: () => new Date() },
    randomBytes,
    origin: () => origin,
  });
  atEnd(stripe.stop);
  const cloud = await LocalCloud.start({
    'api.stripe.com': `http://${stripe.api.host}:${stripe.api.port}`,
  });
  atEnd(() => cloud.stop());
  const stores = await startDemoStores({ dataDir: join(cloud.folder, 'stores') });
  atEnd(stores.close);
  const clients = clientsOf(cloud.endpoint);
  // docs/deploying.md begins with a domain that SES knows.
  await new SESClient(clients).send(
    new VerifyDomainIdentityCommand({ Domain: DEPLOYMENT.mail.domain }),
  );
  const outputs = await deploy(cloud);
  const manager = new SecretsManagerClient(clients);
  const keep = (SecretId: string | undefined, secret: object) =>
    manager.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }));
  await keep(outputs.StripeSecretArn, secrets);
  await keep(outputs.StoresSecretArn, stores.environment);
  const officer = await hire(cloud, outputs);
  const frontDoor = await openFrontDoor({
    cloud,
    domain: outputs.DistributionDomain ?? '',
    stripePages: stripe.pages,
  });
  atEnd(frontDoor.close);
  origin = frontDoor.origin;
  stripe.start();
  await stores.ready;
  return { endpoint: cloud.endpoint, frontDoor: frontDoor.origin, outputs, officer };
}
