/** The mirror of the logs: each commit once more, under Object Lock. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { nextCommit, type SealedCommit } from '../../../core/case/chain.ts';
import { CaseId } from '../../../core/ids.ts';
import { commitsWritten } from '../../../functions/lambda/audit.ts';
import { AwsCaseLog } from '../../../platform/aws/case-log.ts';
import { verifyLog } from '../../../platform/embedded/verify-log.ts';
import { fromStream } from '../../support/aws-events.ts';
import { lockedBucket } from '../../support/aws-locked-bucket.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { testTable } from '../../support/aws-table.ts';
import { dataDirectory } from '../../support/data-directory.ts';
import { lambdaRig } from '../../support/lambda-rig.ts';
import { printed } from '../../support/printed.ts';

const newBucket = testBuckets();
const TAKEN = { batchItemFailures: [] };
const A = CaseId.parse('KJ-TEST0-0000A');
const B = CaseId.parse('KJ-TEST0-0000B');
const personal = { iv: 'x', data: 'sealed' };

type Item = Parameters<typeof fromStream>[0]['item'];
const inserted = (items: readonly Item[]) =>
  fromStream(...items.map((item) => ({ eventName: 'INSERT' as const, item })));

/** Two cases in the table, of three commits and of one, and their bucket. */
async function make() {
  const { table, client } = await testTable();
  const log = new AwsCaseLog(table, { now: () => new Date() });
  const commits: SealedCommit[] = [];
  for (const caseId of [A, A, A, B]) {
    const last = commits.findLast((one) => one.caseId === caseId);
    const at = `2026-11-22T08:00:0${commits.length}.000Z`;
    const commit = nextCommit(caseId, last, [
      { type: 'mail.received', at, by: 'mail', data: {}, personal },
    ]);
    await log.append(commit);
    commits.push(commit);
    await table.put({ pk: `case#${caseId}`, sk: 'head', body: JSON.stringify({ open: true }) });
  }
  const items: Item[] = [];
  for (const caseId of [A, B]) {
    const where = { text: 'pk = :pk', values: { pk: `case#${caseId}` } };
    items.push(...(await Array.fromAsync(table.query({ where }))));
  }
  return { table, client, log, items, commits, bucket: await lockedBucket() };
}

const nameOf = ({ caseId, position }: SealedCommit) => `cases/${caseId}/00000${position}.json`;
const shownIn = (versions: ReadonlyMap<string, string[]>): Map<string, string> =>
  new Map([...versions].map(([key, written]) => [key, written.at(-1) ?? '']));

