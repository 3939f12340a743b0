import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../connectors/connector.ts';
import type { Finder } from '../../connectors/finder.ts';
import { demoPerson } from '../../platform/embedded/demo/people.ts';
import type { DemoStores } from '../../platform/embedded/demo/stores.ts';
import { claimsOf, finderOn, startDemo } from '../support/finding-rig.ts';
import { MemoryVault } from '../support/memory-vault.ts';

const rules = { anyway: false, countEmail: false };

describe('matching claims with what the stores hold (L-10)', () => {
  let demo: DemoStores;
  let finder: Finder;
  beforeAll(async () => {
    demo = await startDemo();
    await demo.ready;
    finder = finderOn(demo, new MemoryVault());
  }, 60_000);
  afterAll(() => demo?.close());
  afterEach(() => demo.stores.postgres.setDown(false));

  it('adds up what one person’s rows hold, across collections', async () => {
    const { matched } = await finder.match(claimsOf(demoPerson('hanako')), rules);
    expect(matched).toBe(4);
  });

  it('gives the same shape for somebody who is not on file (L-32)', async () => {
    const nobody = { name: 'No One', email: 'no.one@example.com', dateOfBirth: '1999-09-09' };
    const unknown = await finder.match(nobody, rules);
    const known = await finder.match(claimsOf(demoPerson('hanako')), rules);
    expect(unknown).toEqual({ ...known, matched: 0 });
  });

  it('does not let a namesake with the same birthday borrow the other’s telephone', async () => {
    const claims = { ...claimsOf(demoPerson('ken-osaka')), phone: demoPerson('ken-tokyo').phone };
    const { school: _unsaid, ...rest } = claims;
    const honest = await finder.match(claimsOf(demoPerson('ken-osaka')), rules);
    const { matched } = await finder.match({ ...rest, email: 'nobody@example.jp' }, rules);
    expect(honest.matched).toBe(4);
    // The guest list holds ken-tokyo under that name, telephone and birthday: one row, one person.
    expect(matched).toBe(3);
  });

  it('counts wrong claims for nothing', async () => {
    const claims = { name: '山田 花江', email: 'hanako.yamada@example.jp', phone: '090-9999-9999' };
    expect((await finder.match(claims, rules)).matched).toBe(0);
  });

  it('fails while a store is silent, or counts without it when told to', async () => {
    demo.stores.postgres.setDown(true);
    const claims = claimsOf(demoPerson('emily'));
    await expect(finder.match(claims, rules)).rejects.toThrow(StoreUnavailable);
    const { storesSilent, matched } = await finder.match(claims, { ...rules, anyway: true });
    expect(storesSilent).toContain('kikokugo');
    expect(matched).toBeGreaterThanOrEqual(3);
  });

  it('shows the operator which stores answer', async () => {
    demo.stores.postgres.setDown(true);
    const health = await finder.health();
    expect(health.map(({ store, error }) => [store, error])).toEqual([
      ['kikokugo', 'StoreUnavailable'],
      ['shigotosagashi', null],
      ['career', null],
    ]);
  });
});
