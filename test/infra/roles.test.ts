import { beforeAll, describe, expect, it } from 'vitest';
import { type Duty, type FunctionName, type Need, ROSTER } from '../../functions/lambda/roster.ts';
import { allowed, functionIn, type LaidOut, laidOut } from '../support/laid-out.ts';

const isName = (name: string): name is FunctionName => name in ROSTER;
const NAMES = Object.keys(ROSTER).filter(isName);
const duty = (name: FunctionName): Duty => ROSTER[name];

/** Which items of the table, table-grants.test.ts holds; it is sealed under a key of ours. */
const ITEMS = ['kms:Decrypt KeysAtRest'];
const SECRET = (name: string) => [
  `secretsmanager:GetSecretValue ${name}`,
  'kms:Decrypt KeysAtRest',
];
const MACHINE = 'arn:aws:states:ap-northeast-1:111122223333';

/** Said once more, in AWS's words: what each need comes to. */
const MAY: Record<Need, readonly string[]> = {
  caseLog: ITEMS,
  caseIndex: ITEMS,
  tasks: ITEMS,
  operators: ITEMS,
  ledger: ITEMS,
  keyring: [...ITEMS, 'kms:GenerateDataKey KeysCases', 'kms:Decrypt KeysCases'],
  workflow: [
    `states:StartExecution ${MACHINE}:stateMachine:Kaiji-dsar`,
    `states:DescribeExecution ${MACHINE}:execution:Kaiji-dsar:*`,
    `states:StopExecution ${MACHINE}:execution:Kaiji-dsar:*`,
    'states:SendTaskSuccess *',
    'kms:Decrypt KeysAtRest',
    'kms:GenerateDataKey KeysAtRest',
  ],
  mailer: [
    ...ITEMS,
    'ses:SendRawEmail arn:aws:ses:ap-northeast-1:111122223333:identity/privacy.example.com',
    'ses:SendRawEmail arn:aws:ses:ap-northeast-1:111122223333:configuration-set/MailOutSet',
  ],
  signer: [...ITEMS, 'kms:Sign KeysSigningRS2561'],
  signingKeys: [...ITEMS, 'kms:Sign KeysSigningRS2561', 'kms:GetPublicKey KeysSigningRS2561'],
  payments: SECRET('SecretsStripe'),
  timeStamps: [],
  dataMap: [],
  finder: SECRET('SecretsStores'),
  planner: [],
  vault: ITEMS,
  bucket: [],
  inbox: [
    's3:GetObject BucketsMail/in/*',
    's3:DeleteObject BucketsMail/in/*',
    's3:ListBucket BucketsMail',
    'kms:Decrypt KeysAtRest',
  ],
  auditBucket: ['s3:PutObject BucketsAudit/cases/KJ-*', 'kms:GenerateDataKey KeysAtRest'],
};

/** Of every function: its own log, and X-Ray, which knows no resources. */
const ALWAYS = (name: FunctionName) => {
  const log = `Functions${name.replaceAll('-', '')}Log`;
  return [
    `logs:CreateLogStream ${log}`,
    `logs:PutLogEvents ${log}`,
    'xray:PutTraceSegments *',
    'xray:PutTelemetryRecords *',
  ];
};

const OBJECT = { read: 's3:GetObject', write: 's3:PutObject', remove: 's3:DeleteObject' } as const;
const SEALING = {
  read: ['kms:Decrypt KeysAtRest'],
  write: ['kms:GenerateDataKey KeysAtRest'],
  remove: [],
} as const;

function rooms({ vault = {} }: Duty): string[] {
  const entered = Object.entries(vault).flatMap(([room, accesses]) =>
    accesses.flatMap((access) => [
      `${OBJECT[access]} BucketsVault/KJ-*/${room}/*`,
      ...SEALING[access],
    ]),
  );
  return entered.length > 0 ? [...entered, 's3:ListBucket BucketsVault'] : [];
}

function uploads({ uploads: part }: Duty): string[] {
  const here = 'BucketsVault/uploads/KJ-*';
  if (part === 'offers') return [`s3:PutObject ${here}`, ...SEALING.write];
  if (part === 'takes')
    return [
      `s3:GetObject ${here}`,
      `s3:DeleteObject ${here}`,
      's3:ListBucket BucketsVault',
      ...SEALING.read,
    ];
  return [];
}

const expected = (name: FunctionName): string[] => [
  ...new Set([
    ...ALWAYS(name),
    ...duty(name).needs.flatMap((need) => MAY[need]),
    ...rooms(duty(name)),
    ...uploads(duty(name)),
    ...(duty(name).macs ? ['kms:GenerateMac KeysMacs'] : []),
    // Its trigger, the table's stream, is sealed as the table is.
    ...(name === 'audit' ? ['kms:Decrypt KeysAtRest'] : []),
    ...(name === 'services' ? SECRET('SecretsService') : []),
    // Its failed runs go into a queue, under the key of queues.
    ...(name === 'sweep' || name === 'repair' ? [...SEALING.read, ...SEALING.write] : []),
  ]),
];

