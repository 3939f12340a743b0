import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../core/case/row.ts';
import { CaseId } from '../../core/ids.ts';
import { AwsCaseIndex } from '../../platform/aws/case-index.ts';
import { EmbeddedCaseIndex } from '../../platform/embedded/case-index.ts';
import type { CaseIndex } from '../../platform/ports.ts';
import { testTable } from '../support/aws-table.ts';
import { testDatabase } from '../support/data-directory.ts';

const id = (n: number) => CaseId.parse(`KJ-AAAAA-${String(n).padStart(5, '0')}`);

function row(n: number, changes: Partial<CaseRow> = {}): CaseRow {
  return {
    caseId: id(n),
    position: 1,
    status: 'open',
    stage: 'identity',
    channel: 'form',
    regime: 'appi',
    rights: ['appi.disclose'],
    receivedAt: '2026-11-19T08:00:00.000Z',
    targetDate: '2026-12-02',
    limitDate: '2026-12-03',
    subjectKeys: [],
    operatorTasks: [],
    operatorSince: null,
    requesterTasks: ['upload-evidence'],
    nextSweepAt: null,
    ...changes,
  };
}

async function pages(
  ask: (after: string | undefined) => Promise<{ rows: CaseRow[]; next: string | null }>,
): Promise<CaseId[][]> {
  const seen: CaseId[][] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await ask(after);
    seen.push(rows.map(({ caseId }) => caseId));
    after = next ?? undefined;
  } while (after !== undefined);
  return seen;
}