describe('each commit of a log', () => {
  it('stands in the audit bucket to the letter, and nothing else of the table does', async () => {
    const { items, commits, bucket } = await make();
    expect(await commitsWritten(bucket, inserted(items))).toEqual(TAKEN);
    expect(shownIn(bucket.versions)).toEqual(
      new Map(commits.map((commit) => [nameOf(commit), JSON.stringify(commit)])),
    );
  });

  it('is written once under Object Lock: what comes after it neither replaces nor hides it', async () => {
    const { items, bucket } = await make();
    await commitsWritten(bucket, inserted(items));
    const before = new Map(bucket.versions);
    expect(await commitsWritten(bucket, inserted(items))).toEqual(TAKEN);
    const rewritten = items.map((item) => ({ ...item, body: `${item.body} ` }));
    expect(await commitsWritten(bucket, inserted(rewritten))).toEqual(TAKEN);
    expect(bucket.versions).toEqual(before);
  });

  it('is what was written, not what was changed, removed, or left as the mark of an erasure', async () => {
    const { items, log, table, bucket } = await make();
    const [first = {}] = items.filter(({ sk }) => sk === 'commit#000001');
    await log.erase(A, 3, []);
    const mark = await table.get({ pk: `case#${A}`, sk: 'commit#000004' });
    expect(mark).toMatchObject({ erasure: expect.any(String) });
    const stream = fromStream(
      { eventName: 'MODIFY', item: first },
      { eventName: 'REMOVE', item: first },
      { eventName: 'INSERT', item: mark ?? {} },
    );
    expect(await commitsWritten(bucket, stream)).toEqual(TAKEN);
    expect(bucket.versions.size).toBe(0);
  });

  it('comes again where it could not be written, and holds up none after it', async () => {
    const lines = printed();
    const { items, commits, bucket } = await make();
    const written = items.filter(({ sk }) => sk !== 'head');
    const [, second, third] = commits;
    if (second) bucket.refused.add(nameOf(second));
    expect(await commitsWritten(bucket, inserted(written))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
    expect([...bucket.versions.keys()]).toContain(third && nameOf(third));
    expect(lines().join('\n')).toMatch(/"function failed".*"sequence":"2"/);
    bucket.refused.clear();
    expect(await commitsWritten(bucket, inserted(written.slice(1)))).toEqual(TAKEN);
    expect(bucket.versions.size).toBe(4);
  });

  it('that the stream has lost is written by hand, from the table as DynamoDB gives it out', async () => {
    const { client, items, bucket } = await make();
    await commitsWritten(bucket, inserted(items.filter(({ sk }) => sk !== 'commit#000002')));
    const before = new Map(bucket.versions);
    const { Items: found = [] } = await client.send(
      new QueryCommand({
        TableName: 'kaiji',
        KeyConditionExpression: 'pk = :case AND begins_with(sk, :commit)',
        ExpressionAttributeValues: { ':case': { S: `case#${A}` }, ':commit': { S: 'commit#' } },
      }),
    );
    // As docs/runbook.md has it.
    const Records = found.map((NewImage) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: NewImage.sk?.S, NewImage },
    }));
    expect(await commitsWritten(bucket, JSON.parse(JSON.stringify({ Records })))).toEqual(TAKEN);
    const [, second = {}] = items.filter(({ pk, sk }) => pk === `case#${A}` && sk !== 'head');
    expect(bucket.versions).toEqual(before.set(`cases/${A}/000002.json`, [String(second.body)]));
  });

  it('is written by a function that may do no more than that', async () => {
    const bucket = newBucket();
    const { functions, denied } = await lambdaRig(bucket);
    const { items } = await make();
    expect(await functions.call('audit', inserted(items))).toEqual(TAKEN);
    const list = new ListObjectsV2Command({ Bucket: bucket.name, Prefix: 'cases/' });
    expect((await bucket.s3.send(list)).Contents).toHaveLength(4);
    expect(denied).toEqual([]);
  });
});

/** As `aws s3 sync` leaves them. */
function folderOf(objects: ReadonlyMap<string, string>): string {
  const folder = dataDirectory();
  for (const [key, text] of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), text);
  }
  return folder;
}

describe('whoever audits', () => {
  it('checks the chains of a folder of such objects, without us and without any key', async () => {
    const said = printed();
    const { items, bucket } = await make();
    await commitsWritten(bucket, inserted(items));
    const objects = shownIn(bucket.versions);
    const check = (changed: ReadonlyMap<string, string>) => verifyLog([folderOf(changed)], {});

    expect(await check(objects)).toBe(0);
    expect(said().join('\n')).toContain(`${A}: 3 commits, the chain holds`);
    expect(said().join('\n')).toContain(`${B}: 1 commits, the chain holds`);

    const lost = new Map(objects);
    lost.delete(`cases/${A}/000002.json`);
    expect(await check(lost)).toBe(1);
    expect(said().join('\n')).toContain(`${A}, commit 2: expected position 2, found 3`);

    const third = `cases/${A}/000003.json`;
    const altered = (objects.get(third) ?? '').replace('"sealed"', '"forged"');
    expect(await check(new Map(objects).set(third, altered))).toBe(1);
    expect(said().join('\n')).toContain(`${A}, commit 3: its content does not match its hash`);

    expect(await check(new Map(objects).set(third, '{}'))).toBe(2);
    expect(await check(new Map())).toBe(2);
  });
});