describe('the role of a function', () => {
  let made: LaidOut;
  beforeAll(() => {
    made = laidOut();
  });
  const holders = (act: RegExp) =>
    NAMES.filter((name) => allowed(functionIn(made, name).statements).some((one) => act.test(one)));

  it.each(NAMES)('grants %s its row of the roster, and nothing else', (name) => {
    // Where it takes events from is in its trigger's test.
    const own = allowed(functionIn(made, name).statements).filter(
      (one) => !/^dynamodb:| (Inboxes|AuditTrail|Schedule)/.test(one),
    );
    expect([...new Set(own)].toSorted()).toEqual(expected(name).toSorted());
  });

  it('is a role of its own', () => {
    const roles = NAMES.map((name) => functionIn(made, name).role);
    expect(new Set(roles).size).toBe(NAMES.length);
  });

  it('opens identity evidence for exactly those who judge it, and no step of the workflow', () => {
    const readers = holders(/^s3:GetObject BucketsVault\/KJ-\*\/evidence/);
    expect(readers).toEqual(NAMES.filter((name) => duty(name).vault?.evidence?.includes('read')));
    expect(readers).toContain('console');
    for (const step of ['collect-store', 'assemble-answer', 'portal', 'sweep'])
      expect(readers).not.toContain(step);
  });

  it('lets exactly those sign who write in the name of the organisation', () => {
    const signers = holders(/^kms:Sign /);
    const named = NAMES.filter(
      (name) => duty(name).needs.includes('signer') || duty(name).needs.includes('signingKeys'),
    );
    expect(signers).toEqual(named);
    for (const reader of [
      'downloads',
      'collect-store',
      'check-points',
      'services',
      'console-files',
    ])
      expect(signers).not.toContain(reader);
  });

  it('lets keys that keep things be used by the service that keeps, only', () => {
    for (const name of NAMES)
      for (const { Action, Resource, Condition } of functionIn(made, name).statements) {
        if (
          !allowed([{ Effect: 'Allow', Action, Resource, Condition }])
            .join()
            .includes('AtRest')
        )
          continue;
        // A queue's messages are opened in the name of who takes them, which only SQS can ask for.
        expect(Condition.StringEquals?.['kms:ViaService'], name).toMatch(
          /^(dynamodb|s3|states|secretsmanager|sqs)\.ap-northeast-1\.amazonaws\.com$/,
        );
      }
  });

  it("binds a data key to its case, a signature to a digest, and a mail to the company's address", () => {
    const { statements } = functionIn(made, 'close');
    const condition = (action: string) =>
      statements.find(({ Action }) => Action.includes(action))?.Condition;
    expect(condition('kms:Sign')).toEqual({ StringEquals: { 'kms:MessageType': 'DIGEST' } });
    expect(condition('ses:SendRawEmail')).toEqual({
      StringEquals: { 'ses:FromAddress': 'kaiji@privacy.example.com' },
    });
    const opensCases = statements.find(({ Action, Resource }) =>
      allowed([{ Effect: 'Allow', Action, Resource, Condition: {} }]).includes(
        'kms:Decrypt KeysCases',
      ),
    );
    expect(opensCases?.Condition).toEqual({
      StringLike: { 'kms:EncryptionContext:case': 'KJ-*' },
    });
  });

  it('lets a stack for trying send to whom the account has verified, as the sandbox asks, still from one address', () => {
    const may = (one: LaidOut) =>
      functionIn(one, 'close').statements.filter(({ Action }) =>
        Action.includes('ses:SendRawEmail'),
      );
    const anybody = 'ses:SendRawEmail arn:aws:ses:ap-northeast-1:111122223333:identity/*';
    const trying = may(laidOut({ flavour: 'dev' }));
    expect(allowed(trying)).toContain(anybody);
    for (const { Condition } of trying)
      expect(Condition).toEqual({
        StringEquals: { 'ses:FromAddress': 'kaiji@privacy.example.com' },
      });
    expect(allowed(may(made))).not.toContain(anybody);
  });

  it('lets who reads stores read the tables that are named, and their indexes', () => {
    const arn = 'arn:aws:dynamodb:ap-northeast-1:111122223333:table/profiles';
    const dataMap = 'platform/embedded/demo/data-map.json';
    const other = laidOut({ stores: { dataMap, tableArns: [arn] } });
    const may = (name: FunctionName) => allowed(functionIn(other, name).statements);
    expect(may('collect-store')).toContain(`dynamodb:Scan ${arn}`);
    expect(may('collect-store')).toContain(`dynamodb:Query ${arn}/index/*`);
    expect(may('assemble-answer').join()).not.toContain(arn);
  });
});
