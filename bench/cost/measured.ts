/** What a case has taken of AWS: counted on the wire and in the journal, and what runs beside it reckoned. */
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { ROSTER } from '../../functions/lambda/roster.ts';
import { INDEXES } from '../../platform/aws/table.ts';
import type { LambdaRig } from '../../test/support/lambda-rig.ts';
import { isFunction } from '../../test/support/lambda-rows.ts';
import type { Call } from '../../test/support/lambda-wire.ts';
import { sum, type Usage } from './price.ts';

/** Lambda's own three lines and one of ours. */
const LOGGED_BYTES = 1_000;
/** A small function that does one thing: more than any of them took here. */
const SMALL_SECONDS = 0.1;
const SMALL_GB = 0.5;
/** SES tells of each mail that it was sent and that it arrived. */
const EVENTS_A_MAIL = 2;

/** Doors that API Gateway stands before. */
const BEHIND_API: readonly FunctionName[] = ['portal', 'stripe', 'services', 'console'];
const BEHIND_EDGE: readonly FunctionName[] = [...BEHIND_API, 'downloads'];

export function usageOf(rig: LambdaRig, caseId: string): Usage {
  const calls = rig.wire.calls.filter(({ by }) => isFunction(by) && by !== 'certify');
  const runs = rig.functions.invocations.filter(({ name }) => name !== 'certify');
  const entered = rig.history(caseId).filter(({ type }) => type.endsWith('StateEntered'));
  return sum(
    { 'Step Functions, transitions': entered.length },
    ...calls.map(usageOfCall),
    ...runs.map(({ name, ms }) => usageOfRun(name, ms / 1000)),
    beside(calls),
  );
}

function usageOfRun(name: FunctionName, seconds: number): Usage {
  return {
    'Lambda, invocations': 1,
    'Lambda (arm64), GB-seconds': (seconds * ROSTER[name].memoryMb) / 1024,
    'CloudWatch, GB of logs': LOGGED_BYTES / 1e9,
    'X-Ray, traces': 1,
    ...(BEHIND_API.includes(name) && { 'API Gateway (HTTP), requests': 1 }),
    ...(BEHIND_EDGE.includes(name) && { 'CloudFront, requests': 1, 'WAF, requests': 1 }),
    ...(name === 'uploads' && { 'GuardDuty, objects scanned': 1, 'SQS, requests': 3 }),
  };
}

function usageOfCall({ service, operation, units }: Call): Usage {
  switch (service) {
    case 'DYNAMODB':
      return {
        'DynamoDB, read units': units?.read ?? 0,
        'DynamoDB, write units': units?.write ?? 0,
      };
    case 'KMS':
      return operation === 'Sign' ? { 'KMS, signatures (ES256)': 1 } : { 'KMS, requests': 1 };
    case 'S3':
      if (operation === 'DeleteObject') return {};
      return operation === 'GetObject' ? { 'S3, reads': 1 } : { 'S3, writes and lists': 1 };
    case 'SES':
      return { 'SES, mails': 1 };
    case 'SECRETS_MANAGER':
      return { 'Secrets Manager, calls': 1 };
    // Transitions are paid for, calls are not.
    case 'SFN':
      return {};
  }
}

/** What follows a case without being asked by it: each commit is sealed, each mail's events come back. */
function beside(calls: readonly Call[]): Usage {
  const commits = calls.filter(
    ({ operation, to }) => operation === 'PutItem' && to.includes(' commit#'),
  ).length;
  const events = calls.filter(({ service }) => service === 'SES').length * EVENTS_A_MAIL;
  const runs = commits + events;
  return {
    'S3, writes and lists': commits,
    'SQS, requests': events * 3,
    'DynamoDB, write units': events * 2,
    'Lambda, invocations': runs,
    'Lambda (arm64), GB-seconds': runs * SMALL_SECONDS * SMALL_GB,
    'CloudWatch, GB of logs': (runs * LOGGED_BYTES) / 1e9,
    'X-Ray, traces': runs,
  };
}

/** DynamoDB adds as much to each item, and to each entry of an index. */
const OVERHEAD_BYTES = 100;

/** What a case takes in the table and its indexes; and of that the row that lists read. */
export async function bytesOf(
  rig: LambdaRig,
  caseId: string,
): Promise<{ bytes: number; rowBytes: number }> {
  const where = { text: 'pk = :pk', values: { pk: `case#${caseId}` } };
  let [bytes, rowBytes] = [0, 0];
  for await (const item of rig.table.query({ where })) {
    bytes += sizeOf(item);
    if (item.sk === 'head') rowBytes = sizeOf(item);
    for (const { partition, sort, carries } of Object.values(INDEXES))
      if (partition in item && sort in item)
        bytes += sizeOf(
          Object.fromEntries(
            ['pk', 'sk', partition, sort, ...carries].map((name) => [name, item[name]]),
          ),
        );
  }
  return { bytes, rowBytes };
}

function sizeOf(item: Readonly<Record<string, unknown>>): number {
  const parts = Object.entries(item).map(
    ([name, value]) =>
      name.length +
      (value instanceof Uint8Array ? value.length : Buffer.byteLength(JSON.stringify(value) ?? '')),
  );
  return parts.reduce((all, part) => all + part, OVERHEAD_BYTES);
}
