/** What only the index on DynamoDB has to answer: several items make up one row. */
import { expect, it } from 'vitest';
import type { CaseRow } from '../../../core/case/row.ts';
import { CaseId } from '../../../core/ids.ts';
import { AwsCaseIndex } from '../../../platform/aws/case-index.ts';
import { testTable } from '../../support/aws-table.ts';

const caseId = CaseId.parse('KJ-AAAAA-00001');
const row = (position: number, subjectKeys: string[]): CaseRow => ({
  caseId,
  position,
  status: 'open',
  stage: 'identity',
  channel: 'form',
  regime: 'appi',
  rights: ['appi.disclose'],
  receivedAt: '2026-11-19T08:00:00.000Z',
  targetDate: '2026-12-02',
  limitDate: '2026-12-03',
  subjectKeys,
  operatorTasks: [],
  operatorSince: null,
  requesterTasks: [],
  nextSweepAt: null,
});

async function make() {
  const { table, dynamo } = await testTable();
  const ofCase = { text: 'pk = :pk', values: { pk: `case#${caseId}` } };
  const sks = async () =>
    (await Array.fromAsync(table.query({ where: ofCase }))).map(({ sk }) => sk);
  return { index: new AwsCaseIndex(table), dynamo, sks };
}

it('drops the keys of the row before when the reply to the write was lost', async () => {
  const { index, dynamo, sks } = await make();
  await index.put(row(1, ['old']));
  // The lead first, the row second.
  dynamo.next({ operation: 'PutItem', after: 1, what: 'reply lost' });
  await index.put(row(2, ['new']));
  expect(await sks()).toEqual(['head', 'subject#new']);
});

it('never finds a case by a key for which no row stands yet', async () => {
  const { index, dynamo } = await make();
  await index.put(row(1, ['old']));
  dynamo.dieAfter(1);
  await expect(index.put(row(2, ['new']))).rejects.toThrow();
  dynamo.live();
  expect(await index.bySubjectKey('new')).toEqual([]);
  expect(await index.bySubjectKey('old')).toMatchObject([{ position: 1 }]);
});

it('removes with a row also the leads that a crash left behind', async () => {
  const { index, dynamo, sks } = await make();
  await index.put(row(1, ['old']));
  dynamo.dieAfter(1);
  await expect(index.put(row(2, ['new']))).rejects.toThrow();
  dynamo.live();
  await index.remove(caseId);
  expect(await sks()).toEqual([]);
});

it('keeps a row’s leads however writers of neighbouring positions meet', async () => {
  const { index, sks } = await make();
  for (let round = 0; round < 6; round += 1) {
    const at = round * 4;
    await index.put(row(at + 1, ['a', 'b']));
    await Promise.all([
      index.put(row(at + 2, ['a'])),
      index.put(row(at + 3, ['b', 'a'])),
      index.put(row(at + 4, ['b'])),
    ]);
    expect(await index.get(caseId)).toMatchObject({ position: at + 4 });
    expect(await index.bySubjectKey('b'), `round ${round}`).toHaveLength(1);
    expect(await sks()).toContain('subject#b');
  }
});
