import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../core/case/events.ts';
import { openFromForm } from '../../core/case/opening.ts';
import { CaseId } from '../../core/ids.ts';
import { BrokenLog, Cases } from '../../platform/cases.ts';
import { EmbeddedCaseIndex } from '../../platform/embedded/case-index.ts';
import { EmbeddedCaseLog } from '../../platform/embedded/case-log.ts';
import type { Database } from '../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import type { CaseIndex, CaseLog } from '../../platform/ports.ts';
import { dataDirectory, testDatabase } from '../support/data-directory.ts';

const caseId = CaseId.parse('KJ-TEST0-00001');
const at = '2026-11-19T08:00:00.000Z';
const stuck = (where: string): NewEvent => ({ type: 'case.stuck', data: { where, error: 'E' } });

const opening = openFromForm(
  {
    language: 'en',
    residence: 'japan',
    rights: ['appi.disclose'],
    period: null,
    delivery: 'electronic',
  },
  at,
  { name: 'Test Person', email: 'person@example.com' },
  { subjectKeys: ['k'], submission: 's' },
);

let database: Database;
let caseLog: CaseLog;
let caseIndex: CaseIndex;
let cases: Cases;
beforeEach(async () => {
  const directory = dataDirectory();
  database = testDatabase(join(directory, 'kaiji.db'));
  caseLog = new EmbeddedCaseLog(database);
  caseIndex = new EmbeddedCaseIndex(database);
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
  cases = new Cases({ caseLog, caseIndex, keyring, clock: { now: () => new Date(at) } });
  await cases.open(caseId, 'requester', opening);
});

describe('an act on a case', () => {
  it('returns what reading the case again gives', async () => {
    const after = await cases.act(caseId, 'workflow', () => [stuck('here')]);
    expect(after).toEqual(await cases.read(caseId));
    expect(after.stuck).toMatchObject([{ where: 'here' }]);
    expect(after.requester?.name).toBe('Test Person');
  });

  it('is in the queue when it returns', async () => {
    const { position } = await cases.act(caseId, 'workflow', () => [stuck('here')]);
    expect(await caseIndex.get(caseId)).toMatchObject({ position });
  });

  it('decides again when somebody else was faster', async () => {
    const seen: number[] = [];
    const both = ['one', 'other'].map((where) =>
      cases.act(caseId, 'workflow', ({ position }) => {
        seen.push(position);
        return [stuck(where)];
      }),
    );
    await Promise.all(both);
    expect(seen).toEqual([1, 1, 2]);
    expect((await cases.read(caseId)).stuck).toHaveLength(2);
  });

  it('does not decide on a log that was tampered with since it was last read', async () => {
    await cases.read(caseId);
    await database.write((db) => {
      db.prepare(`UPDATE commits SET body = replace(body, 'japan', 'elsewhere')`).run();
    });
    const decide = () => [stuck('here')];
    await expect(cases.act(caseId, 'workflow', decide)).rejects.toBeInstanceOf(BrokenLog);
    await expect(cases.read(caseId)).rejects.toBeInstanceOf(BrokenLog);
  });
});

describe('rows that a crash has lost or kept back', () => {
  const ids = ['KJ-TEST0-00000', 'KJ-TEST0-00002', 'KJ-TEST0-00009'].map((id) => CaseId.parse(id));
  const lagging = async () => Array.fromAsync(cases.lagging());
  const loseRow = (id: string, change: string) =>
    database.write((db) => db.prepare(`${change} WHERE case_id = ?`).run(id));

  beforeEach(async () => {
    for (const id of ids) {
      await cases.open(id, 'requester', opening);
      await cases.act(id, 'workflow', () => [stuck('here')]);
    }
  });

  it('are none after work that nothing interrupted', async () => {
    expect(await lagging()).toEqual([]);
  });

  it('are found wherever they are missing or lag, and made anew', async () => {
    const [first, second, last] = ids;
    await loseRow(`${first}`, 'DELETE FROM case_rows');
    await loseRow(`${second}`, 'UPDATE case_rows SET position = 1');
    await loseRow(`${last}`, 'DELETE FROM case_rows');
    expect(await lagging()).toEqual(ids);
    for (const id of ids) await cases.renewRow(id);
    expect(await lagging()).toEqual([]);
    for (const id of ids) expect(await caseIndex.get(id)).toMatchObject({ position: 2 });
  });
});
