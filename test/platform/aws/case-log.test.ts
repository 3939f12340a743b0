/** What only the log on DynamoDB has to answer: replies that are lost, and erasures that are broken off. */
import { expect, it } from 'vitest';
import { nextCommit } from '../../../core/case/chain.ts';
import { NOTHING, type YearSum } from '../../../core/case/metrics.ts';
import { CaseId } from '../../../core/ids.ts';
import { AwsCaseLog } from '../../../platform/aws/case-log.ts';
import { CommitConflict } from '../../../platform/ports.ts';
import { type TestTable, testTable } from '../../support/aws-table.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const clock = { now: () => new Date('2026-11-22T08:00:00.000Z') };
const event = (note: string) => ({
  type: 'case-noted',
  at: '2026-11-19T08:00:00.000Z',
  by: 'system',
  data: { note },
});
const first = nextCommit(A, undefined, [event('one')]);
const second = nextCommit(A, first, [event('two')]);
const count: YearSum = { year: 2026, line: 'ccpa.delete', sum: { ...NOTHING, received: 1 } };

async function make(): Promise<TestTable & { log: AwsCaseLog }> {
  const made = await testTable();
  return { ...made, log: new AwsCaseLog(made.table, clock) };
}

it('knows its own commit again when the reply to the write was lost', async () => {
  const { log, dynamo } = await make();
  dynamo.next({ operation: 'PutItem', what: 'reply lost' });
  await log.append(first);
  expect(await log.read(A)).toEqual([first]);
});

it('tells a rival that it lost, also when the rival wrote the very same and a reply was lost', async () => {
  const { log, dynamo } = await make();
  await log.append(first);
  dynamo.next({ operation: 'PutItem', what: 'reply lost' });
  await expect(log.append(first)).rejects.toBeInstanceOf(CommitConflict);
});

it('waits and tries again when DynamoDB is asked too much', async () => {
  const { log, dynamo } = await make();
  dynamo.next({ operation: 'PutItem', what: 'throttled' });
  await log.append(first);
  expect(await log.read(A)).toEqual([first]);
});

it.each([0, 1, 2, 3, 4, 5, 6])(
  'L-27: an erasure broken off after %i writes is finished by whoever reads the case, and counts once',
  async (writes) => {
    const { log, dynamo } = await make();
    await log.append(first);
    await log.append(second);
    dynamo.dieAfter(writes);
    const erased = await log.erase(A, 2, [count]).then(
      () => true,
      () => false,
    );
    dynamo.live();
    const commits = await log.read(A);
    // Before the mark stands nothing has happened, and the sweep asks again.
    if (commits.length > 0) await log.erase(A, 2, [count]);
    expect(commits.length > 0).toBe(writes === 0);
    expect(erased).toBe(writes >= 5);
    await log.erase(A, 2, [count]);
    expect(await log.read(A)).toEqual([]);
    expect(await log.yearSums()).toEqual([count]);
    expect(await Array.fromAsync(log.heads())).toEqual([]);
  },
);

it('L-27: takes no late commit of a case that is being erased, or is erased', async () => {
  const { log, dynamo } = await make();
  await log.append(first);
  dynamo.dieAfter(1);
  await expect(log.erase(A, 1, [count])).rejects.toThrow();
  dynamo.live();
  await expect(log.append(second)).rejects.toBeInstanceOf(CommitConflict);
  await log.erase(A, 1, [count]);
  await expect(log.append(second)).rejects.toBeInstanceOf(CommitConflict);
  expect(await log.yearSums()).toEqual([count]);
});

it('L-27: leaves of an erased case its number only, for a day', async () => {
  const { log, table } = await make();
  await log.append(first);
  await log.erase(A, 1, [count]);
  const left = await Array.fromAsync(
    table.query({ where: { text: 'pk = :pk', values: { pk: `case#${A}` } } }),
  );
  expect(left.map(({ write, erasure, ...rest }) => rest)).toEqual([
    {
      pk: `case#${A}`,
      sk: 'commit#000002',
      position: 2,
      counts: null,
      expires: Date.parse('2026-11-23T08:00:00.000Z') / 1000,
    },
  ]);
});
