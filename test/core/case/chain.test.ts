import { describe, expect, it } from 'vitest';
import { faultsIn, nextCommit, type SealedCommit } from '../../../core/case/chain.ts';
import { CaseId } from '../../../core/ids.ts';

const id = CaseId.parse('KJ-TEST0-00001');
const event = (type: string) => ({
  type,
  at: '2026-11-19T08:00:00.000Z',
  by: 'requester',
  data: {},
});

function chainOf(...types: string[]): SealedCommit[] {
  const chain: SealedCommit[] = [];
  for (const type of types) chain.push(nextCommit(id, chain.at(-1), [event(type)]));
  return chain;
}

const at = (chain: SealedCommit[], index: number): SealedCommit => {
  const commit = chain[index];
  if (!commit) throw new Error(`no commit ${index}`);
  return commit;
};

describe('the hash chain of a log', () => {
  const chain = chainOf('one', 'two', 'three');

  it('finds nothing wrong with an untouched log', () => {
    expect(faultsIn(id, chain)).toEqual([]);
  });

  it('finds a changed commit', () => {
    const changed = chain.with(1, { ...at(chain, 1), events: [event('forged')] });
    expect(faultsIn(id, changed)).toEqual([
      { position: 2, fault: 'its content does not match its hash' },
    ]);
  });

  it('finds a commit changed together with its hash, by the one that follows', () => {
    const forged = nextCommit(id, at(chain, 0), [event('forged')]);
    expect(faultsIn(id, chain.with(1, forged))).toEqual([
      { position: 3, fault: 'does not follow the commit before it' },
    ]);
  });

  it('finds a dropped commit and a changed order', () => {
    expect(faultsIn(id, chain.toSpliced(1, 1))).not.toEqual([]);
    expect(faultsIn(id, chain.toReversed())).not.toEqual([]);
  });

  it('finds a commit of another case', () => {
    const other = CaseId.parse('KJ-TEST0-00002');
    expect(faultsIn(other, chain)).toHaveLength(3);
  });
});
