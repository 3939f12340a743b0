/** The mirror of the logs, through the function as Lambda runs it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { nextCommit } from '../../../core/case/chain.ts';
import { CaseId } from '../../../core/ids.ts';
import { commitsWritten } from '../../../functions/lambda/audit.ts';
import type { Bucket } from '../../../platform/aws/vault-pieces.ts';
import { verifyLog } from '../../../platform/embedded/verify-log.ts';
import { fromStream } from '../../support/aws-events.ts';
import { lockedBucket } from '../../support/aws-locked-bucket.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { dataDirectory } from '../../support/data-directory.ts';
import { lambdaRig } from '../../support/lambda-rig.ts';
import { Requester } from '../../support/people.ts';
import { printed } from '../../support/printed.ts';

const newBucket = testBuckets();
const TAKEN = { batchItemFailures: [] };

type Item = Parameters<typeof fromStream>[0]['item'];
const inserted = (items: readonly Item[]) =>
  fromStream(...items.map((item) => ({ eventName: 'INSERT' as const, item })));

/** A case that is carried to its end. */
async function make() {
  const bucket = newBucket();
  const rig = await lambdaRig(bucket);
  const emily = new Requester(rig.doors, 'emily@example.com', 'en');
  await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
  await rig.closed(emily.caseId);
  const caseId = CaseId.parse(emily.caseId);
  const where = { text: 'pk = :pk', values: { pk: `case#${caseId}` } };
  const items = await Array.fromAsync(rig.table.query({ where }));
  const commits = items.filter(({ sk }) => String(sk).startsWith('commit#'));
  return { ...rig, bucket, caseId, items, commits };
}

async function mirrored({ s3, name: Bucket }: Bucket): Promise<Map<string, string>> {
  const list = new ListObjectsV2Command({ Bucket, Prefix: 'cases/' });
  const { Contents: objects = [] } = await s3.send(list);
  const found = new Map<string, string>();
  for (const { Key = '' } of objects) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    found.set(Key, (await Body?.transformToString()) ?? '');
  }
  return found;
}

/** As `aws s3 sync` leaves them. */
function folderOf(objects: ReadonlyMap<string, string>): string {
  const folder = dataDirectory();
  for (const [key, text] of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), text);
  }
  return folder;
}

describe('each commit of a log', () => {
  it('stands in the audit bucket to the letter, and nothing else of the table does', async () => {
    const { functions, bucket, items, commits, caseId, denied } = await make();
    expect(await functions.call('audit', inserted(items))).toEqual(TAKEN);
    const objects = await mirrored(bucket);
    expect([...objects.values()]).toEqual(commits.map(({ body }) => body));
    expect([...objects.keys()].slice(0, 2)).toEqual([
      `cases/${caseId}/000001.json`,
      `cases/${caseId}/000002.json`,
    ]);
    expect([...objects.values()].join()).not.toMatch(/emily|Tanaka/i);
    expect(denied).toEqual([]);
  });

  it('is written once under Object Lock: what comes after it neither replaces nor hides it', async () => {
    const caseId = CaseId.parse('KJ-TEST0-00001');
    const commit = nextCommit(caseId, undefined, [
      { type: 'case.opened', at: '2026-11-22T08:00:00.000Z', by: 'requester', data: {} },
    ]);
    const bucket = await lockedBucket();
    const written = (body: string) =>
      commitsWritten(bucket, inserted([{ pk: `case#${caseId}`, sk: 'commit#000001', body }]));
    const body = JSON.stringify(commit);
    expect(await written(body)).toEqual(TAKEN);
    expect(await written(body)).toEqual(TAKEN);
    expect(await written(body.replace('requester', 'workflow'))).toEqual(TAKEN);
    expect([...bucket.versions]).toEqual([[`cases/${caseId}/000001.json`, [body]]]);
  });

  it('is what was written, not what was changed, removed, or left as the mark of an erasure', async () => {
    const { functions, bucket, commits } = await make();
    const [first = {}] = commits;
    const mark = { pk: first.pk, sk: 'commit#000002', position: 2, erasure: 'x', counts: null };
    const stream = fromStream(
      { eventName: 'MODIFY', item: first },
      { eventName: 'REMOVE', item: first },
      { eventName: 'INSERT', item: mark },
    );
    expect(await functions.call('audit', stream)).toEqual(TAKEN);
    expect((await mirrored(bucket)).size).toBe(0);
  });

  it('comes again with all after it, where it could not be written', async () => {
    const lines = printed();
    const { functions, bucket, commits } = await make();
    const [first = {}, second = {}, ...others] = commits;
    const broken = { ...second, body: '{"personal": "Emily"}' };
    expect(await functions.call('audit', inserted([first, broken, ...others]))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
    expect((await mirrored(bucket)).size).toBe(1);
    expect(lines().join('\n')).toMatch(/"function failed".*"sequence":"2"/);
    expect(lines().join('\n')).not.toContain('Emily');
  });
});

describe('whoever audits', () => {
  it('checks the chains of a folder of such objects, without us and without any key', async () => {
    const said = printed();
    const { functions, bucket, commits, caseId } = await make();
    await functions.call('audit', inserted(commits));
    const objects = await mirrored(bucket);
    const [first = '', second = '', third = ''] = objects.keys();

    expect(await verifyLog([folderOf(objects)], {})).toBe(0);
    expect(said().join('\n')).toContain(`${caseId}: ${commits.length} commits, the chain holds`);

    const lost = new Map(objects);
    lost.delete(second);
    expect(await verifyLog([folderOf(lost)], {})).toBe(1);
    expect(said().join('\n')).toContain(`${caseId}, commit 2: expected position 2, found 3`);

    const changed = new Map(objects).set(
      third,
      String(objects.get(third)).replace('"at":"2', '"at":"1'),
    );
    expect(await verifyLog([folderOf(changed)], {})).toBe(1);
    expect(said().join('\n')).toContain(`${caseId}, commit 3: its content does not match its hash`);

    expect(await verifyLog([folderOf(new Map([[first, '{}']]))], {})).toBe(2);
    expect(await verifyLog([folderOf(new Map())], {})).toBe(2);
  });
});
