/**
 * What a row of the roster means in AWS: for each need the statements of the function's role and the variables of its
 * environment, and nothing beside them. Actions are those that the adapters of `platform/aws/` call.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { reachOf } from '../../functions/lambda/reach.ts';
import type { Duty, Need } from '../../functions/lambda/roster.ts';
import type { Reach } from '../../platform/aws/partitions.ts';
import { inBucket, rooms, sealsCommits, takesMail, uploads } from './bucket-grants.ts';
import { type Grant, mayRead, viaService, type World } from './grant.ts';

/** The data map lies beside the code. */
const DATA_MAP = '/var/task/data-map.json';

/** Each port of each function, in one table. */
const GRANTS: Readonly<Record<Need, (world: World) => Partial<Grant>>> = {
  // What they have in the table: see `items`.
  caseLog: () => ({}),
  caseIndex: () => ({}),
  tasks: () => ({}),
  operators: () => ({}),
  ledger: () => ({}),
  keyring: dataKeys,
  workflow: drivesTheWorkflow,
  mailer: sendsMail,
  signer: signs,
  signingKeys: certifies,
  payments: ({ secrets: { stripe }, keys }) => ({
    statements: mayRead(stripe, keys.atRest),
    environment: { KAIJI_STRIPE_SECRET: stripe.secretArn },
  }),
  timeStamps: ({ deployment: { timeStamps } }) =>
    timeStamps ? { environment: { KAIJI_TSA_URL: timeStamps } } : {},
  dataMap: () => ({ environment: { KAIJI_DATA_MAP: DATA_MAP } }),
  finder: reachesStores,
  planner: () => ({ environment: { KAIJI_DATA_MAP: DATA_MAP } }),
  // Which rooms of it, and what for, its row says: see `rooms`.
  vault: inBucket,
  bucket: inBucket,
  inbox: takesMail,
  auditBucket: sealsCommits,
};

/** @returns what the function's row grants, with what every function is told */
export function grantsOf(duty: Duty, world: World): Grant {
  const { needs, macs, signsIn } = duty;
  return merged(
    ...needs.map((need) => GRANTS[need](world)),
    items(duty, world),
    rooms(duty, world),
    uploads(duty, world),
    macs ? makesMacs(world) : {},
    signsIn ? { environment: world.signIn } : {},
  );
}

export function merged(...grants: Partial<Grant>[]): Grant {
  const statements = new Map<string, PolicyStatement>();
  for (const statement of grants.flatMap(({ statements: own = [] }) => own))
    statements.set(JSON.stringify(statement.toStatementJson()), statement);
  return {
    statements: [...statements.values()],
    environment: Object.assign({}, ...grants.map(({ environment }) => environment)),
  };
}

/**
 * By the partitions that the function's adapters keep their items in (platform/aws/partitions.ts): so a function that has been
 * taken over makes itself no operator and opens no session. Each of these actions names its partition; `Null` sees to it that
 * `ForAllValues`, which is true of nothing at all, never lets one pass that names none.
 */
function items(duty: Duty, { table, keys }: World): Partial<Grant> {
  const { items: reached, indexes } = reachOf(duty);
  if (Object.keys(reached).length === 0) return {};
  const statements = [...alike(reached)].map(
    ([actions, partitions]) =>
      new PolicyStatement({
        actions: actions.split(' ').map((action) => `dynamodb:${action}`),
        resources: [table.tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
  );
  if (indexes.length > 0)
    statements.push(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
      }),
    );
  // DynamoDB opens the table's own key in the name of whoever asks.
  statements.push(viaService(keys.atRest, 'dynamodb', ['kms:Decrypt']));
  return { statements, environment: { KAIJI_TABLE: table.tableName } };
}

/** @returns partitions by the actions that they have in common: a role's policy has 10,240 characters at most */
function alike(reached: Reach['items']): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [partition, actions] of Object.entries(reached)) {
    const key = actions.toSorted().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), partition]);
  }
  return groups;
}

function dataKeys({ keys }: World): Grant {
  return {
    statements: [
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: [keys.cases.keyArn],
        // A data key is bound to its case (platform/aws/keyring.ts), and this key opens nothing else.
        conditions: { StringLike: { 'kms:EncryptionContext:case': 'KJ-*' } },
      }),
    ],
    environment: { KAIJI_DATA_KEY: keys.cases.keyArn, KAIJI_MAC_KEY: keys.macs.keyArn },
  };
}

function makesMacs({ keys }: World): Partial<Grant> {
  return {
    statements: [
      new PolicyStatement({
        actions: ['kms:GenerateMac'],
        resources: [keys.macs.keyArn],
        conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
      }),
    ],
  };
}

function signs({ keys, deployment: { signature } }: World): Grant {
  return {
    statements: [
      new PolicyStatement({
        actions: ['kms:Sign'],
        resources: [keys.signing.keyArn],
        conditions: { StringEquals: { 'kms:MessageType': 'DIGEST' } },
      }),
    ],
    environment: { KAIJI_SIGNATURE: signature },
  };
}

/** Makes the certificate of the key that signs, by the key itself. */
function certifies(world: World): Grant {
  const { signing } = world.keys;
  return merged(signs(world), {
    statements: [
      new PolicyStatement({ actions: ['kms:GetPublicKey'], resources: [signing.keyArn] }),
    ],
    environment: { KAIJI_SIGNING_KEY: signing.keyArn },
  });
}

function sendsMail({ mailOut, deployment: { mail, flavour } }: World): Grant {
  return {
    statements: [
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        // In SES's sandbox the receiver's identity is asked, too; from whom a mail may be is in the condition.
        resources: [
          flavour === 'dev' ? mailOut.anyIdentityArn : mailOut.identityArn,
          mailOut.setArn,
        ],
        conditions: { StringEquals: { 'ses:FromAddress': mail.from } },
      }),
    ],
    environment: { KAIJI_MAIL_EVENTS: mailOut.set.configurationSetName },
  };
}

function drivesTheWorkflow({ workflow: { machineArn, executionArns }, keys }: World): Grant {
  return {
    statements: [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machineArn] }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [executionArns],
      }),
      // Knows no resources: the token, which nobody can guess, says which execution is meant.
      new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: ['*'] }),
      viaService(keys.atRest, 'states', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
    environment: { KAIJI_STATE_MACHINE: machineArn },
  };
}

function reachesStores({ secrets, keys, deployment: { stores } }: World): Grant {
  const { tableArns } = stores;
  return {
    statements: [
      ...mayRead(secrets.stores, keys.atRest),
      ...(tableArns.length === 0
        ? []
        : [
            new PolicyStatement({
              actions: ['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:DescribeTable'],
              resources: tableArns.flatMap((arn) => [arn, `${arn}/index/*`]),
            }),
          ]),
    ],
    environment: {
      KAIJI_DATA_MAP: DATA_MAP,
      KAIJI_STORES_SECRET: secrets.stores.secretArn,
    },
  };
}