/** @param many rows that do not fit one page of the implementation */
function keepsTheContract(make: () => Promise<CaseIndex>, many: number) {
  it('gives back a row as it was put', async () => {
    const index = await make();
    expect(await index.get(id(1))).toBeNull();
    await index.put(row(1, { subjectKeys: ['k'], operatorTasks: ['decide'] }));
    expect(await index.get(id(1))).toEqual(
      row(1, { subjectKeys: ['k'], operatorTasks: ['decide'] }),
    );
  });

  it('removes a row with its subject keys, and bears being asked again', async () => {
    const index = await make();
    await index.put(row(1, { subjectKeys: ['k'] }));
    await index.put(row(2, { subjectKeys: ['k'] }));
    await index.remove(id(1));
    await index.remove(id(1));
    expect(await index.get(id(1))).toBeNull();
    expect((await index.bySubjectKey('k')).map(({ caseId }) => caseId)).toEqual([id(2)]);
  });

  it('never lets an older row replace a newer one', async () => {
    const index = await make();
    await index.put(row(1, { position: 3, stage: 'fee', subjectKeys: ['new'] }));
    await index.put(row(1, { position: 2, stage: 'identity', subjectKeys: ['old'] }));
    await index.put(row(1, { position: 3, stage: 'decide', subjectKeys: ['other'] }));
    expect(await index.get(id(1))).toMatchObject({ position: 3, stage: 'fee' });
    expect(await index.bySubjectKey('old')).toEqual([]);
    await index.put(row(1, { position: 4, stage: 'collect' }));
    expect(await index.get(id(1))).toMatchObject({ position: 4, stage: 'collect' });
  });

  it('queues open cases by urgency, those without a date last, page by page to the end', async () => {
    const index = await make();
    await index.put(row(1, { targetDate: null }));
    await index.put(row(2, { targetDate: '2026-12-31' }));
    await index.put(row(3, { targetDate: '2026-12-01' }));
    await index.put(row(4, { targetDate: '2026-12-31' }));
    await index.put(row(5, { status: 'closed' }));
    const seen = await pages((after) => index.queue({ ...(after && { after }), limit: 2 }));
    expect(seen).toEqual([
      [id(3), id(2)],
      [id(4), id(1)],
    ]);
  });

  it('queues only what waits for an operator when asked to', async () => {
    const index = await make();
    await index.put(row(1));
    await index.put(row(2, { operatorTasks: ['decide'] }));
    const { rows, next } = await index.queue({ limit: 10, operatorTaskOnly: true });
    expect(rows.map(({ caseId }) => caseId)).toEqual([id(2)]);
    expect(next).toBeNull();
    await index.put(row(2, { position: 2 }));
    expect((await index.queue({ limit: 10, operatorTaskOnly: true })).rows).toEqual([]);
  });

  it('lists closed cases, the last received first', async () => {
    const index = await make();
    for (const n of [1, 2, 3])
      await index.put(row(n, { status: 'closed', receivedAt: `2026-11-0${n}T08:00:00.000Z` }));
    await index.put(row(4));
    const seen = await pages((after) => index.closed({ ...(after && { after }), limit: 2 }));
    expect(seen).toEqual([[id(3), id(2)], [id(1)]]);
  });

  it('takes a cursor it never gave for just another place to start from', async () => {
    const index = await make();
    await index.put(row(1));
    expect((await index.queue({ after: "zzz' --", limit: 2 })).rows).toEqual([]);
    expect((await index.closed({ after: '', limit: 2 })).rows).toEqual([]);
  });

  it('tells the position of every row, open and closed, in order of id', async () => {
    const index = await make();
    for (let n = many; n > 0; n -= 1)
      await index.put(row(n, { position: n, status: n % 2 === 0 ? 'open' : 'closed' }));
    const all = await Array.fromAsync(index.positions());
    expect(all).toEqual(
      Array.from({ length: many }, (_, n) => ({ caseId: id(n + 1), position: n + 1 })),
    );
  });

  it('gives the sweep what is due, closed cases too, and nothing that is not', async () => {
    const index = await make();
    const noon = '2026-11-20T12:00:00.000Z';
    await index.put(row(1, { nextSweepAt: '2026-11-20T11:59:59.999Z' }));
    await index.put(row(2, { nextSweepAt: noon, status: 'closed' }));
    await index.put(row(3, { nextSweepAt: '2026-11-20T12:00:00.001Z' }));
    await index.put(row(4));
    const due = await Array.fromAsync(index.due(noon));
    expect(due.map(({ caseId }) => caseId)).toEqual([id(1), id(2)]);
  });

  it('reaches every due case once while the sweep moves them on', async () => {
    const index = await make();
    const all = Array.from({ length: many }, (_, n) =>
      row(n, { nextSweepAt: '2026-11-20T08:00:00.000Z' }),
    );
    for (let at = 0; at < many; at += 50)
      await Promise.all(all.slice(at, at + 50).map((each) => index.put(each)));
    const seen: CaseId[] = [];
    for await (const each of index.due('2026-11-20T12:00:00.000Z')) {
      seen.push(each.caseId);
      if (seen.length % 2 === 0) await index.put({ ...each, position: 2, nextSweepAt: null });
    }
    expect(seen).toEqual(all.map(({ caseId }) => caseId));
  });

  it('finds the cases of the same person by key, and no longer by a key that was dropped', async () => {
    const index = await make();
    await index.put(row(1, { subjectKeys: ['mail-1', 'phone-1'] }));
    await index.put(row(2, { subjectKeys: ['mail-2', 'phone-1'] }));
    expect((await index.bySubjectKey('phone-1')).map(({ caseId }) => caseId)).toEqual([
      id(1),
      id(2),
    ]);
    await index.put(row(2, { position: 2, subjectKeys: ['mail-2'] }));
    expect((await index.bySubjectKey('phone-1')).map(({ caseId }) => caseId)).toEqual([id(1)]);
  });
}

describe('CaseIndex, embedded', () => {
  keepsTheContract(async () => new EmbeddedCaseIndex(testDatabase()), 1_100);
});

describe('CaseIndex, AWS', () => {
  keepsTheContract(async () => new AwsCaseIndex((await testTable()).table), 210);
});
