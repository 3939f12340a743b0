import { describe, expect, it } from 'vitest';
import { faultsIn, GENESIS, hashOf, nextCommit } from '../../core/case/chain.ts';
import { NOTHING, type YearSum } from '../../core/case/metrics.ts';
import { CaseId } from '../../core/ids.ts';
import { AwsCaseLog } from '../../platform/aws/case-log.ts';
import { EmbeddedCaseLog } from '../../platform/embedded/case-log.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { type CaseLog, CommitConflict } from '../../platform/ports.ts';
import { testTable } from '../support/aws-table.ts';
import { testDatabase } from '../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const B = CaseId.parse('KJ-AAAAA-00002');

function event(note: string) {
  return {
    type: 'case-noted',
    at: '2026-11-19T08:00:00.000Z',
    by: 'system',
    data: { note },
    personal: { iv: 'aXY', data: 'ZGF0YQ' },
  };
}

/** @param many cases that do not fit one page of the implementation */
function keepsTheContract(make: () => Promise<CaseLog>, many: number) {
  it('knows nothing of a case that was never written', async () => {
    const log = await make();
    expect(await log.read(A)).toEqual([]);
  });

  it('gives back every commit, in order, exactly as written', async () => {
    const log = await make();
    const first = nextCommit(A, undefined, [event('一'), event('two')]);
    const second = nextCommit(A, first, [event('three')]);
    await log.append(first);
    await log.append(second);
    expect(await log.read(A)).toEqual([first, second]);
    expect(faultsIn(A, await log.read(A))).toEqual([]);
  });

  it('gives what nobody can change', async () => {
    const log = await make();
    await log.append(nextCommit(A, undefined, [event('one')]));
    const [commit] = await log.read(A);
    const written = commit?.events[0];
    for (const part of [commit, commit?.events, written?.data, written?.personal])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it('keeps cases apart', async () => {
    const log = await make();
    const a = nextCommit(A, undefined, [event('a')]);
    const b = nextCommit(B, undefined, [event('b')]);
    await Promise.all([log.append(a), log.append(b)]);
    expect(await log.read(A)).toEqual([a]);
    expect(await log.read(B)).toEqual([b]);
  });

  it('lets exactly one of many writers have a position', async () => {
    const log = await make();
    const rivals = Array.from({ length: 10 }, (_, i) => nextCommit(A, undefined, [event(`${i}`)]));
    const results = await Promise.allSettled(rivals.map((commit) => log.append(commit)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(CommitConflict);
    expect(await log.read(A)).toHaveLength(1);
  });

  it('refuses the very same commit a second time', async () => {
    const log = await make();
    const first = nextCommit(A, undefined, [event('one')]);
    await log.append(first);
    await expect(log.append(first)).rejects.toBeInstanceOf(CommitConflict);
  });

  it('refuses a commit that leaves a gap', async () => {
    const log = await make();
    const first = nextCommit(A, undefined, [event('one')]);
    const second = nextCommit(A, first, [event('two')]);
    await expect(log.append(second)).rejects.toBeInstanceOf(CommitConflict);
    await log.append(first);
    await expect(log.append(nextCommit(A, second, [event('three')]))).rejects.toBeInstanceOf(
      CommitConflict,
    );
    expect(await log.read(A)).toEqual([first]);
  });

  it('refuses a commit at the right place that was made after another history', async () => {
    const log = await make();
    await log.append(nextCommit(A, undefined, [event('one')]));
    const stranger = nextCommit(A, nextCommit(A, undefined, [event('else')]), [event('two')]);
    await expect(log.append(stranger)).rejects.toBeInstanceOf(CommitConflict);
  });

  it('refuses a first commit that claims to follow something', async () => {
    const log = await make();
    const body = { caseId: A, position: 1, previous: 'f'.repeat(64), events: [event('one')] };
    expect(body.previous).not.toBe(GENESIS);
    await expect(
      log.append({ ...nextCommit(A, undefined, [event('one')]), ...body, hash: hashOf(body) }),
    ).rejects.toBeInstanceOf(CommitConflict);
  });

  const count = (received: number): YearSum => ({
    year: 2026,
    line: 'ccpa.delete',
    sum: { ...NOTHING, received, denied: received, deniedOn: { why: received } },
  });

  it('L-27: erases every commit of a case, and the chains of others hold as before', async () => {
    const log = await make();
    const a = nextCommit(A, undefined, [event('a')]);
    const b = nextCommit(B, undefined, [event('b')]);
    await log.append(a);
    await log.append(b);
    await log.append(nextCommit(A, a, [event('more')]));
    await log.erase(A, 2, []);
    expect(await log.read(A)).toEqual([]);
    expect(await log.read(B)).toEqual([b]);
    expect(faultsIn(B, await log.read(B))).toEqual([]);
    expect(await Array.fromAsync(log.heads())).toEqual([{ caseId: B, position: 1 }]);
  });

  it('L-27: counts an erased case once, however often it is erased', async () => {
    const log = await make();
    for (const caseId of [A, B]) {
      await log.append(nextCommit(caseId, undefined, [event('one')]));
      await Promise.all([log.erase(caseId, 1, [count(1)]), log.erase(caseId, 1, [count(1)])]);
    }
    expect(await log.yearSums()).toEqual([count(2)]);
  });

  it('L-27: erases and counts nothing when the case has gone on meanwhile', async () => {
    const log = await make();
    const first = nextCommit(A, undefined, [event('one')]);
    await log.append(first);
    await log.append(nextCommit(A, first, [event('two')]));
    await expect(log.erase(A, 1, [count(1)])).rejects.toBeInstanceOf(CommitConflict);
    expect(await log.read(A)).toHaveLength(2);
    expect(await log.yearSums()).toEqual([]);
  });

  it('lists every case once with its last position, in order of id, over many pages', async () => {
    const log = await make();
    const ids = Array.from({ length: many }, (_, i) =>
      CaseId.parse(`KJ-00000-${String(i).padStart(5, '0')}`),
    );
    const firsts = ids.map((id) => nextCommit(id, undefined, [event('one')]));
    const seconds = firsts.map((commit) => nextCommit(commit.caseId, commit, [event('two')]));
    for (const commits of [firsts.toReversed(), seconds])
      for (let at = 0; at < many; at += 50)
        await Promise.all(commits.slice(at, at + 50).map((commit) => log.append(commit)));
    expect(await Array.fromAsync(log.heads())).toEqual(
      ids.map((caseId) => ({ caseId, position: 2 })),
    );
  });
}

describe('CaseLog, embedded', () => {
  keepsTheContract(async () => new EmbeddedCaseLog(testDatabase()), 1_201);
});

describe('CaseLog, AWS', () => {
  keepsTheContract(async () => new AwsCaseLog((await testTable()).table, systemClock), 60);
});
